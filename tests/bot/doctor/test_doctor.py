"""`easel doctor` and `easel invite` against a fake Discord, a relay and databases that are real."""

import asyncio
import functools
import io
import os
import re
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
import yarl

from bot.__main__ import main
from bot.common.clock import utc_now
from bot.doctor import clocks
from bot.doctor.database import remedy
from bot.ui.permissions import INVITE_PERMISSIONS
from sandbox.relay import KEY, RelayEmulator, serve
from tests.bot.doctor.portal import Portal, PortalRest
from tests.wire.discord import WireDiscord, discord_pointed_at

Easel = Callable[..., Awaitable[tuple[int, str]]]


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Portal:
    portal = Portal()
    rest = type("Rest", (PortalRest,), {"portal": portal})
    monkeypatch.setattr("tests.wire.discord.Rest", rest)
    return portal


@pytest.fixture
async def wire(portal: Portal) -> AsyncIterator[WireDiscord]:  # noqa: ARG001 - must come first
    async with WireDiscord() as wire:
        with discord_pointed_at(wire.api, wire.gateway):
            yield wire


@pytest.fixture
async def relay() -> AsyncIterator[RelayEmulator]:
    async with serve(RelayEmulator(delay=0)) as relay:
        yield relay


@pytest.fixture
def settings(
    wire: WireDiscord, relay: RelayEmulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> pytest.MonkeyPatch:
    """An environment in which all is well; further changes are made on what this gives."""
    forget_settings(monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EASEL_DISCORD_TOKEN", wire.token)
    monkeypatch.setenv("EASEL_RELAY_URL", relay.url)
    monkeypatch.setenv("EASEL_RELAY_KEY", KEY)
    monkeypatch.setenv("EASEL_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/data/easel.db")
    return monkeypatch


@pytest.fixture
def easel(capsys: pytest.CaptureFixture[str]) -> Easel:
    """Runs a command line in a thread; gives its status and all that it printed."""

    async def run(*argv: str) -> tuple[int, str]:
        status = await asyncio.to_thread(main, argv)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return status, printed.out + printed.err

    return run


def forget_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("EASEL_"):
            monkeypatch.delenv(name)


def line(printed: str, start: str) -> str:
    """The one line about something."""
    (found,) = [one for one in printed.splitlines() if one[2:].startswith(start)]
    return found


@pytest.mark.usefixtures("settings")
async def test_says_that_all_is_well(easel: Easel, wire: WireDiscord) -> None:
    status, printed = await easel("doctor")
    assert status == 0, printed
    lines = printed.splitlines()
    assert lines[-1] == "All is well"
    assert all(one.startswith("✓ ") for one in lines[:-1]), printed
    for what in ("Settings", "Token", "Application", "Intents", "Interactions"):
        assert line(printed, what)
    for what in ("Server studio", "Relay:", "Relay key", "Database: SQLite", "Clock"):
        assert line(printed, what)
    assert "none that is asked for is privileged" in line(printed, "Intents")
    assert not wire.unknown
    assert wire.token not in printed
    assert KEY not in printed


async def test_checks_the_rest_when_nothing_is_set(
    easel: Easel, settings: pytest.MonkeyPatch
) -> None:
    settings.delenv("EASEL_DISCORD_TOKEN")
    settings.delenv("EASEL_RELAY_KEY")
    status, printed = await easel("doctor")
    assert status == 1
    assert "✗ EASEL_DISCORD_TOKEN is not set" in printed
    assert "✗ EASEL_RELAY_KEY is not set" in printed
    for what in ("Token", "Application", "Intents", "Interactions", "Servers", "Relay key"):
        assert "– " in line(printed, f"{what}: skipped"), printed
    assert line(printed, "Relay:").startswith("✓")
    assert line(printed, "Database").startswith("✓")
    # The relay tells the time where Discord does not.
    assert line(printed, "Clock").startswith("✓")
    assert printed.splitlines()[-1].startswith("2 to mend")


async def test_wrong_token_is_named_and_not_shown(
    easel: Easel, settings: pytest.MonkeyPatch
) -> None:
    settings.setenv("EASEL_DISCORD_TOKEN", "not.the.token")
    status, printed = await easel("doctor")
    assert status == 1
    assert "EASEL_DISCORD_TOKEN" in line(printed, "Token: Discord refuses it")
    assert line(printed, "Servers").endswith("the token is refused")
    assert "not.the.token" not in printed


async def test_token_that_no_header_takes_is_not_shown(
    easel: Easel, settings: pytest.MonkeyPatch
) -> None:
    settings.setenv("EASEL_DISCORD_TOKEN", "two\nlines")
    status, printed = await easel("doctor")
    assert status == 1
    assert line(printed, "Token").startswith("✗")
    assert "lines" not in printed.replace("each line", "")


@pytest.mark.usefixtures("settings")
async def test_discord_out_of_reach_is_no_matter_of_the_token(
    easel: Easel, wire: WireDiscord
) -> None:
    with discord_pointed_at(f"http://127.0.0.1:{closed_port()}/api/v10", wire.gateway):
        status, printed = await easel("doctor")
    assert status == 1
    assert line(printed, "Token: Discord cannot be asked").startswith("✗")
    assert line(printed, "Application").endswith("Discord was not reached")


@pytest.mark.usefixtures("settings")
async def test_endpoint_and_code_grant_in_the_portal_are_found(
    easel: Easel, portal: Portal
) -> None:
    portal.interactions_endpoint_url = "https://example.com/interactions"
    portal.bot_require_code_grant = True
    status, printed = await easel("doctor")
    assert status == 1
    assert "General Information" in line(printed, "Interactions")
    assert "Code Grant off" in line(printed, "Application: it asks")


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize(
    ("ahead", "start", "status"),
    [
        (-3600, "✗ Clock: 3600 seconds behind", 1),
        (300, "✗ Clock: 300 seconds ahead", 1),
        (20, "! Clock: 20 seconds ahead", 0),
        (2, "✓ Clock", 0),
    ],
)
async def test_clock_is_compared_with_discords(
    easel: Easel, monkeypatch: pytest.MonkeyPatch, ahead: float, start: str, status: int
) -> None:
    watch = functools.partial(clocks.ClockWatch, lambda: utc_now() + timedelta(seconds=ahead))
    monkeypatch.setattr("bot.doctor.ClockWatch", watch)
    found, printed = await easel("doctor")
    about = line(printed, "Clock")
    # A header has whole seconds, so the last digit may differ.
    assert about.startswith(start) or abs(int(re.findall(r"\d+", about)[0]) - abs(ahead)) <= 1
    assert about[0] == start[0]
    assert found == status


@pytest.mark.usefixtures("settings")
async def test_channels_where_it_cannot_post_are_named(easel: Easel, wire: WireDiscord) -> None:
    wire.deny(wire.add_channel(wire.guild, "staff"), "view_channel")
    wire.deny(wire.add_channel(wire.guild, "news"), "attach_files", "send_messages")
    status, printed = await easel("doctor")
    found = line(printed, "Server studio")
    assert status == 0
    assert found.startswith("! Server studio: pictures can be posted in 1 of 3 text channels.")
    assert "#staff (View Channel), #news (Send Messages, Attach Files)." in found


@pytest.mark.usefixtures("settings")
async def test_server_without_any_open_channel_fails_and_names_five(
    easel: Easel, wire: WireDiscord
) -> None:
    wire.deny(wire.channel, "send_messages")
    for number in range(6):
        wire.deny(wire.add_channel(wire.guild, f"closed-{number}"), "attach_files")
    status, printed = await easel("doctor")
    found = line(printed, "Server studio")
    assert status == 1
    assert "in 0 of 7 text channels" in found
    assert found.count("#") == 5
    assert "and 2 more" in found


@pytest.mark.usefixtures("settings")
async def test_no_server_is_worth_a_hint(easel: Easel, wire: WireDiscord) -> None:
    wire.remove_bot(wire.guild)
    status, printed = await easel("doctor")
    assert status == 0
    assert "easel invite" in line(printed, "Servers")


@pytest.mark.usefixtures("settings")
async def test_server_that_cannot_be_read_is_skipped(easel: Easel, wire: WireDiscord) -> None:
    wire.fail("GET", "/guilds/*/channels", 403, 50001)
    status, printed = await easel("doctor")
    assert status == 0
    assert line(printed, "Server studio").startswith("– Server studio: skipped")


@pytest.mark.usefixtures("settings")
async def test_name_of_a_server_cannot_steer_the_terminal(easel: Easel, wire: WireDiscord) -> None:
    wire.guild.name = "\x1b[2Jred\nAll is well"
    _, printed = await easel("doctor")
    assert "\x1b" not in printed
    assert len([one for one in printed.splitlines() if one == "All is well"]) == 1


async def test_refused_relay_key_is_told_from_a_wrong_address(
    easel: Easel, settings: pytest.MonkeyPatch
) -> None:
    settings.setenv("EASEL_RELAY_KEY", "relay_sk_revoked")
    status, printed = await easel("doctor")
    assert status == 1
    assert line(printed, "Relay:").startswith("✓")
    assert "EASEL_RELAY_KEY" in line(printed, "Relay key: the relay refuses it")
    assert "relay_sk_revoked" not in printed

    settings.setenv("EASEL_RELAY_URL", f"http://127.0.0.1:{closed_port()}")
    status, printed = await easel("doctor")
    assert status == 1
    assert "EASEL_RELAY_URL" in line(printed, "Relay: UnreachableError")
    assert line(printed, "Relay key").startswith("–")


async def test_address_of_something_else_proves_no_key(
    easel: Easel, wire: WireDiscord, settings: pytest.MonkeyPatch
) -> None:
    settings.setenv("EASEL_RELAY_URL", f"{wire.world.origin}/api/v9")
    _, printed = await easel("doctor")
    assert line(printed, "Relay key").startswith("–")


async def test_relay_address_with_a_query_is_bad(
    easel: Easel, settings: pytest.MonkeyPatch
) -> None:
    settings.setenv("EASEL_RELAY_URL", "https://relay.example/?key=1")
    status, printed = await easel("doctor")
    assert status == 1
    assert "EASEL_RELAY_URL" in line(printed, "Relay:")


@pytest.mark.usefixtures("settings")
async def test_credits_that_run_low_are_a_warning(easel: Easel, relay: RelayEmulator) -> None:
    relay.credit_warning = True
    status, printed = await easel("doctor")
    assert status == 0
    assert line(printed, "Relay credits").startswith("!")


async def test_database_that_is_no_database_is_told_with_a_remedy(
    easel: Easel, settings: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("buy paint\n" * 1000)
    cases = {
        f"sqlite+aiosqlite:///{tmp_path}/notes.txt": "no SQLite file",
        f"sqlite+aiosqlite:///{tmp_path}/notes.txt/easel.db": "a directory that the bot may write",
        f"sqlite+aiosqlite:///{tmp_path}": "must name a file",
        f"postgresql+asyncpg://easel:hunter2@127.0.0.1:{closed_port()}/easel": "PostgreSQL runs",
        "mysql://easel:hunter2@localhost/easel": "EASEL_DATABASE_URL",
        "easel:hunter2": "EASEL_DATABASE_URL",
    }
    for url, advice in cases.items():
        settings.setenv("EASEL_DATABASE_URL", url)
        status, printed = await easel("doctor")
        assert status == 1, url
        found = line(printed, "Database")
        assert found.startswith("✗"), url
        assert advice in found, url
        assert "hunter2" not in printed, url


@pytest.mark.usefixtures("settings")
async def test_database_of_a_newer_version_is_told(easel: Easel, tmp_path: Path) -> None:
    assert (await easel("doctor"))[0] == 0
    with sqlite3.connect(tmp_path / "data/easel.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    status, printed = await easel("doctor")
    assert status == 1
    assert "newer version" in line(printed, "Database")


def test_failures_that_need_a_broken_machine_have_a_remedy() -> None:
    assert "make room" in remedy("OperationalError: database or disk is full")
    assert "make room" in remedy("OSError: [Errno 28] No space left on device: 'data'")
    assert "user who runs the bot" in remedy("PermissionError: [Errno 13] Permission denied: 'd'")
    readonly = "OperationalError: attempt to write a readonly database"
    assert "user who runs the bot" in remedy(readonly)
    assert "Another program" in remedy("OperationalError: database is locked")
    wrong = 'InvalidPasswordError: password authentication failed for user "easel"'
    assert "the password" in remedy(wrong)
    assert "Create the database" in remedy('InvalidCatalogNameError: database "x" does not exist')


@pytest.mark.usefixtures("settings")
async def test_terminal_without_the_marks_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    sink = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(sink, encoding="latin-1"))
    assert await asyncio.to_thread(main, ["doctor"]) == 0
    assert b"? Token" in sink.getvalue()


@pytest.mark.usefixtures("settings")
async def test_invite_is_the_link_with_the_least_permissions(
    easel: Easel, wire: WireDiscord
) -> None:
    status, printed = await easel("invite")
    assert status == 0
    link = yarl.URL(printed.strip())
    assert link.origin() == yarl.URL("https://discord.com")
    assert link.query["client_id"] == str(wire.world.application_id)
    assert link.query["scope"].split() == ["bot", "applications.commands"]
    assert link.query["permissions"] == "309237763072" == str(INVITE_PERMISSIONS.value)


async def test_invite_needs_a_token_that_discord_takes(
    easel: Easel, settings: pytest.MonkeyPatch
) -> None:
    settings.setenv("EASEL_DISCORD_TOKEN", "not.the.token")
    status, printed = await easel("invite")
    assert status == 1
    assert printed.count("\n") == 1
    assert "EASEL_DISCORD_TOKEN" in printed

    settings.delenv("EASEL_DISCORD_TOKEN")
    status, printed = await easel("invite")
    assert status == 2
    assert printed.count("\n") == 1
    assert "EASEL_DISCORD_TOKEN is not set" in printed


@pytest.mark.usefixtures("settings")
async def test_invite_says_when_discord_is_out_of_reach(easel: Easel, wire: WireDiscord) -> None:
    with discord_pointed_at(f"http://127.0.0.1:{closed_port()}/api/v10", wire.gateway):
        status, printed = await easel("invite")
    assert status == 1
    assert printed.startswith("Discord cannot be asked: ")
    assert printed.count("\n") == 1


def test_clock_watch_keeps_the_difference_that_is_smallest() -> None:
    watch = clocks.ClockWatch()
    assert watch.ahead is None
    watch._ahead += [120.0, -2.0, 30.0]
    assert watch.ahead == -2


def closed_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
