"""`easel doctor` and `easel invite` with a fake Discord, the emulated relay and real databases."""

import asyncio
import functools
import io
import re
import sqlite3
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import yarl

from bot.__main__ import main
from bot.common.clock import utc_now
from bot.doctor import clocks
from bot.doctor.database import remedy_for
from bot.ui.permissions import INVITE_PERMISSIONS
from sandbox.relay import KEY, RelayEmulator
from tests.bot.doctor.portal import Portal
from tests.bot.doctor.printed import Easel, closed_port, line, migrated
from tests.wire.discord import WireDiscord, discord_redirected


@pytest.mark.usefixtures("settings")
async def test_all_checks_pass(easel: Easel, wire: WireDiscord) -> None:
    status, printed = await easel("doctor")
    assert status == 0, printed
    lines = printed.splitlines()
    assert lines[-1] == "All is well"
    assert all(text.startswith("✓ ") for text in lines[:-1]), printed
    for what in ("Settings", "Token", "Application", "Intents", "Interactions"):
        assert line(printed, what)
    for what in ("Server studio", "Relay:", "Relay key", "Database: SQLite", "Clock"):
        assert line(printed, what)
    assert "none that is asked for is privileged" in line(printed, "Intents")
    assert not wire.unknown
    assert wire.token not in printed
    assert KEY not in printed


async def test_missing_settings_skip_only_their_own_checks(
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
    # The clock is compared with the relay's if Discord was not asked.
    assert line(printed, "Clock").startswith("✓")
    assert printed.splitlines()[-1].startswith("2 to fix")


async def test_wrong_token_is_reported_and_not_shown(
    easel: Easel, settings: pytest.MonkeyPatch
) -> None:
    settings.setenv("EASEL_DISCORD_TOKEN", "not.the.token")
    status, printed = await easel("doctor")
    assert status == 1
    assert "EASEL_DISCORD_TOKEN" in line(printed, "Token: Discord refuses it")
    assert line(printed, "Servers").endswith("the token is refused")
    assert "not.the.token" not in printed


async def test_token_that_no_header_can_have_is_not_shown(
    easel: Easel, settings: pytest.MonkeyPatch
) -> None:
    settings.setenv("EASEL_DISCORD_TOKEN", "two\nlines")
    status, printed = await easel("doctor")
    assert status == 78
    assert printed.startswith("EASEL_DISCORD_TOKEN: ")
    assert "two" not in printed


@pytest.mark.usefixtures("settings")
async def test_unreachable_discord_is_not_reported_as_a_wrong_token(
    easel: Easel, wire: WireDiscord
) -> None:
    with discord_redirected(f"http://127.0.0.1:{closed_port()}/api/v10", wire.gateway):
        status, printed = await easel("doctor")
    assert status == 1
    assert line(printed, "Token: Discord cannot be asked").startswith("✗")
    assert line(printed, "Application").endswith("Discord was not reached")


@pytest.mark.usefixtures("settings")
async def test_endpoint_and_code_grant_in_the_portal_are_failures(
    easel: Easel, portal: Portal
) -> None:
    portal.interactions_endpoint_url = "https://example.com/interactions"
    portal.bot_require_code_grant = True
    status, printed = await easel("doctor")
    assert status == 1
    assert "General Information" in line(printed, "Interactions")
    assert "Code Grant off" in line(printed, "Application: it asks")


async def test_public_application_without_bounds_is_a_warning(
    easel: Easel, settings: pytest.MonkeyPatch, portal: Portal
) -> None:
    assert line((await easel("doctor"))[1], "Access").startswith("✓ Access: only its owner")
    portal.bot_public = True
    status, printed = await easel("doctor")
    assert status == 0
    text = line(printed, "Access")
    assert text.startswith("! ")
    assert "EASEL_SERVERS or EASEL_BUDGET" in text
    for name, value in (("EASEL_SERVERS", "[5]"), ("EASEL_BUDGET", '["$5 a day"]')):
        with settings.context() as patch:
            patch.setenv(name, value)
            assert line((await easel("doctor"))[1], "Access").startswith("✓")


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
    actual_status, printed = await easel("doctor")
    text = line(printed, "Clock")
    # A header has whole seconds, so the last digit may differ.
    assert text.startswith(start) or abs(int(re.findall(r"\d+", text)[0]) - abs(ahead)) <= 1
    assert text[0] == start[0]
    assert actual_status == status


async def test_servers_are_compared_with_those_that_the_settings_name(
    easel: Easel, settings: pytest.MonkeyPatch, wire: WireDiscord
) -> None:
    settings.setenv("EASEL_SERVERS", f"[{wire.guild.id}]")
    settings.setenv("EASEL_DEV_GUILD", str(wire.guild.id))
    status, printed = await easel("doctor")
    assert status == 0
    assert "Servers" not in printed

    settings.setenv("EASEL_SERVERS", "[5]")
    settings.setenv("EASEL_DEV_GUILD", "5")
    status, printed = await easel("doctor")
    assert status == 1
    assert line(printed, "Servers: the bot is in none that EASEL_SERVERS names").startswith("!")
    assert "does not name: studio" in line(printed, "Servers: the bot leaves 1")
    assert "Correct EASEL_DEV_GUILD" in line(printed, "Servers: the bot is not in the one")


async def test_database_of_another_application_is_a_failure(
    easel: Easel, settings: pytest.MonkeyPatch, wire: WireDiscord, tmp_path: Path
) -> None:
    path = await migrated(tmp_path)
    for owner, start in ((wire.world.application_id, "✓"), (5, "✗")):
        with sqlite3.connect(path) as connection:
            row = ("application", str(owner))
            connection.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", row)
        connection.close()
        status, printed = await easel("doctor")
        assert line(printed, "Ownership of the database").startswith(start)
    assert status == 1
    found = line(printed, "Ownership of the database: it belongs to application 5")
    assert str(wire.world.application_id) in found
    assert "easel adopt" in found

    settings.delenv("EASEL_DISCORD_TOKEN")
    _, printed = await easel("doctor")
    assert line(printed, "Ownership of the database: skipped").startswith("–")


@pytest.mark.usefixtures("settings")
async def test_channels_without_permission_to_post_are_listed(
    easel: Easel, wire: WireDiscord
) -> None:
    wire.deny(wire.add_channel(wire.guild, "staff"), "view_channel")
    wire.deny(wire.add_channel(wire.guild, "news"), "attach_files", "send_messages")
    status, printed = await easel("doctor")
    text = line(printed, "Server studio")
    assert status == 0
    assert text.startswith("! Server studio: pictures can be posted in 1 of 3 text channels.")
    assert "#staff (View Channel), #news (Send Messages, Attach Files)." in text


@pytest.mark.usefixtures("settings")
async def test_server_without_any_open_channel_fails_and_lists_five(
    easel: Easel, wire: WireDiscord
) -> None:
    wire.deny(wire.channel, "send_messages")
    for number in range(6):
        wire.deny(wire.add_channel(wire.guild, f"closed-{number}"), "attach_files")
    status, printed = await easel("doctor")
    text = line(printed, "Server studio")
    assert status == 1
    assert "in 0 of 7 text channels" in text
    assert text.count("#") == 5
    assert "and 2 more" in text


@pytest.mark.usefixtures("settings")
async def test_a_bot_without_servers_is_a_warning(easel: Easel, wire: WireDiscord) -> None:
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
async def test_name_of_a_server_cannot_control_the_terminal(
    easel: Easel, wire: WireDiscord
) -> None:
    wire.guild.name = "\x1b[2Jred\nAll is well"
    _, printed = await easel("doctor")
    assert "\x1b" not in printed
    assert len([text for text in printed.splitlines() if text == "All is well"]) == 1


async def test_refused_relay_key_is_distinguished_from_a_wrong_address(
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


async def test_address_of_another_service_skips_the_key(
    easel: Easel, wire: WireDiscord, settings: pytest.MonkeyPatch
) -> None:
    settings.setenv("EASEL_RELAY_URL", f"{wire.world.origin}/api/v9")
    _, printed = await easel("doctor")
    assert line(printed, "Relay key").startswith("–")


async def test_relay_address_with_a_query_is_a_failure(
    easel: Easel, settings: pytest.MonkeyPatch
) -> None:
    settings.setenv("EASEL_RELAY_URL", "https://relay.example/?key=1")
    status, printed = await easel("doctor")
    assert status == 1
    assert "EASEL_RELAY_URL" in line(printed, "Relay:")


@pytest.mark.usefixtures("settings")
async def test_low_credits_are_a_warning(easel: Easel, relay: RelayEmulator) -> None:
    relay.credit_warning = True
    status, printed = await easel("doctor")
    assert status == 0
    assert line(printed, "Relay credits").startswith("!")


async def test_unusable_database_is_reported_with_a_remedy(
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
        text = line(printed, "Database")
        assert text.startswith("✗"), url
        assert advice in text, url
        assert "hunter2" not in printed, url


@pytest.mark.usefixtures("settings")
async def test_database_that_others_may_read_is_a_warning(easel: Easel, tmp_path: Path) -> None:
    path = await migrated(tmp_path)
    status, printed = await easel("doctor")
    assert "prompts and tokens" not in printed
    assert "up to date and writable" in line(printed, "Database")
    path.chmod(0o644)
    status, printed = await easel("doctor")
    assert status == 0
    assert f"chmod 600 {path}" in line(printed, "Database: other users")


@pytest.mark.usefixtures("settings")
async def test_database_of_a_newer_version_is_reported(easel: Easel, tmp_path: Path) -> None:
    with sqlite3.connect(await migrated(tmp_path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("UPDATE facts SET value = '9999' WHERE name LIKE 'schema-%'")
    connection.close()
    status, printed = await easel("doctor")
    assert status == 1
    assert "newer version" in line(printed, "Database")


def test_failures_that_tests_cannot_cause_have_a_remedy() -> None:
    assert "make room" in remedy_for("OperationalError: database or disk is full")
    assert "make room" in remedy_for("OSError: [Errno 28] No space left on device: 'data'")
    assert "user who runs the bot" in remedy_for(
        "PermissionError: [Errno 13] Permission denied: 'd'"
    )
    readonly = "OperationalError: attempt to write a readonly database"
    assert "user who runs the bot" in remedy_for(readonly)
    assert "Another program" in remedy_for("OperationalError: database is locked")
    wrong = 'InvalidPasswordError: password authentication failed for user "easel"'
    assert "the password" in remedy_for(wrong)
    assert "Create the database" in remedy_for(
        'InvalidCatalogNameError: database "x" does not exist'
    )


@pytest.mark.usefixtures("settings")
async def test_marks_are_replaced_if_the_terminal_lacks_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sink = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(sink, encoding="latin-1"))
    assert await asyncio.to_thread(main, ["doctor"]) == 0
    assert b"? Token" in sink.getvalue()


@pytest.mark.usefixtures("settings")
async def test_invite_is_the_link_with_the_fewest_permissions(
    easel: Easel, wire: WireDiscord
) -> None:
    status, printed = await easel("invite")
    assert status == 0
    link = yarl.URL(printed.strip())
    assert link.origin() == yarl.URL("https://discord.com")
    assert link.query["client_id"] == str(wire.world.application_id)
    assert link.query["scope"].split() == ["bot", "applications.commands"]
    assert link.query["permissions"] == "309237763072" == str(INVITE_PERMISSIONS.value)


async def test_invite_needs_a_valid_token(easel: Easel, settings: pytest.MonkeyPatch) -> None:
    settings.setenv("EASEL_DISCORD_TOKEN", "not.the.token")
    status, printed = await easel("invite")
    assert status == 78
    assert printed.count("\n") == 1
    assert "EASEL_DISCORD_TOKEN" in printed

    settings.delenv("EASEL_DISCORD_TOKEN")
    status, printed = await easel("invite")
    assert status == 78
    assert printed.count("\n") == 1
    assert "EASEL_DISCORD_TOKEN is not set" in printed


@pytest.mark.usefixtures("settings")
async def test_invite_reports_an_unreachable_discord(easel: Easel, wire: WireDiscord) -> None:
    with discord_redirected(f"http://127.0.0.1:{closed_port()}/api/v10", wire.gateway):
        status, printed = await easel("invite")
    assert status == 1
    assert printed.startswith("Discord cannot be asked: ")
    assert printed.count("\n") == 1


def test_clock_watch_keeps_the_smallest_offset() -> None:
    watch = clocks.ClockWatch()
    assert watch.ahead is None
    watch._ahead += [120.0, -2.0, 30.0]
    assert watch.ahead == -2
