"""`/show`: a finished picture of the member's own, brought back with its buttons."""

import discord

from bot.delivery.files import next_lower_limit
from bot.delivery.parcel import Parcel, pack
from bot.delivery.refusals import TooLargeError, refusal_of
from bot.posts.own_pictures import OwnPictures
from bot.posts.reposts import RepostService
from bot.storage.records import Job
from bot.texts import Languages
from bot.ui.components import own_view
from bot.ui.discord_limits import server_upload_limit
from bot.ui.links import posted_link
from bot.ui.responses import acknowledge

_MAX_TRIES = 6


class ShowService:
    """Shows a picture to its member alone, or to everyone in the channel."""

    def __init__(self, own: OwnPictures, reposts: RepostService, languages: Languages) -> None:
        self._own = own
        self._reposts = reposts
        self._languages = languages

    async def show(self, interaction: discord.Interaction, job_id: int, *, public: bool) -> None:
        """Bring back a picture; raises `UserError`."""
        if public:
            await self._reposts.share(interaction, job_id)
            return
        await acknowledge(interaction)
        job = await self._own.job(interaction, job_id)
        outcome = await self._own.posted(interaction, job)
        guild = interaction.guild
        limit = server_upload_limit(guild.premium_tier if guild else 0)
        texts = self._languages.of(interaction.locale.value)
        for _ in range(_MAX_TRIES):
            parcel = await pack(job, outcome, limit, texts)
            try:
                await _answer(interaction, job, parcel)
            except discord.HTTPException as error:
                if not isinstance(refusal_of(error), TooLargeError):
                    raise
                limit = next_lower_limit(parcel.largest)
            else:
                return


async def _answer(interaction: discord.Interaction, job: Job, parcel: Parcel) -> None:
    words = parcel.with_text(f"{parcel.texts.say('show-private')}\n{parcel.text}")
    await interaction.edit_original_response(
        content=words.content,
        attachments=words.files(),
        view=own_view(parcel.texts, job, posted_link(job)),
    )
