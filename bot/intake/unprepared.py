"""Requests before their preparation, as they are kept where even the place may be refused."""

import discord

from bot.intake.batching import batch_of
from bot.intake.image_plan import ImagePlan
from bot.intake.locating import requester_of, spender_of
from bot.intake.preparation import PreparedRequest
from bot.jobs.request import JobRequest
from bot.storage.records import Area, Destination, Source
from bot.ui.command_options import DisplayOptions
from providers.base import ImageRequest


def unprepared(
    interaction: discord.Interaction,
    request: ImageRequest,
    display: DisplayOptions,
    source: Source | None = None,
    plan: ImagePlan | None = None,
    area: Area | None = None,
) -> PreparedRequest:
    """Return the request of an interaction, for a place that nobody has checked."""
    plan = plan or ImagePlan.of_uploads(request)
    destination = Destination(
        channel_id=interaction.channel_id or 0,
        guild_id=interaction.guild_id,
        upload_limit=0,
        private=display.private,
        spoiler=plan.is_veiled if display.spoiler is None else display.spoiler,
        token=interaction.token,
    )
    spender = spender_of(requester_of(interaction.user), interaction.guild_id)
    batch = batch_of(display, request.prompt)
    asked = JobRequest(
        *(interaction.id, spender, destination, request, source), batch=batch, area=area
    )
    return PreparedRequest(asked, plan, None, shape=display.shape, style=display.style)


def unprepared_message(
    message: discord.Message, request: ImageRequest, source: Source, *, spoiler: bool
) -> PreparedRequest:
    """Return the request of a message, for a place that nobody has checked."""
    guild_id = message.guild.id if message.guild else None
    plan = ImagePlan.of_uploads(request)
    veiled = spoiler or plan.is_veiled
    destination = Destination(message.channel.id, guild_id, upload_limit=0, spoiler=veiled)
    spender = spender_of(requester_of(message.author), guild_id)
    asked = JobRequest(message.id, spender, destination, request, source)
    return PreparedRequest(asked, plan, None)
