"""Whose job runs next: never over a limit, and nobody twice before another's turn."""

from collections import Counter
from itertools import takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.jobs.fair_queue import FairQueue

MEMBERS = "ABCDE"


def drained(line: FairQueue) -> list[int]:
    """Every job that may start, in that order."""
    return [*takewhile(lambda job: job is not None, iter(line.next, "never"))]


def test_jobs_of_one_member_start_in_order() -> None:
    line = FairQueue(most=10, most_each=10)
    for job in (3, 1, 2):
        line.add(job, "A")
    assert drained(line) == [3, 1, 2]


def test_members_take_turns() -> None:
    line = FairQueue(most=10, most_each=10)
    for job, member in enumerate("AAABBC"):
        line.add(job, member)
    assert drained(line) == [0, 3, 5, 1, 4, 2]


def test_ten_jobs_of_one_keep_another_waiting_for_one() -> None:
    line = FairQueue(most=1, most_each=1)
    for job in range(10):
        line.add(job, "A")
    running = line.next()
    line.add(10, "B")
    line.leave(running or 0)
    assert [line.next(), line.leave(1), line.next()] == [1, None, 10]


def test_a_member_at_the_limit_is_passed_by_and_keeps_the_turn() -> None:
    line = FairQueue(most=10, most_each=1)
    for job, member in enumerate("AABB"):
        line.add(job, member)
    assert drained(line) == [0, 2]
    line.leave(0)
    assert drained(line) == [1]


def test_a_job_taken_over_counts_whatever_the_limits_are() -> None:
    line = FairQueue(most=1, most_each=1)
    for job in (1, 2, 3):
        line.resume(job, "A")
    line.add(4, "B")
    assert line.next() is None
    for job in (1, 2):
        line.leave(job)
    assert line.next() is None
    line.leave(3)
    assert line.next() == 4


def test_leaving_without_being_here_does_nothing() -> None:
    line = FairQueue(most=1, most_each=1)
    line.leave(1)
    line.add(1, "A")
    line.leave(1)
    line.leave(1)
    assert len(line) == 0
    assert line.next() is None


def test_only_a_job_that_waits_has_a_place_in_line() -> None:
    line = FairQueue(most=1, most_each=1)
    line.add(1, "A")
    line.next()
    for job in (1, 2):
        with pytest.raises(LookupError):
            line.position(job)


@given(st.lists(st.sampled_from(MEMBERS), max_size=30), st.data())
def test_the_line_shown_is_the_order_of_start(members: list[str], data: st.DataObject) -> None:
    line = FairQueue(most=100, most_each=100)
    for job, member in enumerate(members):
        line.add(job, member)
        if data.draw(st.booleans(), label="start one"):
            line.next()
        if data.draw(st.integers(0, 3), label="leave") == 0:
            line.leave(data.draw(st.integers(0, job), label="who"))
    shown = line.waiting()
    assert [line.position(job) for job in shown] == [*range(1, len(shown) + 1)]
    assert drained(line) == shown
    assert line.waiting() == []


class Queueing(RuleBasedStateMachine):
    """Members come, wait, run and go in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.most, self.most_each = 3, 2
        self.line = FairQueue(self.most, self.most_each)
        self.jobs = 0
        self.moment = 0
        self.waiting: dict[int, str] = {}
        self.running: dict[int, str] = {}
        self.waits_since: dict[str, int] = {}
        """When a member with jobs in line began to wait: when the first joined, or at a start."""
        self.started: dict[str, int] = {}

    def eligible(self) -> set[str]:
        """Members who wait and have fewer jobs running than they may."""
        each = Counter(self.running.values())
        return {member for member in self.waiting.values() if each[member] < self.most_each}

    @rule(member=st.sampled_from(MEMBERS))
    def join(self, member: str) -> None:
        self.jobs += 1
        self.moment += 1
        if member not in self.waiting.values():
            self.waits_since[member] = self.moment
        self.waiting[self.jobs] = member
        self.line.add(self.jobs, member)

    @rule(member=st.sampled_from(MEMBERS))
    def take_over(self, member: str) -> None:
        self.jobs += 1
        self.running[self.jobs] = member
        self.line.resume(self.jobs, member)

    @rule()
    def start(self) -> None:
        eligible = self.eligible()
        job = self.line.next()
        if job is None:
            assert len(self.running) >= self.most or not eligible
            return
        assert len(self.running) < self.most
        member = self.waiting.pop(job)
        assert member in eligible
        own = [other for other, whose in self.waiting.items() if whose == member]
        assert all(job < other for other in own), "not the member's oldest"
        # Nobody starts twice while another, who could have started, waits all along.
        last = self.started.get(member, 0)
        passed_by = {other for other in eligible - {member} if self.waits_since[other] < last}
        assert not passed_by
        self.moment += 1
        self.started[member] = self.waits_since[member] = self.moment
        self.running[job] = member

    @precondition(lambda self: self.running or self.waiting)
    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        job = data.draw(st.sampled_from(sorted({*self.running, *self.waiting})))
        self.running.pop(job, None)
        self.waiting.pop(job, None)
        self.line.leave(job)

    @invariant()
    def everybody_is_where_they_are(self) -> None:
        assert sorted(self.line.waiting()) == sorted(self.waiting)
        assert len(self.line) == len(self.waiting) + len(self.running)


Queueing.TestCase.settings = settings(deadline=None, max_examples=100, stateful_step_count=40)
TestQueueing = Queueing.TestCase
