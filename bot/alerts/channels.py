"""Channels for alerts: direct messages to the owners of the application, or a webhook."""

import asyncio
import re
from typing import Protocol

import discord

from bot.common.clock import utc_now
from bot.common.nonces import nonce_of_text
from bot.settings import OFF, OWNER
from bot.ui.transient_errors import TRANSIENT, describe

_SLOW = 30
_HOOK = re.compile(r"/webhooks/(?P<id>\d+)/(?P<token>[^/?]+)")
_FAILURES = (discord.HTTPException, *TRANSIENT)


class NotToldError(Exception):
    """An alert that reached nobody; the text has no secret."""


class AlertChannel(Protocol):
    """The way to those who run the bot."""

    async def send(self, text: str) -> None:
        """Send a text; raises `NotToldError` if nobody gets it."""


class OwnerMessages:
    """Direct messages to the application's owner, or to its team's owner and administrators."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def send(self, text: str) -> None:
        """See `AlertChannel`."""
        failures: list[str] = []
        try:
            owners = await self._owners()
        except _FAILURES as error:
            raise NotToldError(describe(error)) from None
        for owner in owners:
            try:
                async with asyncio.timeout(_SLOW):
                    channel = await self._client.create_dm(owner)
                    nonce = nonce_of_text("al", owner.id, text, utc_now())
                    await channel.send(text, suppress_embeds=True, nonce=nonce)
            except _FAILURES as error:
                failures.append(describe(error))
        if len(failures) == len(owners):
            raise NotToldError(failures[0] if failures else "the application has no owner")

    async def _owners(self) -> list[discord.abc.Snowflake]:
        async with asyncio.timeout(_SLOW):
            application = await self._client.application_info()
        team = application.team
        if team is None:
            return [application.owner]
        accepted = discord.TeamMembershipState.accepted
        return [
            member
            for member in team.members
            if member.id == team.owner_id
            or (member.role is discord.TeamMemberRole.admin and member.membership_state is accepted)
        ]


class WebhookMessages:
    """Messages of a Discord webhook, whose address is a secret."""

    def __init__(self, client: discord.Client, address: str) -> None:
        self._client = client
        self._id, self._token = parse_webhook(address)

    async def send(self, text: str) -> None:
        """See `AlertChannel`."""
        # Made when it is needed: the client has no session before its login.
        webhook = discord.Webhook.partial(self._id, self._token, client=self._client)
        try:
            async with asyncio.timeout(_SLOW):
                await webhook.send(
                    text, allowed_mentions=discord.AllowedMentions.none(), suppress_embeds=True
                )
        except _FAILURES as error:
            raise NotToldError(describe(error)) from None


def parse_webhook(address: str) -> tuple[int, str]:
    """Return the id and the token of a webhook; raises `ValueError` for another address."""
    found = _HOOK.search(address)
    if found is None:
        raise ValueError("not the address of a webhook")
    return int(found["id"]), found["token"]


def channel_of(client: discord.Client, chosen: str) -> AlertChannel | None:
    """Return the channel of the setting `EASEL_ALERTS`; None if nobody is to be told."""
    match chosen:
        case word if word == OFF:
            return None
        case word if word == OWNER:
            return OwnerMessages(client)
        case _:
            return WebhookMessages(client, chosen)
