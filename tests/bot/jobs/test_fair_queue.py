"""The fair queue: never over a limit, and no member twice before the turn of another."""

from collections import Counter
from itertools import takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.jobs.fair_queue import FairQueue, Turn

MEMBERS = "ABCDE"


def drained(queue: FairQueue) -> list[int]:
    """Start every job that may start, and return them in that order."""
    return [*takewhile(lambda job: job is not None, iter(queue.next, "never"))]


def test_jobs_of_one_member_start_in_order() -> None:
    queue = FairQueue(max_running=10, max_running_each=10)
    for job in (3, 1, 2):
        queue.add(job, Turn("A"))
    assert drained(queue) == [3, 1, 2]


def test_members_take_turns() -> None:
    queue = FairQueue(max_running=10, max_running_each=10)
    for job, member in enumerate("AAABBC"):
        queue.add(job, Turn(member))
    assert drained(queue) == [0, 3, 5, 1, 4, 2]


def test_ten_jobs_of_one_member_delay_another_by_one() -> None:
    queue = FairQueue(max_running=1, max_running_each=1)
    for job in range(10):
        queue.add(job, Turn("A"))
    running = queue.next()
    queue.add(10, Turn("B"))
    queue.remove(running or 0)
    assert [queue.next(), queue.remove(1), queue.next()] == [1, None, 10]


def test_member_at_the_limit_is_skipped_and_keeps_the_turn() -> None:
    queue = FairQueue(max_running=10, max_running_each=1)
    for job, member in enumerate("AABB"):
        queue.add(job, Turn(member))
    assert drained(queue) == [0, 2]
    queue.remove(0)
    assert drained(queue) == [1]


def test_recovered_job_counts_whatever_the_limits_are() -> None:
    queue = FairQueue(max_running=1, max_running_each=1)
    for job in (1, 2, 3):
        queue.resume(job, Turn("A"))
    queue.add(4, Turn("B"))
    assert queue.next() is None
    for job in (1, 2):
        queue.remove(job)
    assert queue.next() is None
    queue.remove(3)
    assert queue.next() == 4


def test_removing_an_unknown_job_does_nothing() -> None:
    queue = FairQueue(max_running=1, max_running_each=1)
    queue.remove(1)
    queue.add(1, Turn("A"))
    queue.remove(1)
    queue.remove(1)
    assert len(queue) == 0
    assert queue.next() is None


def test_only_a_waiting_job_has_a_position() -> None:
    queue = FairQueue(max_running=1, max_running_each=1)
    queue.add(1, Turn("A"))
    queue.next()
    for job in (1, 2):
        with pytest.raises(LookupError):
            queue.position(job)


@given(st.lists(st.sampled_from(MEMBERS), max_size=30), st.data())
def test_positions_are_the_order_of_start(members: list[str], data: st.DataObject) -> None:
    queue = FairQueue(max_running=100, max_running_each=100)
    for job, member in enumerate(members):
        queue.add(job, Turn(member))
        if data.draw(st.booleans(), label="start one"):
            queue.next()
        if data.draw(st.integers(0, 3), label="remove") == 0:
            queue.remove(data.draw(st.integers(0, job), label="job"))
    shown = queue.waiting()
    assert [queue.position(job) for job in shown] == [*range(1, len(shown) + 1)]
    assert drained(queue) == shown
    assert queue.waiting() == []


class Queueing(RuleBasedStateMachine):
    """Jobs that are added, started, resumed and removed in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.max_running, self.max_running_each = 3, 2
        self.queue = FairQueue(self.max_running, self.max_running_each)
        self.jobs = 0
        self.moment = 0
        self.waiting: dict[int, str] = {}
        self.running: dict[int, str] = {}
        self.waits_since: dict[str, int] = {}
        """Since when a member with waiting jobs waits: the first was added, or one was started."""
        self.started: dict[str, int] = {}

    def eligible(self) -> set[str]:
        """Return the members with waiting jobs who may have one more running."""
        each = Counter(self.running.values())
        return {member for member in self.waiting.values() if each[member] < self.max_running_each}

    @rule(member=st.sampled_from(MEMBERS))
    def add(self, member: str) -> None:
        self.jobs += 1
        self.moment += 1
        if member not in self.waiting.values():
            self.waits_since[member] = self.moment
        self.waiting[self.jobs] = member
        self.queue.add(self.jobs, Turn(member))

    @rule(member=st.sampled_from(MEMBERS))
    def resume(self, member: str) -> None:
        self.jobs += 1
        self.running[self.jobs] = member
        self.queue.resume(self.jobs, Turn(member))

    @rule()
    def start(self) -> None:
        eligible = self.eligible()
        job = self.queue.next()
        if job is None:
            assert len(self.running) >= self.max_running or not eligible
            return
        assert len(self.running) < self.max_running
        member = self.waiting.pop(job)
        assert member in eligible
        own = [other for other, whose in self.waiting.items() if whose == member]
        assert all(job < other for other in own), "not the member's oldest"
        # No member starts twice while another, who could have started, waits all along.
        last = self.started.get(member, 0)
        skipped = {other for other in eligible - {member} if self.waits_since[other] < last}
        assert not skipped
        self.moment += 1
        self.started[member] = self.waits_since[member] = self.moment
        self.running[job] = member

    @precondition(lambda self: self.running or self.waiting)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        job = data.draw(st.sampled_from(sorted({*self.running, *self.waiting})))
        self.running.pop(job, None)
        self.waiting.pop(job, None)
        self.queue.remove(job)

    @invariant()
    def every_job_is_where_it_belongs(self) -> None:
        assert sorted(self.queue.waiting()) == sorted(self.waiting)
        assert len(self.queue) == len(self.waiting) + len(self.running)


Queueing.TestCase.settings = settings(deadline=None, max_examples=100, stateful_step_count=40)
TestQueueing = Queueing.TestCase


def test_servers_take_turns_before_their_members_do() -> None:
    queue = FairQueue(max_running=10, max_running_each=10)
    for job, (guild, member) in enumerate(("1A", "1B", "1C", "2D", "2D")):
        queue.add(job, Turn(member, guild_id=guild))
    assert drained(queue) == [0, 3, 1, 4, 2]


def test_member_is_bounded_over_all_servers() -> None:
    queue = FairQueue(max_running=10, max_running_each=2)
    for job in range(11):
        queue.add(job, Turn("A", guild_id=job))
    queue.add(11, Turn("B", guild_id=99))
    assert drained(queue) == [0, 1, 11]


def test_lane_that_hangs_leaves_the_others_their_slots() -> None:
    queue = FairQueue(max_running=2, max_running_each=10)
    for job in range(5):
        queue.add(job, Turn(f"member {job}", lane="hanging"))
    queue.add(5, Turn("member 0", lane="other"))
    queue.add(6, Turn("member 6", lane="other"))
    assert drained(queue) == [0, 1, 6, 5]


def test_parked_job_frees_its_slot_once() -> None:
    queue = FairQueue(max_running=1, max_running_each=1)
    for job in (1, 2, 3):
        queue.add(job, Turn("A"))
    assert queue.next() == 1
    queue.park(1)
    queue.park(1)
    assert (queue.next(), queue.next()) == (2, None)
    queue.remove(1)
    assert queue.next() is None
    queue.remove(2)
    assert (queue.next(), len(queue)) == (3, 1)


@given(
    st.lists(st.tuples(st.sampled_from("XYZ"), st.sampled_from(MEMBERS)), max_size=40),
    st.sets(st.integers(0, 39)),
)
def test_position_is_the_place_in_the_order_of_all(
    asked: list[tuple[str, str]], gone: set[int]
) -> None:
    queue = FairQueue(max_running=1, max_running_each=1)
    for job, (guild, member) in enumerate(asked):
        queue.add(job, Turn(member, guild))
    for job in gone:
        queue.remove(job)
    order = queue.waiting()
    assert [queue.position(job) for job in order] == [*range(1, len(order) + 1)]
