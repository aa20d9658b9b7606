"""Nothing that a member does waits for the database before it is acknowledged: Discord gives 3
seconds, and a database under load, or on its way to another disk, may take longer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import aiohttp
import pytest

from bot.assembly import assemble
from bot.intake.downloads import DiscordDownloader
from bot.settings import Settings
from bot.storage.database import Database
from bot.ui.messages import KEPT_ACTIONS, REPORT_ACTIONS, custom_id
from providers.relay import Relay
from sandbox.relay import KEY, RelayEmulator, serve
from tests.wire.bodies import Body
from tests.wire.compose import compose
from tests.wire.discord import WireDiscord, discord_redirected
from tests.wire.errors import JSON
from tests.wire.interactions import Interaction
from tests.wire.options import find_command
from tests.wire.server import Call
from tests.wire.state import Message

JOB = 4_000_000_000
SHOWS_A_MODAL = {"edit", "extend", "block", "remix", "change"}
"""A modal cannot come later, and what stands in it comes from the database."""
PRESSES = sorted(
    {"again", "try", "details", "compare", "delete", "cancel", "giveup", "default"}
    | {"retry", "correct", "asmask", "other", "jobs", "jobsnewer", "jobsolder"}
    | {"erase", "keep", "compared", "jobsall", "send", "repost", "enter", "entries"}
    | {*REPORT_ACTIONS} - SHOWS_A_MODAL
)


class Gate:
    """A database that can be kept from answering."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()

    def guard(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Stand before every transaction."""
        for name in ("read", "write"):
            self._guard_context(monkeypatch, name)
        for name in ("run_read", "run_write"):
            self._guard_call(monkeypatch, name)

    def _guard_context(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        opened = getattr(Database, name)

        @asynccontextmanager
        async def guarded(database: Database) -> AsyncIterator[Any]:
            await self.open.wait()
            async with opened(database) as connection:
                yield connection

        monkeypatch.setattr(Database, name, guarded)

    def _guard_call(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        run = getattr(Database, name)

        async def guarded(database: Database, work: Any) -> Any:
            await self.open.wait()
            return await run(database, work)

        monkeypatch.setattr(Database, name, guarded)


@pytest.fixture
async def wire() -> AsyncIterator[WireDiscord]:
    async with WireDiscord() as wire:
        with discord_redirected(wire.api, wire.gateway):
            yield wire


@pytest.fixture
async def gate(
    wire: WireDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Gate]:
    """Before the database of a bot that is connected."""
    gate = Gate()
    gate.guard(monkeypatch)
    settings = Settings(
        _env_file=None,
        relay_key=KEY,
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'easel.db'}",
        upkeep_interval=3600,
        drain_timeout=2,
    )
    async with AsyncExitStack() as resources:
        opened = resources.enter_async_context
        emulator = await opened(serve(RelayEmulator(delay=0)))
        relay = await opened(Relay(emulator.url, KEY))
        database = await opened(Database.open(settings.database_url))
        session = await opened(aiohttp.ClientSession())
        bot = await opened(assemble(settings, database, relay, DiscordDownloader(session)))
        running = asyncio.create_task(bot.start(wire.token))
        await wire.connected()
        try:
            yield gate
        finally:
            gate.open.set()
            await bot.close()
            await running


def _value(wire: WireDiscord, option: JSON) -> Any:
    """Something that the option takes."""
    if option.get("choices"):
        return option["choices"][0]["value"]
    if option["name"] == "limit":
        return "5 pictures a day"
    match option["type"]:
        case 4 | 10:
            return option.get("min_value", 1)
        case 5:
            return True
        case 6 | 9:
            return wire.member
        case 7:
            return wire.channel
        case 8:
            return wire.guild.roles[1]
        case 11:
            return wire.upload(wire.channel, "fox.png", b"\x89PNG")
        case _:
            return "a red fox"


def _commands(wire: WireDiscord) -> list[tuple[str, list[JSON]]]:
    """Every slash command with its required options, as Discord knows them."""
    found: list[tuple[str, list[JSON]]] = []

    def walk(path: str, options: list[JSON]) -> None:
        inner = [option for option in options if option["type"] in (1, 2)]
        for option in inner:
            walk(f"{path} {option['name']}", option.get("options", []))
        if not inner:
            found.append((path, [option for option in options if option.get("required")]))

    for command in wire.world.commands[None]:
        if command.get("type", 1) == 1:
            walk(command["name"], command.get("options", []))
    return found


def _message(wire: WireDiscord, actions: list[str]) -> Message:
    """A message of the bot's with these buttons, and a picture."""
    buttons = [
        {"type": 2, "style": 2, "label": action, "custom_id": custom_id(action, JOB)}
        for action in actions
    ]
    rows = [{"type": 1, "components": buttons[at : at + 5]} for at in range(0, len(buttons), 5)]
    body = Body({"content": "made", "components": rows}, {"0": ("fox.png", b"\x89PNG")})
    return compose(wire.world, wire.channel, wire.world.bot, body)


async def _acknowledged(wire: WireDiscord, gate: Gate, asked: Interaction) -> None:
    """While the gate is shut; then it is opened, and the answer is waited for."""
    await asked.acked()
    assert not gate.open.is_set()
    gate.open.set()
    told = Call("PATCH", f"/webhooks/{wire.world.application_id}/{asked.token}/messages/@original")
    await wire.until(
        lambda: [call for call in wire.calls if replace(call, status=None) == told and call.status]
    )


async def test_every_command_is_acknowledged_while_the_database_does_not_answer(
    wire: WireDiscord, gate: Gate
) -> None:
    commands = _commands(wire)
    assert len(commands) > 20
    for path, options in commands:
        values = {option["name"]: _value(wire, option) for option in options}
        gate.open.clear()
        asked = await wire.slash(wire.channel, wire.owner, path, **values)
        try:
            await asked.acked()
        except TimeoutError:
            pytest.fail(f"/{path} waits for the database first")
        gate.open.set()
        await asked.answered()


@pytest.mark.parametrize("action", PRESSES)
async def test_every_button_is_acknowledged_while_the_database_does_not_answer(
    wire: WireDiscord, gate: Gate, action: str
) -> None:
    message = _message(wire, [action])
    gate.open.clear()
    asked = await wire.click(message, custom_id(action, JOB), wire.owner)
    await _acknowledged(wire, gate, asked)


async def test_menu_is_acknowledged_while_the_database_does_not_answer(
    wire: WireDiscord, gate: Gate
) -> None:
    name = "Describe how it was made"
    assert find_command(wire.world, wire.channel, name, kind=3)
    message = _message(wire, ["delete"])
    gate.open.clear()
    await _acknowledged(wire, gate, await wire.menu(message, wire.owner, name))


async def test_report_asks_and_is_acknowledged_while_the_database_does_not_answer(
    wire: WireDiscord, gate: Gate
) -> None:
    message = _message(wire, ["delete"])
    gate.open.clear()
    asked = await (await wire.menu(message, wire.owner, "Report this picture")).acked()
    await _acknowledged(wire, gate, await wire.submit(asked, reason="too many foxes"))


@pytest.mark.parametrize("action", KEPT_ACTIONS)
async def test_button_whose_message_stays_is_acknowledged_while_the_database_does_not_answer(
    wire: WireDiscord, gate: Gate, action: str
) -> None:
    message = _message(wire, [action])
    gate.open.clear()
    asked = await (await wire.click(message, custom_id(action, JOB), wire.owner)).acked()
    assert not gate.open.is_set()
    gate.open.set()
    await wire.until(lambda: asked.followups)
    assert message.text == "made"


async def test_no_button_is_forgotten_here() -> None:
    unused: Any = Mock()
    bot = assemble(Settings(_env_file=None), unused, unused, unused)
    # The first two are acknowledged at once where their member alone sees them; in a channel they
    # ask whose question it is. The others wait for nothing but what is in memory.
    from_memory = {"confirm", "decline", "forget", "nodefault", "meant", "chat"}
    assert {*bot.button_router._presses} == {
        *PRESSES,
        *SHOWS_A_MODAL,
        *KEPT_ACTIONS,
        *from_memory,
    }
