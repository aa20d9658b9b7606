"""The job that a pressed button names, and the message of its source."""

import discord

from bot.errors import UserError
from bot.policy.hidden_pictures import HiddenPictures
from bot.storage.jobs import JobStore
from bot.storage.records import Destination, Job, Source, State
from bot.ui.messages import is_about, pressed_on
from bot.ui.permissions import is_moderator
from providers.base import ImageRequest
from providers.registry import OPERATIONS
from providers.styles import PromptStyle


async def pressed_job(
    jobs: JobStore,
    hidden: HiddenPictures,
    interaction: discord.Interaction,
    job_id: int,
    *,
    beside: bool = False,
) -> Job:
    """Return the job of a button under its own pictures.

    The number of a custom id proves nothing: the row has to be that of this message, in this
    server. A component `beside` the post is in a private answer, in the channel of the post. Raises
    `UserError` if the job is unknown, if it is not that of the message, or if its pictures are
    hidden from the member.
    """
    job = await jobs.find(job_id)
    if job is None or job.operation not in OPERATIONS:
        raise UserError("refused-purged")
    is_its_own = _belongs(interaction, job, beside=beside)
    if not is_its_own and not await _shows_again(jobs, interaction, job, beside=beside):
        raise UserError("refused-button")
    shown = pressed_on(interaction).id
    await hidden.check_described(job, shown, is_moderator=is_moderator(interaction))
    return job


def _belongs(interaction: discord.Interaction, job: Job, *, beside: bool) -> bool:
    destination, guild_id = job.destination, interaction.guild_id
    shown_alone = job.message_id is not None and job.message_channel_id is None
    if destination.private or shown_alone or guild_id is None:
        # In a private answer or a direct message, which no other member ever saw.
        in_place = guild_id in (destination.guild_id, None)
        return in_place and job.member_id == interaction.user.id
    if guild_id != destination.guild_id:
        return False
    if job.message_id is None:
        # Posted a moment ago: the row does not name the message yet, but all its buttons do.
        is_about_it = is_about(pressed_on(interaction), job.id)
        return is_about_it and interaction.channel_id in _places(destination)
    if beside:
        return interaction.channel_id == job.message_channel_id
    return job.message_id == pressed_on(interaction).id


async def _shows_again(
    jobs: JobStore, interaction: discord.Interaction, job: Job, *, beside: bool
) -> bool:
    """Return True for pictures that are shown once more: to their member alone, or in a channel."""
    if job.state is not State.DONE or interaction.guild_id != job.destination.guild_id:
        return False
    message = pressed_on(interaction)
    if message.flags.ephemeral and job.member_id == interaction.user.id:
        return True
    shown = None if beside else message.id
    return await jobs.is_posted_in(job.id, interaction.channel_id or 0, shown)


def _places(destination: Destination) -> tuple[int | None, ...]:
    """Return the channels and threads where others may see the answer to a request."""
    if destination.private_thread:
        return (destination.asked_in,)
    return destination.channel_id, destination.thread_of


def request_of(job: Job) -> ImageRequest:
    """Return the request of a job whose operation is known."""
    request = OPERATIONS[job.operation].from_chosen(job.request)
    if job.batch is not None or job.area is not None:
        # The row has what the first of its tasks was asked for, and the words of an area.
        request = request.with_values(prompt=job.prompt)
    if job.style is None:
        return request
    return request.with_values(prompt=job.prompt).with_style(PromptStyle(**job.style))


async def is_public_source(jobs: JobStore, source: Source) -> bool:
    """Return True if the picture that an edit began with is in a message that others saw."""
    if not source.channel_id:
        # The member's own upload.
        return False
    if source.job_id is None:
        return True
    made_by = await jobs.find(source.job_id)
    return made_by is not None and made_by.message_channel_id is not None


async def source_message(interaction: discord.Interaction, source: Source) -> discord.Message:
    """Fetch the message of a source; raises `discord.HTTPException` if it is not visible."""
    channel = interaction.client.get_partial_messageable(source.channel_id)
    return await channel.fetch_message(source.message_id)
