"""Layers and rooms, held by what the source imports."""

import ast
import functools
import sys
from collections.abc import Iterable

import pytest

from tests.project.sources import PACKAGES, above, imports, is_package, modules, within

# From the ground up: a room imports only rooms of lower levels.
LEVELS = (
    ("storage", "texts", "imaging", "common", "environment", "proxies"),
    ("errors", "events", "server_log", "usage"),
    ("limits", "ui"),
    ("settings",),
    ("policy", "jobs", "servers", "privacy", "monitoring", "gateway"),
    ("intake", "delivery", "operator", "alerts"),
    ("edits", "moderation", "doctor"),
    ("posts",),
    ("community",),
)
KNOW_DISCORD = {
    *("ui", "servers", "privacy", "doctor", "monitoring", "gateway", "alerts", "operator"),
    *("intake", "delivery", "edits", "moderation", "posts", "community"),
}
# Above the rooms: the bot, its composition root, and the process that runs it.
TOP = {"app", "assembly", "process", "cli", "__main__", ""}
LEVEL_OF = {room: level for level, rooms in enumerate(LEVELS, start=1) for room in rooms}
STORAGE = "bot.storage"
DRIVERS = ("asyncpg", "aiosqlite")


@functools.cache
def imported(*packages: str) -> dict[str, list[str]]:
    """What each module of these packages imports."""
    return {
        name: [*imports(name, tree, package=is_package(name))]
        for name, tree in modules(*packages).items()
    }


def breaches(known: dict[str, list[str]], *forbidden: str) -> list[str]:
    """The imports of something forbidden, as `a.b -> c.d`."""
    return [
        f"{name} -> {what}"
        for name, found in known.items()
        for what in found
        if within(what, *forbidden)
    ]


def face(known: dict[str, list[str]]) -> set[str]:
    """The modules that know discord, by themselves or through others of ours."""
    found = {name for name, what in known.items() if any(within(one, "discord") for one in what)}
    while more := {
        name
        for name, what in known.items()
        if name not in found and any(not found.isdisjoint(above(one)) for one in what)
    }:
        found |= more
    return found


@functools.cache
def face_of_bot() -> set[str]:
    """Return the face of `bot/`."""
    return face(imported("bot"))


def test_providers_know_neither_discord_nor_the_bot() -> None:
    assert not breaches(imported("providers"), "discord", "bot", "cogs", "sandbox")


def test_storage_knows_its_libraries_and_itself() -> None:
    allowed = {"sqlalchemy", "alembic", *DRIVERS, *sys.stdlib_module_names}
    strange = [
        f"{name} -> {what}"
        for name, found in imported("bot/storage").items()
        for what in found
        if what.partition(".")[0] not in allowed and not within(what, STORAGE)
    ]
    assert not strange


def room_of(name: str) -> str:
    """Return the room of `bot/` that a module is in, or that it is."""
    return ([*name.split("."), ""])[1]


def arrows() -> list[tuple[str, str]]:
    """Return every import of one module of `bot/` by another, as pairs of their names."""
    known = imported("bot")
    return [
        (name, what)
        for name, found in known.items()
        for what in found
        if within(what, "bot") and what != "bot" and room_of(what) != room_of(name)
    ]


def test_every_module_is_in_a_room_or_above_them() -> None:
    assert {room_of(name) for name in imported("bot")} == {*LEVEL_OF, *TOP}


def test_room_imports_only_rooms_of_lower_levels() -> None:
    assert not [
        f"{name} -> {what}"
        for name, what in arrows()
        if (level := LEVEL_OF.get(room_of(name)))
        and LEVEL_OF.get(room_of(what), len(LEVELS) + 1) >= level
    ]


@pytest.mark.parametrize("room", sorted({*LEVEL_OF} - KNOW_DISCORD))
def test_room_that_decides_does_not_know_discord(room: str) -> None:
    known = imported("bot")
    found = {name for name in face_of_bot() if room_of(name) == room}
    assert not found, breaches({name: known[name] for name in found}, *face_of_bot(), "discord")


@pytest.mark.parametrize("room", sorted(KNOW_DISCORD))
def test_room_that_may_know_discord_does(room: str) -> None:
    assert any(room_of(name) == room for name in face_of_bot())


def test_face_is_found_through_others() -> None:
    chain = {"bot.a": ["discord.ui"], "bot.b": ["bot.a.f"], "bot.c": ["bot.b"], "bot.d": ["re"]}
    assert face(chain) == {"bot.a", "bot.b", "bot.c"}
    assert "bot.app" in face_of_bot()


def test_cogs_ask_services_and_never_the_storage() -> None:
    assert not breaches(imported("cogs"), STORAGE, "sqlalchemy")


def test_bot_knows_no_command_by_import() -> None:
    assert not breaches(imported("bot"), "cogs")


def test_nothing_imports_the_sandbox_but_the_command_that_runs_it() -> None:
    found = breaches(imported("bot", "cogs", "providers"), "sandbox")
    assert not [breach for breach in found if not breach.startswith("bot.cli ->")]


def test_nothing_imports_the_tests() -> None:
    assert not breaches(imported(*PACKAGES), "tests", "pytest")


def test_command_line_starts_without_the_sandbox() -> None:
    tree = modules("bot")["bot.cli"]
    top = ast.Module([node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)])
    assert not [name for name in imports("bot.cli", top) if within(name, "sandbox")]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import discord.ui", ["discord.ui"]),
        ("from discord import ui, abc", ["discord.ui", "discord.abc"]),
        ("def f():\n    from bot.app import EaselBot", ["bot.app.EaselBot"]),
        ("from . import app", ["bot.app"]),
        ("from .storage.jobs import JobStore", ["bot.storage.jobs.JobStore"]),
    ],
)
def test_every_way_to_import_is_seen(source: str, found: Iterable[str]) -> None:
    assert [*imports("bot.jobs", ast.parse(source))] == found
