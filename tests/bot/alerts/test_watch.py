"""Events, health and the disk become alerts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.alerts.alerts import Alerts
from bot.alerts.disk import DiskWatch, folder_of
from bot.alerts.watch import FAILURES_IN_A_ROW, AlertWatch
from bot.events import (
    BackupLate,
    BackupMade,
    BudgetReached,
    CatalogueRead,
    CreditsLow,
    Event,
    JobEnded,
    KeyTaken,
    RelayAnswered,
    RelayFailed,
    TransactionDone,
)
from bot.monitoring.health import Health, Shard
from bot.storage.key_values import KeyValueStore
from providers import errors as relay
from tests.bot.alerts.conftest import Time, Told

GB = 2**30


class Disk:
    """A disk of 100 GB, of which so many bytes are free."""

    def __init__(self) -> None:
        self.free = 50 * GB
        self.total = 100 * GB

    def __call__(self, _: Path) -> tuple[int, int]:
        if not self.total:
            raise FileNotFoundError
        return self.free, self.total


@pytest.fixture
def health(time: Time) -> Health:
    health = Health(90, 10, time)
    health.shards = lambda: [Shard(0, is_connected=True, heartbeat_age=1)]
    health.upkeep_succeeded()
    health.listen(TransactionDone("read", 0.1))
    return health


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def watch(store: KeyValueStore, told: Told, time: Time, health: Health, disk: Disk) -> AlertWatch:
    alerts = Alerts(store, told, time)
    return AlertWatch(alerts, health, DiskWatch(Path("/"), disk, time), after=300)


def failed(error: relay.RelayError, *, is_final: bool = True) -> Event:
    return RelayFailed.by(error, "submit", is_final=is_final)


@pytest.mark.parametrize(
    ("begin", "begins", "end", "ends"),
    [
        (failed(relay.BadKeyError()), "refuses the bot's key", RelayAnswered(True), "takes"),
        (failed(relay.BadKeyError()), "EASEL_RELAY_KEY", KeyTaken(), "takes the bot's key again"),
        (failed(relay.OutOfCreditsError()), "out of credits", RelayAnswered(True), "accepts"),
        (BackupLate(), "No backup is younger than twice", BackupMade(), "made again"),
        (
            CatalogueRead((), gone=("flux",)),
            "no longer offers `flux`",
            CatalogueRead(("flux",)),
            "offers `flux` again",
        ),
        (
            CatalogueRead(("flux",), lacking={"flux": ("seed", "steps")}),
            "options of `flux`: `seed`, `steps`",
            CatalogueRead(("flux",)),
            "all options of `flux` again",
        ),
    ],
)
async def test_event_begins_an_alert_and_another_ends_it(
    watch: AlertWatch, told: Told, begin: Event, begins: str, end: Event, ends: str
) -> None:
    for event in (begin, begin, end, end):
        watch.listen(event)
        await watch.look()
    first, last = told.texts
    assert begins in first
    assert ends in last


async def test_answer_that_accepts_nothing_proves_neither_key_nor_credits(
    watch: AlertWatch, told: Told
) -> None:
    watch.listen(failed(relay.BadKeyError()))
    watch.listen(failed(relay.OutOfCreditsError()))
    await watch.look()
    watch.listen(RelayAnswered())
    await watch.look()
    assert len(told.texts) == 2


async def test_members_read_that_it_was_told_only_once_it_was(
    watch: AlertWatch, told: Told, time: Time
) -> None:
    key, credits_, other = relay.BadKeyError(), relay.OutOfCreditsError(), relay.BusyError()
    told.is_closed = True
    watch.listen(failed(key))
    await watch.look()
    assert not watch.was_told(key)
    told.is_closed = False
    time.now += 600
    await watch.look()
    assert [watch.was_told(error) for error in (key, credits_, other)] == [True, False, False]


async def test_key_that_is_refused_on_the_way_is_tried_again_first(
    watch: AlertWatch, told: Told
) -> None:
    watch.listen(failed(relay.BadKeyError(), is_final=False))
    await watch.look()
    assert told.texts == []


@pytest.mark.parametrize(
    ("error", "is_away"),
    [
        (relay.UnreachableError(), True),
        (relay.BadAnswerError(), True),
        (relay.ProviderFailedError(status=502), True),
        (relay.DeadlineError(), True),
        (relay.DeadlineError(definite=True), False),
        (relay.ProviderFailedError(status=502, code="UPSTREAM_ERROR"), False),
        (relay.ContentDeclinedError(), False),
        (relay.RateLimitedError(), False),
    ],
)
async def test_relay_that_does_not_answer_for_minutes_is_told(
    watch: AlertWatch, told: Told, time: Time, error: relay.RelayError, is_away: bool
) -> None:
    watch.listen(failed(error))
    await watch.look()
    time.now += 300
    watch.listen(failed(error))
    await watch.look()
    assert [text for text in told.texts if "relay" in text] == (
        ["⚠️ The relay has not answered for 5 minutes. Jobs wait for it, and then go on."]
        if is_away
        else []
    )


async def test_credits_are_low_until_nobody_has_said_so_for_hours(
    watch: AlertWatch, told: Told, time: Time, health: Health
) -> None:
    watch.listen(CreditsLow())
    await watch.look()
    time.now += 3600
    watch.listen(CreditsLow())
    await pass_time(watch, health, time, 2 * 3600)
    assert told.texts == ["⚠️ The relay says that the account's credits run low."]
    await pass_time(watch, health, time, 3600)
    assert told.texts[1:] == ["✅ The relay no longer says that credits run low."]


async def pass_time(watch: AlertWatch, health: Health, time: Time, seconds: float) -> None:
    """Let time pass in which everything works."""
    time.now += seconds
    health.upkeep_succeeded()
    health.listen(TransactionDone("read", 0.1))
    await watch.look()


@pytest.mark.parametrize(
    ("silence", "words", "is_back"),
    [
        ("gateway", "Discord's gateway has been silent for 5 minutes", "Discord's gateway answers"),
        ("database", "The database does not answer", "The database answers again"),
        ("upkeep", "Upkeep does not succeed", "Upkeep succeeds again"),
    ],
)
async def test_part_that_stays_unhealthy_is_told(
    watch: AlertWatch,
    told: Told,
    time: Time,
    health: Health,
    silence: str,
    words: str,
    is_back: str,
) -> None:
    ages = {"gateway": 1000.0}

    def work(*parts: str) -> None:
        age = 1.0 if "gateway" in parts else ages["gateway"]
        health.shards = lambda: [Shard(0, is_connected=True, heartbeat_age=age)]
        if "upkeep" in parts:
            health.upkeep_succeeded()
        if "database" in parts:
            health.listen(TransactionDone("read", 0.1))

    others = {"gateway", "database", "upkeep"} - {silence}
    for _ in range(50):
        work(*others)
        await watch.look()
        time.now += 10
    work(silence)
    await watch.look()
    first, last = told.texts
    assert words in first
    assert is_back in last


async def test_upkeep_that_lacks_the_database_is_no_trouble_of_its_own(
    watch: AlertWatch, told: Told, time: Time, health: Health
) -> None:
    health.shards = lambda: [Shard(0, is_connected=True, heartbeat_age=1)]
    for _ in range(50):
        await watch.look()
        time.now += 10
    [text] = told.texts
    assert "The database does not answer" in text


async def test_many_failures_in_a_row_are_told_until_a_picture_is_posted(
    watch: AlertWatch, told: Told
) -> None:
    def end(*outcomes: str) -> None:
        for outcome in outcomes:
            watch.listen(JobEnded("flux", outcome))

    almost = FAILURES_IN_A_ROW - 1
    end(*["failed-timeout"] * almost, "posted", *["failed-timeout"] * almost)
    # A refusal for what was asked says nothing about the bot.
    end("failed-declined", "cancelled", "failed-text")
    await watch.look()
    assert told.texts == []
    end("failed-link")
    await watch.look()
    end("posted")
    await watch.look()
    assert told.texts == [
        f"⚠️ {FAILURES_IN_A_ROW} jobs in a row have failed, the last with `failed-link`. "
        "The log has the details.",
        "✅ Pictures are made again.",
    ]


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        (50, "ℹ️ 50 % of the budget of $5 a day is spent: $2.5."),
        (100, "ℹ️ 100 % of the budget of $5 a day is spent: $2.5. What costs money is refused."),
    ],
)
async def test_parts_of_the_budget_are_told(
    watch: AlertWatch, told: Told, percent: int, words: str
) -> None:
    watch.listen(BudgetReached(percent, "5", "day", "2.5"))
    await watch.look()
    await watch.look()
    assert told.texts == [words]


@pytest.mark.parametrize(
    ("free", "total", "is_full"),
    [
        (6 * GB, 100 * GB, False),
        (4 * GB, 100 * GB, True),
        (GB * 2 // 5, 2 * GB, True),
        (GB * 3 // 5, 2 * GB, False),
        # A small disk is not full for that.
        (GB // 5, GB // 4, False),
        (GB // 10, GB // 4, True),
        (0, 100 * GB, True),
    ],
)
async def test_disk_with_little_room_is_nearly_full(
    time: Time, disk: Disk, free: int, total: int, is_full: bool
) -> None:
    disk.free, disk.total = free, total
    usage = await DiskWatch(Path("/"), disk, time).look()
    assert usage == ((free, total) if is_full else None)


async def test_disk_is_told_once_and_over_with_some_room_to_spare(
    watch: AlertWatch, told: Told, time: Time, health: Health, disk: Disk
) -> None:
    for free in (4 * GB, 5 * GB, 5.9 * GB, 6.1 * GB):
        disk.free = int(free)
        await pass_time(watch, health, time, 60)
    assert told.texts == [
        "⚠️ The disk of the database is nearly full: 4096 MB are left (4 %).",
        "✅ The disk of the database has room again.",
    ]


async def test_disk_that_cannot_be_read_is_left_to_the_database(time: Time, disk: Disk) -> None:
    disk.total = 0
    assert await DiskWatch(Path("/"), disk, time).look() is None


async def test_disk_is_not_over_after_a_restart_unless_it_is(
    store: KeyValueStore, told: Told, time: Time, health: Health, disk: Disk
) -> None:
    async def live() -> None:
        alerts = Alerts(store, told, time)
        watch = AlertWatch(alerts, health, DiskWatch(Path("/"), disk, time), after=300)
        for _ in range(3):
            await pass_time(watch, health, time, 60)

    disk.free = 4 * GB
    await live()
    assert len(told.texts) == 1
    # A little more room, within what is spared, and then no word of the disk at all.
    disk.free = int(5.5 * GB)
    await live()
    disk.total = 0
    await live()
    assert len(told.texts) == 1
    disk.free, disk.total = 50 * GB, 100 * GB
    await live()
    assert told.texts[1:] == ["✅ The disk of the database has room again."]


async def test_disk_of_another_machine_is_not_looked_at(time: Time, disk: Disk) -> None:
    disk.free = 0
    assert await DiskWatch(None, disk, time).look() is None


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("sqlite+aiosqlite:////srv/easel/easel.db", Path("/srv/easel")),
        ("sqlite:///data/easel.db", Path("data").absolute()),
        ("postgresql+asyncpg://easel@db/easel", None),
    ],
)
def test_folder_is_that_of_the_file(url: str, folder: Path | None) -> None:
    assert folder_of(url) == folder


def test_usage_is_read_from_the_disk(tmp_path: Path, time: Time) -> None:
    read: Callable[[Path], tuple[int, int]] = DiskWatch(tmp_path, now=time)._usage
    free, total = read(tmp_path)
    assert 0 <= free <= total
