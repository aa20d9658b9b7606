"""`/easel showcase`: the channel for pictures that members have starred."""

import discord
from discord import app_commands

from bot.errors import UserError
from bot.policy import Showcase
from bot.ui.audit import audit_entry
from bot.ui.links import channel_mention
from bot.ui.permissions import missing
from bot.ui.responses import answer
from cogs.easel.base import AdminCog, options_of

MAX_STARS = 100
DEFAULT_STARS = 5


class ShowcaseCommand(AdminCog):
    """The showcase of a server."""

    @app_commands.command()
    @app_commands.describe(
        channel="Where pictures are shown that members have starred",
        stars="How many members have to react with ⭐; at first 5",
        off="Show no more pictures; those that are shown stay",
    )
    async def showcase(
        self,
        interaction: discord.Interaction,
        channel: discord.TextChannel | None = None,
        stars: app_commands.Range[int, 1, MAX_STARS] | None = None,
        off: bool = False,
    ) -> None:
        """Change what is given, and show what holds."""
        guild_id = await self._begin(interaction)
        former = await self._settings.showcase.of(guild_id)
        entry = audit_entry(interaction, "showcase", **options_of(interaction))
        if off:
            await self._settings.showcase.remove(entry)
        elif channel is not None or stars is not None:
            await self._settings.showcase.put(_changed(former, channel, stars), entry)
        texts, shown = self._texts(interaction), await self._settings.showcase.of(guild_id)
        if shown is None:
            await answer(interaction, texts.say("showcase-off"))
            return
        mention = channel_mention(shown.channel_id)
        await answer(interaction, texts.say("showcase-on", channel=mention, stars=shown.stars))


def _changed(
    former: Showcase | None, channel: discord.TextChannel | None, stars: int | None
) -> Showcase:
    """Return the showcase with what is given; raises `UserError` if it has no channel."""
    if channel is None:
        if former is None:
            raise UserError("refused-showcase-channel")
        return Showcase(former.channel_id, stars or former.stars)
    if lacking := missing(channel.permissions_for(channel.guild.me), thread=False):
        mention = channel_mention(channel.id)
        raise UserError("refused-log", channel=mention, permissions=", ".join(lacking))
    return Showcase(channel.id, stars or (former.stars if former else DEFAULT_STARS))
