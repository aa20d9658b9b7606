"""Random sequences of operations by two processes, compared with a model of the jobs."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete

from bot.errors import UserError
from bot.limits.limit import Limit, Metric, Per, Subject
from bot.limits.quota import Cost, Quota, Standing
from bot.limits.spender import Spender
from bot.storage.acceptance import Acceptance
from bot.storage.database import Database
from bot.storage.jobs import JobStore, LeaseLostError
from bot.storage.records import Posted, State
from bot.storage.schema import inputs, jobs
from tests.storage.rows import GUILD, NOON, REASON, TASK, new_job

T = TypeVar("T")
HOUR = timedelta(hours=1)
PRICE = 40_000
MEMBERS_PICTURES = Limit(6, per=Per.HOUR)
MEMBERS_DOLLARS = Limit(4 * PRICE, Metric.DOLLARS, Per.HOUR)
SERVERS_PICTURES = Limit(8, per=Per.HOUR, subject=Subject.SERVER)
LIMITS = (MEMBERS_PICTURES, MEMBERS_DOLLARS, SERVERS_PICTURES)
LEASE = timedelta(minutes=1)
MEMBERS = (1, 2)
OWNERS = ("ours", "theirs")
COUNTED = {State.QUEUED, State.SUBMITTED, State.DONE}


@dataclass
class Life:
    """The model of one job."""

    member: int
    owner: str
    leased_until: Any
    created: Any
    pictures: int
    dollars: int
    state: State = State.QUEUED
    started: bool = False
    submitted: bool = False

    @property
    def unfinished(self) -> bool:
        return self.state in (State.QUEUED, State.SUBMITTED)


class JobMachine(RuleBasedStateMachine):
    """Two processes and two members, with limits for each member and for the server."""

    runner: asyncio.Runner
    database: Database
    ids: Bundle[int] = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.stores = {owner: JobStore(self.database, owner) for owner in OWNERS}
        self.now = NOON
        self.model: dict[int, Life] = {}

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @initialize()
    def empty(self) -> None:
        async def clear() -> None:
            async with self.database.write() as connection:
                for table in (inputs, jobs):
                    await connection.execute(delete(table))

        self.run(clear())

    @rule(
        target=ids,
        member=st.sampled_from(MEMBERS),
        owner=st.sampled_from(OWNERS),
        pictures=st.integers(1, 4),
        priced=st.booleans(),
    )
    def accept(self, member: int, owner: str, pictures: int, priced: bool) -> int:
        job_id = len(self.model) + 1
        cost = Cost(pictures, PRICE * pictures if priced else 0)
        fits = all(
            self.counted(limit, member) + cost.of(limit.metric) <= limit.amount
            or not cost.of(limit.metric)
            for limit in LIMITS
        )

        async def ask() -> None:
            await self.stores[owner].accept(GUILD, decide)

        def decide(acceptance: Acceptance) -> None:
            Quota(LIMITS, Spender(GUILD, member), self.now).admit(acceptance, cost)
            new = new_job(job_id, member_id=member, pictures=pictures, estimate=cost.dollars)
            job = replace(new, created_at=self.now)
            acceptance.insert(job, (), self.now + LEASE)

        if not fits:
            with pytest.raises(UserError):
                self.run(ask())
            # The id of a job that does not exist: every operation on it must fail.
            return 10**6
        self.run(ask())
        self.model[job_id] = Life(member, owner, self.now + LEASE, self.now, pictures, cost.dollars)
        return job_id

    @rule(job_id=ids, owner=st.sampled_from(OWNERS))
    def start(self, job_id: int, owner: str) -> None:
        if self.step(
            job_id, owner, {State.QUEUED}, self.stores[owner].mark_started(job_id, self.now)
        ):
            self.model[job_id].started = True

    @rule(job_id=ids, owner=st.sampled_from(OWNERS))
    def submit(self, job_id: int, owner: str) -> None:
        write = self.stores[owner].mark_submitted(job_id, TASK, self.now)
        if self.step(job_id, owner, {State.QUEUED, State.SUBMITTED}, write):
            self.model[job_id].state = State.SUBMITTED

    @rule(job_id=ids, owner=st.sampled_from(OWNERS))
    def post(self, job_id: int, owner: str) -> None:
        until = self.now + LEASE
        write = self.stores[owner].mark_posting(job_id, self.now, until)
        if self.step(job_id, owner, {State.SUBMITTED}, write):
            self.model[job_id].leased_until = until

    @rule(job_id=ids, owner=st.sampled_from(OWNERS), arrived=st.integers(1, 4))
    def finish(self, job_id: int, owner: str, arrived: int) -> None:
        life = self.model.get(job_id)
        counts = min(arrived, life.pictures) if life else arrived
        dollars = life.dollars * counts // life.pictures if life else 0
        write = self.stores[owner].mark_done(job_id, Posted(1, 2, counts), dollars, self.now)
        if self.step(job_id, owner, {State.SUBMITTED, State.DONE}, write):
            self.model[job_id].state = State.DONE
            self.model[job_id].pictures = counts
            self.model[job_id].dollars = dollars

    @rule(job_id=ids, owner=st.sampled_from(OWNERS))
    def fail(self, job_id: int, owner: str) -> None:
        write = self.stores[owner].mark_failed(job_id, REASON, self.now)
        if self.step(job_id, owner, {State.QUEUED, State.SUBMITTED, State.FAILED}, write):
            self.model[job_id].state = State.FAILED

    @rule(job_id=ids, owner=st.sampled_from(OWNERS), member=st.sampled_from(MEMBERS))
    def cancel(self, job_id: int, owner: str, member: int) -> None:
        life = self.model.get(job_id)
        allowed = bool(
            life and life.member == member and life.state is State.QUEUED and not life.started
        )
        assert self.run(self.stores[owner].cancel(job_id, member, self.now)) == allowed
        if life and allowed:
            life.state = State.CANCELLED

    @rule(seconds=st.sampled_from([1, 30, 90, 2400]))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(owner=st.sampled_from(OWNERS), job_ids=st.sets(st.integers(1, 9)))
    def renew(self, owner: str, job_ids: set[int]) -> None:
        self.run(self.stores[owner].renew(job_ids, self.now + LEASE))
        for life in (self.model[job_id] for job_id in job_ids & {*self.model}):
            if life.owner == owner and life.unfinished:
                life.leased_until = self.now + LEASE

    @rule(owner=st.sampled_from(OWNERS))
    def release(self, owner: str) -> None:
        self.run(self.stores[owner].release(self.now))
        for life in self.model.values():
            if life.owner == owner and life.unfinished:
                life.leased_until = self.now

    @rule(owner=st.sampled_from(OWNERS), limit=st.integers(1, 3))
    def claim(self, owner: str, limit: int) -> None:
        free = [n for n, x in self.model.items() if x.unfinished and x.leased_until <= self.now]
        claimed = self.run(self.stores[owner].claim(self.now, self.now + LEASE, limit))
        # Those that were begun may be paid, and come first.
        begun_first = sorted(free, key=lambda n: (not self.model[n].started, n))
        assert [job.id for job in claimed] == sorted(begun_first[:limit])
        for job in claimed:
            self.model[job.id].owner = owner
            self.model[job.id].leased_until = self.now + LEASE

    @invariant()
    def usage_and_load_match_the_model(self) -> None:
        async def read(member: int) -> tuple[list[Standing], int, int]:
            def count(acceptance: Acceptance) -> tuple[list[Standing], int, int]:
                quota = Quota(LIMITS, Spender(GUILD, member), self.now)
                load = acceptance.state(0, GUILD, member, NOON).load
                return quota.standings(acceptance), load.member, load.total

            return await self.stores["ours"].accept(GUILD, count)

        unfinished = [life for life in self.model.values() if life.unfinished]
        for member in MEMBERS:
            standings, mine, total = self.run(read(member))
            for standing in standings:
                counted = self.counted(standing.limit, member)
                assert standing.used == counted <= standing.limit.amount
            assert mine == sum(life.member == member for life in unfinished)
            assert total == len(unfinished)

    def teardown(self) -> None:
        for job_id, life in self.model.items():
            job = self.run(self.stores["ours"].get(job_id))
            assert job is not None
            assert (job.state, job.pictures) == (life.state, life.pictures)

    def counted(self, limit: Limit, member: int) -> int:
        """Compute what the model counts against a limit now."""
        return sum(
            life.pictures if limit.metric is Metric.PICTURES else life.dollars
            for life in self.model.values()
            if (life.member == member or limit.subject is Subject.SERVER)
            and life.state in COUNTED
            and life.created > self.now - HOUR
        )

    def step(
        self, job_id: int, owner: str, states: set[State], write: Coroutine[Any, Any, None]
    ) -> bool:
        """Run a step, which must succeed exactly if `owner` has the job in one of `states`."""
        life = self.model.get(job_id)
        if life and life.owner == owner and life.state in states:
            self.run(write)
            return True
        with pytest.raises(LeaseLostError):
            self.run(write)
        return False


def test_the_store_agrees_with_the_model(blank_url: str) -> None:
    with asyncio.Runner() as runner:
        opening = Database.open(blank_url)
        database = runner.run(opening.__aenter__())

        class Machine(JobMachine):
            pass

        Machine.runner, Machine.database = runner, database
        try:
            run_state_machine_as_test(
                Machine,
                settings=settings(
                    max_examples=15,
                    stateful_step_count=25,
                    deadline=None,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(opening.__aexit__(None, None, None))
