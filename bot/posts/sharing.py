"""*Share* under a private picture: its member shows it to everyone in the channel."""

from dataclasses import replace

import discord

from bot.common.busy import Busy
from bot.delivery.sharing import SharedPosts
from bot.errors import UserError
from bot.intake.destinations import is_private_thread
from bot.posts.pressed import is_public_source
from bot.posts.private_pictures import PrivatePictures
from bot.posts.public_place import PublicPlace, check_permissions
from bot.storage.jobs import JobStore
from bot.storage.records import Job, Posted, State
from bot.texts import Languages
from bot.ui.discord_limits import server_upload_limit
from bot.ui.links import job_link
from bot.ui.locales import server_locale
from bot.ui.messages import job_of, pressed_on
from bot.ui.responses import acknowledge_press, answer
from providers.registry import OPERATIONS


class SharingService:
    """Publication of private pictures, by all that holds in the channel at that moment."""

    def __init__(
        self,
        jobs: JobStore,
        place: PublicPlace,
        pictures: PrivatePictures,
        posts: SharedPosts,
        languages: Languages,
    ) -> None:
        self._jobs = jobs
        self._place = place
        self._pictures = pictures
        self._posts = posts
        self._languages = languages
        self._busy = Busy()

    async def share(self, interaction: discord.Interaction, job_id: int) -> None:
        """Post the pictures of a private answer in its channel, once; raises `UserError`.

        Pressed again, it says where they are.
        """
        check_permissions(interaction)
        await acknowledge_press(interaction)
        with self._busy.claim(job_id) as claimed:
            if not claimed:
                raise UserError("refused-share-busy")
            job = await self._own_job(interaction, job_id)
            if job.message_channel_id is not None:
                key, posted = await self._shared_before(interaction, job)
            else:
                key, posted = "shared", await self._post(interaction, job)
        destination = as_public(interaction, job).destination
        texts = self._languages.of(interaction.locale.value)
        await answer(interaction, texts.say(key, link=job_link(destination, posted)))

    async def _own_job(self, interaction: discord.Interaction, job_id: int) -> Job:
        """Return the job of the private answer; the number of a custom id proves nothing."""
        message = pressed_on(interaction)
        if not message.flags.ephemeral or job_of(message) != job_id:
            raise UserError("refused-button")
        job = await self._jobs.find(job_id)
        if job is None or job.operation not in OPERATIONS:
            raise UserError("refused-purged")
        destination, is_theirs = job.destination, job.member_id == interaction.user.id
        is_here = destination.guild_id == interaction.guild_id
        if not (is_theirs and is_here and destination.asked_in == interaction.channel_id):
            raise UserError("refused-button")
        if job.state is not State.DONE:
            # It was shown a moment ago.
            raise UserError("refused-busy")
        return job

    async def _shared_before(
        self, interaction: discord.Interaction, job: Job
    ) -> tuple[str, Posted]:
        """Return the post of pictures that were shared, and the key of the text about it."""
        posted = Posted(job.message_channel_id, job.message_id or 0, job.pictures)
        channel = interaction.client.get_partial_messageable(posted.channel_id or 0)
        try:
            await channel.fetch_message(posted.message_id)
        except discord.NotFound:
            raise UserError("refused-share-deleted") from None
        except discord.Forbidden:
            pass
        return "shared-before", posted

    async def _post(self, interaction: discord.Interaction, job: Job) -> Posted:
        await self._place.check(interaction, job)
        await self._place.check_consent(interaction, job)
        outcome = await self._pictures.outcome(job, pressed_on(interaction))
        public = as_public(interaction, job)
        if job.source is not None and not await is_public_source(self._jobs, job.source):
            # Nobody else could open the link to the picture that it began with.
            public = replace(public, source=replace(job.source, channel_id=0))
        return await self._posts.post(public, outcome)


def as_public(interaction: discord.Interaction, job: Job) -> Job:
    """Return the job as if it had been asked for publicly in the channel of the interaction."""
    guild = interaction.guild
    destination = replace(
        job.destination,
        channel_id=interaction.channel_id or 0,
        private=False,
        thread_of=None,
        reply_to=None,
        token=None,
        private_thread=is_private_thread(interaction.channel),
    )
    if guild is not None:
        limit, locale = server_upload_limit(guild.premium_tier), server_locale(guild)
        destination = replace(destination, upload_limit=limit, guild_locale=locale)
    return replace(job, destination=destination)
