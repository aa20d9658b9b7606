"""The job that a pressed button names, and the message of its source."""

import discord

from bot.errors import UserError
from bot.storage.jobs import JobStore
from bot.storage.records import Job, Source
from providers.base import ImageRequest
from providers.registry import OPERATIONS


async def pressed_job(jobs: JobStore, interaction: discord.Interaction, job_id: int) -> Job:
    """Return the job of a button; raises `UserError` if it is unknown, or another member's."""
    job = await jobs.find(job_id)
    if job is None or job.operation not in OPERATIONS:
        raise UserError("refused-purged")
    if job.destination.private and job.member_id != interaction.user.id:
        # Nobody else was ever shown its buttons.
        raise UserError("refused-button")
    return job


def request_of(job: Job) -> ImageRequest:
    """Return the request of a job whose operation is known."""
    return OPERATIONS[job.operation].from_chosen(job.request)


async def source_message(interaction: discord.Interaction, source: Source) -> discord.Message:
    """Fetch the message of a source; raises `discord.HTTPException` if it is not visible."""
    channel = interaction.client.get_partial_messageable(source.channel_id)
    return await channel.fetch_message(source.message_id)
