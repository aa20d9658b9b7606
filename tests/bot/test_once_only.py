"""Work that one of several processes does: commands, catalogue, backups, retention."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.intake.catalogue import ModelCatalogue
from bot.operator.schedule import ScheduledBackups
from bot.privacy.retention import Retention
from bot.privacy.trusted_clock import TrustedClock
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.key_values import KeyValueStore
from bot.ui.command_sync import CommandSync
from bot.ui.command_turns import NOTE_LASTS, CommandTurns, Version
from providers.relay import Relay
from sandbox.relay import RelayEmulator, serve
from tests.postgres import Postgres, postgres

__all__ = ["postgres"]

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Clock:
    """A clock that only a test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def two(postgres: Postgres) -> AsyncIterator[tuple[Database, Database]]:
    """Open a database as two processes."""
    async with (
        postgres.database() as url,
        Database.open(url) as first,
        Database.open(url) as second,
    ):
        yield first, second


def version(release: str = "1.0.0", revision: str = "0017", *, minutes: int = 0) -> Version:
    return Version.of(release, revision, NOON + minutes * MINUTE)


async def takes(turns: CommandTurns) -> bool:
    async with turns.take() as is_ours:
        return is_ours


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (version("1.9.0"), version("1.10.0")),
        (version("1.0.0", "0016", minutes=5), version("1.0.0", "0017")),
        (version(), version(minutes=1)),
    ],
)
async def test_older_version_leaves_the_commands_of_a_newer_one(
    two: tuple[Database, Database], clock: Clock, older: Version, newer: Version
) -> None:
    old, new = CommandTurns(two[0], older, clock), CommandTurns(two[1], newer, clock)
    assert await takes(old)
    assert await takes(new)
    assert not await takes(old)
    clock.now += NOTE_LASTS - MINUTE
    assert not await new.renew()
    clock.now += MINUTE
    assert not await old.renew()
    assert not await takes(old)
    # The newer version is gone, and the older one has the commands again.
    clock.now += NOTE_LASTS
    assert await old.renew()
    assert not await old.renew()
    assert await takes(old)


async def test_two_processes_do_not_show_commands_at_once(
    two: tuple[Database, Database], clock: Clock
) -> None:
    one, other = (CommandTurns(database, version(), clock) for database in two)
    async with one.take() as first, other.take() as second:
        assert (first, second) == (True, False)


async def test_single_process_has_every_turn(sqlite_url: str, clock: Clock) -> None:
    async with Database.open(sqlite_url) as database:
        new = CommandTurns(database, version("2.0"), clock)
        old = CommandTurns(database, version("1.0"), clock)
        assert await takes(new)
        assert await takes(old)
        assert not await old.renew()


async def test_commands_are_due_until_it_is_this_processes_turn() -> None:
    class Turns:
        is_ours = False

        @asynccontextmanager
        async def take(self) -> AsyncIterator[bool]:
            yield self.is_ours

    synced: list[bool] = []

    class Sync(CommandSync):
        async def sync(self) -> bool:
            synced.append(True)
            return True

    turns: Any = Turns()
    nothing: Any = None
    sync = Sync(nothing, nothing, None, nothing, turns)
    assert not await sync.sync_in_turn()
    assert not synced
    turns.is_ours = True
    assert await sync.sync_in_turn()
    assert synced == [True]


async def test_catalogue_is_read_by_one_process_and_taken_up_by_the_others(
    two: tuple[Database, Database], clock: Clock
) -> None:
    settings = Settings(_env_file=None)

    def catalogue(relay: Relay, database: Database) -> ModelCatalogue:
        store = KeyValueStore(database)
        return ModelCatalogue(relay, settings, clock, store, exclusive=database.exclusive)

    reads: list[str] = []
    async with serve(RelayEmulator()) as emulator, Relay(emulator.url, "") as relay:
        read = relay.catalogue

        async def counted(**options: Any) -> Any:
            reads.append("read")
            return await read(**options)

        relay.catalogue = counted  # type: ignore[method-assign]
        one, other = (catalogue(relay, database) for database in two)
        # Each reads it once, at its start.
        assert await one.refresh()
        clock.now += 30 * MINUTE
        assert await other.refresh()
        assert len(reads) == 2
        clock.now += 30 * MINUTE
        assert not await one.refresh()
        assert len(reads) == 2
        clock.now += 30 * MINUTE
        assert not await one.refresh()
        assert not await other.refresh()
        assert len(reads) == 3
        async with two[0].exclusive("catalogue"):
            clock.now += 60 * MINUTE
            assert not await other.refresh()
        assert len(reads) == 3
        clock.now += MINUTE
        await other.refresh()
        assert len(reads) == 4


async def test_one_process_makes_each_backup(
    two: tuple[Database, Database], clock: Clock, tmp_path: Path
) -> None:
    def backups(database: Database, name: str) -> tuple[ScheduledBackups, Callable[[], int]]:
        folder = tmp_path / name
        settings = Settings(_env_file=None, backup_dir=folder, backup_every=3600)
        made = ScheduledBackups(database, settings, clock)
        return made, lambda: len([*folder.glob("*.db")])

    (one, ones), (other, others) = backups(two[0], "one"), backups(two[1], "other")
    await one.run()
    await other.run()
    assert (ones(), others()) == (1, 0)
    clock.now += 60 * MINUTE
    async with two[0].exclusive("backup"):
        await one.run()
    await other.run()
    await one.run()
    assert (ones(), others()) == (1, 1)


async def test_retention_is_done_by_one_process_and_servers_by_each(
    two: tuple[Database, Database], clock: Clock
) -> None:
    done: list[str] = []

    def noted(name: str) -> Callable[..., Any]:
        async def note(*_: object) -> int:
            done.append(name)
            return 0

        return note

    class Stores:
        drop_inputs, drop_requests = noted("inputs"), noted("prompts")
        drop, drop_questions = noted("expired"), noted("questions")

    stores: Any = Stores
    trusted = TrustedClock(noted("newest"), clock, clock)
    settings = Settings(_env_file=None)
    forget_left = noted("servers")
    retention = Retention(stores, stores, forget_left, settings, trusted, two[0].exclusive)
    async with two[1].exclusive("retention"):
        await retention.run()
    assert done == ["servers"]
    done.clear()
    await retention.run()
    assert done == ["inputs", "prompts", "expired", "questions", "servers"]
