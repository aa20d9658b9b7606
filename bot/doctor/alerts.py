"""Check of who is told of trouble: the application's owner, a webhook, or nobody."""

import asyncio

import discord

from bot.alerts.channels import parse_webhook
from bot.doctor.report import Report
from bot.settings import OFF, OWNER, Settings
from bot.ui.transient_errors import TRANSIENT, describe

_SECONDS = 10
_GONE = (401, 403, 404)


async def check_alerts(settings: Settings, client: discord.Client, report: Report) -> None:
    """Check that alerts have somewhere to go; nothing is sent."""
    chosen = settings.alerts.get_secret_value()
    if chosen == OFF:
        report.ok("Alerts: off, so trouble is only in the log")
    elif chosen == OWNER:
        _check_owner(client.application, report)
    else:
        await _check_webhook(chosen, client, report)


def _check_owner(application: discord.AppInfo | None, report: Report) -> None:
    team = application.team if application else None
    who = f"the team {team.name}" if team else f"{application.owner}" if application else "nobody"
    report.ok(f"Alerts: {who} gets them as direct messages, sharing a server with the bot")


async def _check_webhook(address: str, client: discord.Client, report: Report) -> None:
    hook_id, token = parse_webhook(address)
    webhook = discord.Webhook.partial(hook_id, token, client=client)
    try:
        async with asyncio.timeout(_SECONDS):
            # With its token alone: the bot need not be in that server.
            await webhook.fetch(prefer_auth=False)
    except (discord.HTTPException, *TRANSIENT) as error:
        if isinstance(error, discord.HTTPException) and error.status in _GONE:
            remedy = "EASEL_ALERTS: copy the address of the webhook again, or make a new one"
            report.fail("Alerts: Discord has no such webhook", remedy)
        else:
            report.skip("Alerts", f"the webhook cannot be asked: {describe(error)}")
    else:
        report.ok("Alerts: the webhook is there")
