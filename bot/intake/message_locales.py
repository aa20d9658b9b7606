"""The language in which a message is answered: the server's, or in direct messages the member's."""

import logging

import discord

from bot.storage.database import StorageError
from bot.storage.member_places import MemberPlaceStore
from bot.ui.locales import server_locale

log = logging.getLogger(__name__)


class MessageLocales:
    """Lookup of languages, as Discord names them."""

    def __init__(self, places: MemberPlaceStore) -> None:
        self._places = places

    async def of(self, message: discord.Message) -> str | None:
        """Return the language; None where it is not known."""
        if message.guild is not None:
            return server_locale(message.guild)
        try:
            return await self._places.locale_of(message.author.id)
        except StorageError as error:
            log.info("message %s: its author's language is not known: %s", message.id, error)
            return None
