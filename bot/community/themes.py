"""Themes of the day: posted once a day at most.

A day is claimed before the message is sent. So a process that dies in between costs the theme of
this day, and no other one posts it a second time.
"""

import logging
from datetime import date

import discord

from bot.common.clock import Clock
from bot.common.markdown import one_line
from bot.common.nonces import nonce_of
from bot.delivery.refusals import is_refusal
from bot.server_log import ServerLog
from bot.storage.themes import DailyTheme, ThemeStore
from bot.texts import Languages
from bot.ui.links import channel_mention
from bot.ui.locales import server_locale
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

MAX_THEME = 200


class Themes:
    """Posts the themes of this process's servers, when it is time."""

    def __init__(
        self,
        client: discord.Client,
        store: ThemeStore,
        server_log: ServerLog,
        languages: Languages,
        clock: Clock,
    ) -> None:
        self._client = client
        self._store = store
        self._server_log = server_log
        self._languages = languages
        self._clock = clock

    async def upkeep(self) -> None:
        """Post what is due today; raises `StorageError`."""
        now = self._clock()
        today = now.date()
        for guild_id in await self._store.due(today, now.hour):
            if self._client.get_guild(guild_id) is None:
                continue
            claimed = await self._store.claim(guild_id, today)
            if claimed is not None:
                await self._post(guild_id, *claimed, today)

    async def _post(self, guild_id: int, daily: DailyTheme, theme: str, today: date) -> None:
        texts = self._languages.of(server_locale(self._client.get_guild(guild_id)))
        channel = self._client.get_partial_messageable(daily.channel_id, guild_id=guild_id)
        try:
            await channel.send(
                texts.say("theme-today", theme=one_line(theme, MAX_THEME)),
                # For some minutes Discord answers a second message of this nonce with the first.
                nonce=nonce_of("td", guild_id, today),
                suppress_embeds=True,
                allowed_mentions=discord.AllowedMentions.none(),
            )
        except (discord.HTTPException, *TRANSIENT) as error:
            log.warning("server %s: no theme today: %s", guild_id, type(error).__name__)
            if isinstance(error, discord.HTTPException) and is_refusal(error):
                mention = channel_mention(daily.channel_id)
                self._server_log.trouble(guild_id, "trouble-themes", channel=mention)
