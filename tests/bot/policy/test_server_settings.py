"""Settings of a server: no change goes unrecorded or unlogged, whoever makes it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.errors import UserError
from bot.limits import STOP
from bot.limits.budget import Budget
from bot.policy.edits import EditPolicy
from bot.policy.rules import WORKS
from bot.policy.server_settings import ServerSettings
from bot.settings import Settings
from bot.storage import limits, rules, words
from bot.storage.audit import Entry
from bot.storage.blocks import Block
from bot.storage.database import Database, StorageError
from bot.storage.limits import SetLimit, TargetKind
from tests.bot.workshop import Notebook, Outage

GUILD, MEMBER = 5, 7
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ENTRY = Entry(GUILD, 3, NOON, "test", {"by": "hand"})
LIMIT = SetLimit(TargetKind.EVERYONE, 0, "pictures", "day", 3)

Change = Callable[[ServerSettings], Awaitable[Any]]
CHANGES: dict[str, Change] = {
    "limit": lambda settings: settings.limits.put(LIMIT, ENTRY),
    "rule": lambda settings: settings.rules.put(GUILD, {WORKS: False}, ENTRY),
    "word": lambda settings: settings.words.add("fox", ENTRY),
    "block": lambda settings: settings.blocks.put(Block(MEMBER, "spam", None), ENTRY),
    "edits": lambda settings: settings.edits.change(ENTRY, provider="qwen"),
    "log": lambda settings: settings.channels.change(ENTRY, log_channel_id=11),
    "reports": lambda settings: settings.channels.change(ENTRY, report_channel_id=11),
    "budget": lambda settings: settings.budget.change(ENTRY, dollars=5),
    "pause": lambda settings: settings.budget.set_paused(ENTRY, paused=True),
}
REVERSALS: dict[str, Change] = {
    "limit": lambda settings: settings.limits.clear(TargetKind.EVERYONE, 0, ENTRY),
    "rule": lambda settings: settings.rules.clear(GUILD, ENTRY),
    "word": lambda settings: settings.words.remove("fox", ENTRY),
    "block": lambda settings: settings.blocks.lift(MEMBER, ENTRY),
    "pause": lambda settings: settings.budget.set_paused(ENTRY, paused=False),
}


@dataclass
class Server:
    """Settings around a real database and a log in memory."""

    settings: ServerSettings
    outage: Outage
    log: Notebook


@pytest.fixture
async def server(sqlite_url: str) -> AsyncIterator[Server]:
    """A server that has set nothing."""
    async with Database.open(sqlite_url) as database:
        outage: Any = Outage(database)
        log = Notebook()
        yield Server(ServerSettings(outage, log, Settings(_env_file=None)), outage, log)


@pytest.mark.parametrize("name", CHANGES)
async def test_change_is_recorded_and_logged_once(server: Server, name: str) -> None:
    await CHANGES[name](server.settings)

    assert await server.settings.history(GUILD, 9) == [ENTRY]
    assert server.log.lines == [("changed", ENTRY, None)]


@pytest.mark.parametrize("name", CHANGES)
async def test_change_that_fails_is_not_logged(server: Server, name: str) -> None:
    server.outage.before = 1

    with pytest.raises(StorageError):
        await CHANGES[name](server.settings)

    assert await server.settings.history(GUILD, 9) == []
    assert server.log.lines == []


@pytest.mark.parametrize(
    ("name", "module", "bound"),
    [("limit", limits, "MAX_LIMITS"), ("rule", rules, "MAX_RULES"), ("word", words, "MAX_WORDS")],
)
async def test_change_without_room_is_refused_in_words(
    server: Server, monkeypatch: pytest.MonkeyPatch, name: str, module: object, bound: str
) -> None:
    monkeypatch.setattr(module, bound, 0)

    with pytest.raises(UserError, match="refused-full"):
        await CHANGES[name](server.settings)

    assert await server.settings.history(GUILD, 9) == []
    assert server.log.lines == []


@pytest.mark.parametrize("name", REVERSALS)
async def test_reversal_is_recorded_where_there_was_something_to_reverse(
    server: Server, name: str
) -> None:
    await REVERSALS[name](server.settings)
    assert await server.settings.history(GUILD, 9) == []
    assert server.log.lines == []

    await CHANGES[name](server.settings)
    await REVERSALS[name](server.settings)
    assert await server.settings.history(GUILD, 9) == [ENTRY, ENTRY]
    assert server.log.lines == [("changed", ENTRY, None)] * 2


async def test_limits_that_have_ended_are_left_out(server: Server) -> None:
    limits = server.settings.limits
    ending = SetLimit(TargetKind.MEMBER, MEMBER, "pictures", "day", 9, until=NOON)
    await limits.put(LIMIT, ENTRY)
    await limits.put(ending, ENTRY)

    assert await limits.of(GUILD, NOON) == [LIMIT]
    assert await limits.of(GUILD, NOON - timedelta(seconds=1)) == [LIMIT, ending]


async def test_log_that_moves_names_its_former_channel(server: Server) -> None:
    channels = server.settings.channels
    await channels.change(ENTRY, log_channel_id=11)
    await channels.change(ENTRY, report_channel_id=12)
    await channels.change(ENTRY, log_channel_id=11)
    await channels.change(ENTRY, log_channel_id=13)
    await channels.change(ENTRY, log_channel_id=None)

    assert [former for _, _, former in server.log.lines] == [None, None, None, 11, 13]
    choices = await server.settings.choices(GUILD)
    assert (choices.log_channel_id, choices.report_channel_id) == (None, 12)


async def test_budget_changes_as_far_as_it_is_given_and_zero_ends_it(server: Server) -> None:
    budget = server.settings.budget
    await budget.change(ENTRY, dollars=1.5)
    assert await budget.of(GUILD) == Budget(1_500_000, STOP)
    await budget.change(ENTRY, then="qwen")
    assert await budget.of(GUILD) == Budget(1_500_000, "qwen")
    await budget.change(ENTRY, dollars=0)
    assert await budget.of(GUILD) is None


async def test_edit_policy_is_the_servers_choice_else_the_operators(server: Server) -> None:
    edits = server.settings.edits
    defaults = EditPolicy(edits.default_editor, reply_edits=True, owner_only=False)
    assert await edits.policy(None) == await edits.policy(GUILD) == defaults

    await edits.change(ENTRY, provider="qwen", owner_only=True)
    assert await edits.policy(GUILD) == EditPolicy("qwen", reply_edits=True, owner_only=True)
    assert await edits.policy(None) == defaults


async def test_history_is_the_newest_changes_of_one_server(server: Server) -> None:
    changes = [Entry(GUILD, 3, NOON, "words add", {"word": word}) for word in ("owl", "fox")]
    for change in changes:
        await server.settings.words.add(change.facts["word"], change)

    assert await server.settings.history(GUILD, 9) == [*reversed(changes)]
    assert await server.settings.history(GUILD, 1) == changes[-1:]
    assert await server.settings.history(GUILD + 1, 9) == []
