"""`easel jobs` beside a living bot."""

import pytest

from bot.cli.jobs import Stage
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.ledger import Account
from bot.storage.records import Job, State
from tests.bot.operator.conftest import Studio
from tests.storage.rows import NOON, accept, bring, new_job

pytestmark = pytest.mark.slow


def test_every_state_can_be_asked_for() -> None:
    assert [*map(str, Stage)] == [*map(str, State)]


async def counted(studio: Studio, job: Job) -> tuple[int, int]:
    """Return the pictures and micro-dollars of the job's member that count."""
    account = Account(job.destination.guild_id, job.member_id)
    async with Database.attach(studio.url) as database:
        view = JobStore(database, "a test").ledger_view
        [sums] = await view(lambda ledger: ledger.totals(account, [NOON.replace(year=2000)]))
    return sums


async def test_list_shows_the_newest_and_can_be_narrowed(studio: Studio) -> None:
    async with Database.attach(studio.url) as database:
        store = JobStore(database, "ours")
        for number, stage in enumerate(("queued", "failed", "done", "submitted", "failed"), 1):
            job = new_job(number, member_id=number % 2 + 1, estimate=36_000)
            await bring(store, job, stage)
        await accept(store, new_job(9, member_id=1, guild_id=77, estimate=None))

    async def ids(*options: object) -> list[str]:
        listed = await studio.easel("jobs", "--json", *options)
        assert listed.status == 0
        return [row["id"] for row in listed.document]

    assert await ids() == ["9", "5", "4", "3", "2", "1"]
    assert await ids("--limit", 2) == ["9", "5"]
    assert await ids("--state", "failed") == ["5", "2"]
    assert await ids("--member", 1, "--state", "failed") == ["2"]
    assert await ids("--server", 77) == ["9"]
    assert await ids("--member", 404) == []
    table = (await studio.easel("jobs", "--state", "failed")).out.splitlines()
    assert table[0].split()[:4] == ["id", "state", "member", "server"]
    assert [line.split()[0] for line in table[1:]] == ["5", "2"]
    assert "0.036" in table[1]
    assert "failed-declined-words" in table[1]
    assert (await studio.easel("jobs", "--member", 404)).out == "no job is like that\n"


async def test_show_tells_all_but_secrets(studio: Studio) -> None:
    async with Database.attach(studio.url) as database:
        await bring(JobStore(database, "ours"), new_job(1, token="aW50ZXJhY3Rpb24"), "submitted")
    for options in ((), ("--json",)):
        shown = await studio.easel("jobs", "show", 1, *options)
        assert shown.status == 0
        assert "a red fox" in shown.out
        assert "aW50ZXJhY3Rpb24" not in shown.out
        assert "direct:1" not in shown.out
    assert shown.document["request"] == {"prompt": "a red fox"}
    missing = await studio.easel("jobs", "show", 404)
    assert (missing.status, missing.out, missing.err) == (1, "", "there is no job 404\n")


async def test_failed_job_is_asked_again_and_made(studio: Studio) -> None:
    studio.relay.faults.next("task", "content-policy-declined")
    async with studio.running():
        asked = await studio.ask()
        failed = await studio.ended(asked.id, "failed")
        assert await counted(studio, failed) == (0, 0)
        ended = await studio.easel("jobs", "retry", asked.id)
        assert ended.status == 0, ended.err
        new_id = int(ended.out.rpartition(" ")[2])
        done = await studio.ended(new_id)
        assert dict(done.request) == dict(failed.request)
        assert done.destination.token is None
        assert (await counted(studio, done))[0] == 1
        refused = await studio.easel("jobs", "retry", new_id)
        assert (refused.status, refused.err) == (1, f"job {new_id} has not failed: it is done\n")
    [message] = studio.wire.messages(studio.wire.channel)
    assert message.nonce == str(new_id)
    assert (studio.relay.created, studio.relay.charged) == (2, 1)


async def test_job_in_line_is_cancelled_in_the_living_bot_and_its_member_told(
    studio: Studio,
) -> None:
    studio.relay.faults.next("task", "hang")
    async with studio.running(running_jobs_per_member=1, waiting_jobs_per_member=1):
        running = await studio.ask()
        await studio.until(lambda: studio.relay.created)
        waiting = await studio.ask()
        await studio.told(waiting, "Number 1 in line")
        assert (await studio.easel("jobs", "give-up", waiting.id)).err == (
            f"job {waiting.id} is in the line: see easel jobs cancel\n"
        )
        assert (await studio.easel("jobs", "cancel", waiting.id)).status == 0
        await studio.told(waiting, "The people who run this bot took this out of the line.")
        cancelled = await studio.ended(waiting.id, "cancelled")
        # The place is free: the line of this member has one.
        next_one = await studio.ask()
        await studio.told(next_one, "Number 1 in line")
        again = await studio.easel("jobs", "cancel", waiting.id)
        assert (again.status, again.err) == (1, f"job {waiting.id} has ended: it is cancelled\n")
        refused = await studio.easel("jobs", "cancel", running.id)
        assert (refused.status, "give-up" in refused.err) == (1, True)
        # The one that runs, and the one that waits.
        assert (await counted(studio, cancelled))[0] == 2
    told = await studio.job(waiting.id)
    assert told is not None
    assert told.destination.token is None
    assert studio.relay.created == 1


async def test_job_that_never_ends_is_given_up_and_makes_room(studio: Studio) -> None:
    studio.relay.faults.next("task", "hang")
    async with studio.running(running_jobs_per_member=1):
        stuck = await studio.ask()
        await studio.until(lambda: studio.relay.created)
        waiting = await studio.ask()
        ended = await studio.easel("jobs", "give-up", stuck.id)
        assert ended.status == 0, ended.err
        await studio.told(stuck, "The people who run this bot stopped this.")
        given_up = await studio.ended(stuck.id, "failed")
        await studio.ended(waiting.id)
        pictures, micro = await counted(studio, given_up)
        # The relay may finish it: it is no picture, but its price counts.
        assert pictures == 1
        assert micro == 2 * (given_up.estimate or 0) > 0
        again = await studio.easel("jobs", "give-up", stuck.id)
        assert (again.status, again.err) == (1, f"job {stuck.id} has ended: it is failed\n")


async def test_member_is_told_by_the_next_start(studio: Studio) -> None:
    wire = studio.wire
    place = {"guild_id": wire.guild.id, "channel_id": wire.channel.id}
    async with Database.attach(studio.url) as database:
        await accept(JobStore(database, "gone"), new_job(2**60, member_id=wire.member.id, **place))
    assert (await studio.easel("jobs", "cancel", 2**60)).status == 0
    async with studio.running():
        await wire.until(lambda: wire.messages(wire.dm(wire.member)))
    [message] = wire.messages(wire.dm(wire.member))
    assert "took this out of the line" in message.content


@pytest.mark.parametrize("stage", ["posting", "done", "failed"])
async def test_what_is_made_or_over_is_neither_cancelled_nor_given_up(
    studio: Studio, stage: str
) -> None:
    async with Database.attach(studio.url) as database:
        await bring(JobStore(database, "ours"), new_job(), stage)
    before = await studio.job(1)
    for command in ("cancel", "give-up"):
        ended = await studio.easel("jobs", command, 1)
        assert (ended.status, ended.out) == (1, "")
    assert await studio.job(1) == before


async def test_what_is_no_longer_stored_is_not_asked_again(studio: Studio) -> None:
    from bot.storage.member_data import MemberDataStore
    from bot.storage.records import StoredInput

    image = StoredInput("image", "image/png", b"x")
    async with Database.attach(studio.url) as database:
        store = JobStore(database, "ours")
        # Its images are dropped when it fails.
        await bring(store, new_job(1, member_id=1), "failed", inputs=[image])
        await bring(store, new_job(2, member_id=2), "failed")
        await MemberDataStore(database).forget(2, NOON)
    assert "job 1: its images are no" in (await studio.easel("jobs", "retry", 1)).err
    assert "job 2: its request is no" in (await studio.easel("jobs", "retry", 2)).err
