"""Posts that a member may read, by the channel where they are."""

import discord

from bot.storage.records import Job


def sees_post(interaction: discord.Interaction, job: Job) -> bool:
    """Return True if the member may read where the pictures of a job were posted.

    A private thread is seen from within it alone.
    """
    guild, member = interaction.guild, interaction.user
    if guild is None or not isinstance(member, discord.Member):
        return False
    if job.message_channel_id == interaction.channel_id:
        return True
    if job.destination.private_thread:
        return False
    # A thread that was archived is not known; its channel decides who sees it.
    found = guild.get_channel_or_thread(job.message_channel_id or 0)
    channel = found or guild.get_channel_or_thread(job.destination.channel_id)
    if channel is None or (isinstance(channel, discord.Thread) and channel.is_private()):
        return False
    allowed = channel.permissions_for(member)
    return allowed.view_channel and allowed.read_message_history
