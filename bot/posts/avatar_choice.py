"""*/easel avatar*: a picture that was made in a server becomes the bot's face there."""

import re

import discord

from bot.common.busy import Busy
from bot.errors import UserError
from bot.imaging.decoding import UnreadableError
from bot.imaging.isolated import avatar_image
from bot.intake.intake import Intake
from bot.policy.hidden_pictures import HiddenPictures
from bot.policy.server_settings import ServerSettings
from bot.posts.own_pictures import OwnPictures
from bot.posts.seen_posts import sees_post
from bot.servers.own_avatar import OwnAvatar
from bot.storage.audit import Entry
from bot.storage.jobs import JobStore
from bot.storage.records import Job, Source, State
from bot.ui.messages import id_in
from providers.registry import OPERATIONS

_LINK = re.compile(
    r"<?https://(?:ptb\.|canary\.)?discord(?:app)?\.com/channels/"
    r"(?P<guild>\d{1,20})/\d{1,20}/(?P<message>\d{1,20})/?>?",
    re.ASCII,
)


class AvatarChoice:
    """Sets and resets the avatar, for those who manage the server."""

    def __init__(
        self,
        jobs: JobStore,
        own: OwnPictures,
        hidden: HiddenPictures,
        intake: Intake,
        avatar: OwnAvatar,
        settings: ServerSettings,
    ) -> None:
        self._jobs = jobs
        self._own = own
        self._hidden = hidden
        self._intake = intake
        self._avatar = avatar
        self._settings = settings
        # By server.
        self._busy = Busy()

    async def set(
        self,
        interaction: discord.Interaction,
        guild_id: int,
        picture: str,
        number: int,
        entry: Entry,
    ) -> None:
        """Make a picture the avatar; raises `UserError`.

        `picture` is the id of a job or the address of a message, and `number` counts the pictures
        of a set from 1.
        """
        with self._busy.claim(guild_id) as claimed:
            if not claimed:
                raise UserError("refused-busy")
            self._avatar.check(guild_id)
            job = await self._usable_job(interaction, guild_id, picture)
            outcome = await self._own.posted(interaction, job)
            if number > len(outcome.pictures):
                raise UserError("refused-picture-number", pictures=len(outcome.pictures))
            content = outcome.pictures[number - 1].content
            try:
                avatar = await avatar_image(content, member=interaction.user.id)
            except UnreadableError:
                raise UserError("refused-avatar-unreadable") from None
            # It may have been reported meanwhile.
            await self._check_hidden(job)
            await self._avatar.set(guild_id, avatar, _reason(interaction))
            await self._settings.note_change(entry)

    async def reset(self, interaction: discord.Interaction, guild_id: int, entry: Entry) -> None:
        """Give the server the avatar that the bot has everywhere; raises `UserError`."""
        with self._busy.claim(guild_id) as claimed:
            if not claimed:
                raise UserError("refused-busy")
            await self._avatar.set(guild_id, None, _reason(interaction))
            await self._settings.note_change(entry)

    async def _usable_job(
        self, interaction: discord.Interaction, guild_id: int, picture: str
    ) -> Job:
        """Return the job of a picture that everybody may see; raises `UserError`.

        The words are the same for a picture that is unknown and for one that is not for the member.
        """
        job = await self._named(guild_id, picture)
        if job is None or job.destination.guild_id != guild_id or not _may_see(interaction, job):
            raise UserError("refused-avatar-picture")
        await self._check_hidden(job)
        if job.destination.spoiler or _is_age_restricted(interaction, job):
            raise UserError("refused-avatar-veiled")
        source = Source(
            job.message_channel_id or 0,
            job.message_id or 0,
            job_id=job.id,
            owner_id=job.member_id,
        )
        # It is used as an edit would use it.
        await self._intake.check_edit(interaction, source, job.id)
        return job

    async def _named(self, guild_id: int, picture: str) -> Job | None:
        if link := _LINK.fullmatch(picture.strip()):
            if id_in(link["guild"], "") != guild_id:
                return None
            return await self._jobs.of_message(id_in(link["message"], ""))
        return await self._jobs.find(id_in(picture.strip(), ""))

    async def _check_hidden(self, job: Job) -> None:
        await self._hidden.check_usable(*([job.message_id] if job.message_id else []))


def _may_see(interaction: discord.Interaction, job: Job) -> bool:
    if job.state is not State.DONE or job.operation not in OPERATIONS:
        return False
    if job.member_id == interaction.user.id:
        return True
    is_private = job.destination.private or job.destination.private_thread
    is_alone = job.message_channel_id is None
    return not (is_private or is_alone) and sees_post(interaction, job)


def _is_age_restricted(interaction: discord.Interaction, job: Job) -> bool:
    """Return True unless the picture is known to be from a channel without an age restriction."""
    guild = interaction.guild
    places = (job.message_channel_id, job.destination.channel_id)
    # A thread that is closed is not known, but its channel is.
    known = (guild.get_channel_or_thread(place or 0) for place in places) if guild else ()
    channel = next((one for one in known if one is not None), None)
    is_nsfw = getattr(channel, "is_nsfw", None)
    return is_nsfw is None or bool(is_nsfw())


def _reason(interaction: discord.Interaction) -> str:
    """Return what the server's audit log at Discord says."""
    return f"/easel avatar by {interaction.user.name} ({interaction.user.id})"
