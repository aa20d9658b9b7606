"""Checks at Discord: the token, the application and its servers."""

import discord

from bot.doctor.alerts import check_alerts
from bot.doctor.clocks import ClockWatch
from bot.doctor.report import Report
from bot.doctor.servers import check_servers
from bot.doctor.shards import check_shards
from bot.operator.login import CONNECTION_ERRORS, TOKEN_REMEDY, describe_error, log_in
from bot.settings import Settings
from bot.ui.intents import intents

_CHECKED = ("Token", "Application", "Intents", "Interactions", "Alerts", "Shards", "Servers")
_PRIVILEGED = {
    "members": ("Server Members", "gateway_guild_members"),
    "presences": ("Presence", "gateway_presence"),
    "message_content": ("Message Content", "gateway_message_content"),
}


async def check_discord(settings: Settings, watch: ClockWatch, report: Report) -> int | None:
    """Check the token, the application, its servers and alerts; return the application's id."""
    if not settings.discord_token.get_secret_value():
        _skip_all(report, "EASEL_DISCORD_TOKEN is not set")
        return None
    application_id = None
    try:
        async with log_in(settings, watch.trace()) as client:
            application_id = client.application_id
            report.ok(f"Token: Discord knows it as {client.user}")
            _check_application(settings, client, report)
            await check_alerts(settings, client, report)
            await check_shards(settings, client, report)
            await check_servers(settings, client, report)
    except discord.LoginFailure:
        report.fail("Token: Discord refuses it", f"EASEL_DISCORD_TOKEN: {TOKEN_REMEDY}")
        _skip_all(report, "the token is refused", first=1)
    except CONNECTION_ERRORS as error:
        report.fail(
            f"Token: Discord cannot be asked: {describe_error(error)}",
            "See whether this machine reaches discord.com, and try again",
        )
        _skip_all(report, "Discord was not reached", first=1)
    return application_id


def _skip_all(report: Report, why: str, first: int = 0) -> None:
    for what in ("Token", "Application", "Intents", "Interactions", "Alerts", "Shards", "Servers")[
        first:
    ]:
        report.skip(what, why)


def _check_application(settings: Settings, client: discord.Client, report: Report) -> None:
    application = client.application
    if application is None:
        raise discord.InvalidData("no application")
    report.ok(f"Application: {application.name}, {application.id}")
    if application.bot_require_code_grant:
        report.fail(
            "Application: it asks for a code grant, so nobody can add it to a server",
            "In the developer portal, under Bot, turn Requires OAuth2 Code Grant off",
        )
    _check_openness(settings, application, report)
    requested = intents(
        message_content=settings.message_content, direct_messages=settings.direct_messages
    )
    _check_intents(requested, application.flags, report)
    if application.interactions_endpoint_url:
        report.fail(
            "Interactions: the application has an Interactions Endpoint URL, "
            "so no command reaches the bot",
            "In the developer portal, under General Information, empty that field",
        )
    else:
        report.ok("Interactions: they come to the bot, no endpoint address is set")


def _check_openness(settings: Settings, application: discord.AppInfo, report: Report) -> None:
    """Warn where strangers may add the bot to their servers and nothing bounds what they spend."""
    if not application.bot_public:
        report.ok("Access: only its owner can add the bot to a server")
    elif settings.servers or settings.budget:
        report.ok("Access: everyone can add the bot to a server; EASEL_SERVERS or a budget is set")
    else:
        report.warn(
            "Access: everyone can add the bot to a server, and spend your credits there",
            "Set EASEL_SERVERS or EASEL_BUDGET, "
            "or in the developer portal, under Bot, turn Public Bot off",
        )


def _check_intents(
    requested: discord.Intents, allowed: discord.ApplicationFlags, report: Report
) -> None:
    privileged = [names for intent, names in _PRIVILEGED.items() if getattr(requested, intent)]
    refused = [
        title
        for title, flag in privileged
        if not (getattr(allowed, flag) or getattr(allowed, f"{flag}_limited"))
    ]
    if refused:
        report.fail(
            f"Intents: not allowed: {', '.join(refused)}",
            "In the developer portal, under Bot, turn them on",
        )
    elif privileged:
        report.ok("Intents: all that are asked for are allowed")
    else:
        report.ok("Intents: none that is asked for is privileged, so none has to be turned on")
