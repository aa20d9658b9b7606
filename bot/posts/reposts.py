"""*Share* of a member's own picture, from their book or from `/show`: once in each channel."""

from dataclasses import replace

import discord

from bot.common.busy import Busy
from bot.delivery.reposts import Reposts
from bot.delivery.sharing import SharedPosts
from bot.errors import UserError
from bot.posts.own_pictures import OwnPictures
from bot.posts.pressed import is_public_source
from bot.posts.public_place import PublicPlace, check_permissions
from bot.posts.sharing import as_public
from bot.storage.jobs import JobStore
from bot.storage.records import Job, Posted
from bot.storage.reposts import Repost
from bot.texts import Languages
from bot.ui.links import message_link
from bot.ui.responses import acknowledge, answer


class RepostService:
    """Publication of a member's own pictures in the channel where they are asked for."""

    def __init__(
        self,
        jobs: JobStore,
        own: OwnPictures,
        place: PublicPlace,
        reposts: Reposts,
        shared: SharedPosts,
        languages: Languages,
    ) -> None:
        self._jobs = jobs
        self._own = own
        self._place = place
        self._reposts = reposts
        self._shared = shared
        self._languages = languages
        self._busy = Busy()

    async def share(self, interaction: discord.Interaction, job_id: int) -> None:
        """Post the pictures of a job in this channel, and say where; raises `UserError`."""
        check_permissions(interaction)
        await acknowledge(interaction)
        job = await self._own.job(interaction, job_id)
        with self._busy.claim(job_id) as claimed:
            if not claimed:
                raise UserError("refused-share-busy")
            await self._place.check(interaction, job)
            await self._place.check_consent(interaction, job)
            key, posted = await self._posted(interaction, job)
        link = message_link(interaction.guild_id, posted.channel_id or 0, posted.message_id)
        await answer(interaction, self._languages.of(interaction.locale.value).say(key, link=link))

    async def _posted(self, interaction: discord.Interaction, job: Job) -> tuple[str, Posted]:
        """Return the post, and the key of the text about it."""
        public = as_public(interaction, job)
        if job.source is not None and not await is_public_source(self._jobs, job.source):
            # Nobody else could open the link to the picture that it began with.
            public = replace(public, source=replace(job.source, channel_id=0))
        if job.message_channel_id is None:
            if job.destination.asked_in != interaction.channel_id:
                channel = str(job.destination.asked_in)
                raise UserError("refused-share-elsewhere", channel=channel)
            outcome = await self._own.posted(interaction, job)
            return "shared", await self._shared.post(public, outcome)
        known = await self._reposts.begin(public, interaction.id)
        if known is not None and known.message_id is not None:
            return "shared-before", await _there(interaction, known.message_id, job)
        return await self._post(interaction, job, public, known)

    async def _post(
        self, interaction: discord.Interaction, job: Job, public: Job, known: Repost | None
    ) -> tuple[str, Posted]:
        posted, key = None, "shared-before"
        channel, me = interaction.channel, interaction.client.user
        if known is not None and me is not None and isinstance(channel, discord.abc.Messageable):
            posted = await self._reposts.find(channel, public, known, me.id)
        if posted is None:
            try:
                outcome = await self._own.posted(interaction, job)
            except BaseException:
                if known is None:
                    await self._reposts.withdraw(public)
                raise
            asked_by = interaction.id if known is None else known.asked_by
            key, posted = "shared", await self._reposts.post(public, outcome, asked_by)
        await self._reposts.keep(public, posted)
        return key, posted


async def _there(interaction: discord.Interaction, message_id: int, job: Job) -> Posted:
    """Return the post of an earlier time; raises `UserError` if it was deleted."""
    channel = interaction.client.get_partial_messageable(interaction.channel_id or 0)
    try:
        await channel.fetch_message(message_id)
    except discord.NotFound:
        raise UserError("refused-share-deleted") from None
    except discord.Forbidden:
        pass
    return Posted(interaction.channel_id, message_id, job.pictures)
