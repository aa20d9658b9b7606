"""`/easel avatar`: the bot's own picture in a server."""

import discord
from discord import app_commands

from bot.app import Services
from bot.errors import UserError
from bot.posts.avatar_choice import AvatarChoice
from bot.posts.own_suggestions import Choices, OwnSuggestions
from bot.texts import Languages
from bot.ui.audit import audit_entry
from bot.ui.responses import answer
from cogs.easel.base import AdminCog, options_of

_MAX_PICTURE = 200
_MOST_PICTURES = 10


class Avatar(AdminCog):
    """The bot's face."""

    def __init__(self, services: Services, languages: Languages) -> None:
        super().__init__(services, languages)
        self._avatars = services[AvatarChoice]
        self._own = services[OwnSuggestions]

    @app_commands.command()
    @app_commands.describe(
        picture="A picture that was made here: its link, or one of yours by its prompt",
        number="Which picture of a set",
        reset="Take back the picture that I have everywhere",
    )
    async def avatar(
        self,
        interaction: discord.Interaction,
        picture: app_commands.Range[str, 1, _MAX_PICTURE] | None = None,
        number: app_commands.Range[int, 1, _MOST_PICTURES] = 1,
        reset: bool = False,
    ) -> None:
        """Choose the bot's picture in the server."""
        guild_id = await self._begin(interaction)
        if (picture is None) is not reset:
            raise UserError("refused-avatar-nothing")
        entry = audit_entry(interaction, "avatar", **options_of(interaction))
        texts = self._texts(interaction)
        if picture is None:
            await self._avatars.reset(interaction, guild_id, entry)
            await answer(interaction, texts.say("avatar-reset"))
            return
        await self._avatars.set(interaction, guild_id, picture, number, entry)
        await answer(interaction, texts.say("avatar-set"))

    @avatar.autocomplete("picture")
    async def _pictures(self, interaction: discord.Interaction, current: str) -> Choices:
        return await self._own.pictures(interaction, current)
