"""`easel doctor` and `easel invite`: what the bot needs, checked without starting it."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import discord

from bot.doctor.clocks import ClockWatch, check_clock
from bot.doctor.database import check_database, check_owner
from bot.doctor.disk import check_disk
from bot.doctor.listening import check_health_file, check_http
from bot.doctor.own_server import check_own_server
from bot.doctor.portal import check_discord
from bot.doctor.proxies import check_proxies
from bot.doctor.relay import check_relay
from bot.doctor.report import Report
from bot.doctor.values import check_values
from bot.operator.login import CONNECTION_ERRORS, TOKEN_REMEDY, describe_error, log_in
from bot.settings import FAILED, MISCONFIGURED, Settings
from bot.ui.permissions import INVITE_PERMISSIONS

__all__ = ["invite_link", "print_invite", "run_checks"]

SCOPES = ("bot", "applications.commands")


async def run_checks(settings: Settings, *, as_json: bool = False) -> int:
    """Run all checks and print what they find; return the exit status, 1 if any check failed.

    Nothing is written, posted or paid for.
    """
    report = Report(settings, as_json=as_json)
    watch = ClockWatch()
    with _quiet():
        check_values(settings, report)
        found = await check_database(settings, report)
        check_disk(settings, found.size if found else None, report)
        check_health_file(settings, report)
        await check_http(settings, report)
        await check_proxies(settings, report)
        application_id = await check_discord(settings, watch, report)
        check_owner(found, application_id, report)
        await check_relay(settings, report)
        await check_own_server(settings, report)
        await check_clock(settings, watch, report)
    return report.finish()


async def print_invite(settings: Settings) -> int:
    """Print the link that adds the bot to a server, and return the exit status.

    The link contains the application's id, which is found by logging in with the token.
    """
    if not settings.discord_token.get_secret_value():
        return _refused(
            "EASEL_DISCORD_TOKEN is not set: the link is made from the bot's token", MISCONFIGURED
        )
    with _quiet():
        try:
            async with log_in(settings) as client:
                application_id = client.application_id
        except discord.LoginFailure:
            line = f"EASEL_DISCORD_TOKEN: Discord refuses it: {TOKEN_REMEDY}"
            return _refused(line, MISCONFIGURED)
        except CONNECTION_ERRORS as error:
            return _refused(f"Discord cannot be asked: {describe_error(error)}")
    if application_id is None:
        return _refused("Discord named no application for this token")
    sys.stdout.write(f"{invite_link(application_id)}\n")
    return 0


def invite_link(application_id: int) -> str:
    """Return the link with the permissions that Easel needs (docs/discord.md, section 12)."""
    return discord.utils.oauth_url(application_id, permissions=INVITE_PERMISSIONS, scopes=SCOPES)


def _refused(line: str, status: int = FAILED) -> int:
    sys.stderr.write(f"{line}\n")
    return status


@contextmanager
def _quiet() -> Iterator[None]:
    """Suppress log lines, since the report has the same findings in an operator's words."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
