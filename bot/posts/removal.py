"""*Delete*, *Cancel* and *Give up*: a post is removed, or a job that waits or hangs."""

import discord

from bot.delivery.captions import given_up_text
from bot.errors import UserError
from bot.jobs.runner import JobRunner
from bot.storage.jobs import JobStore
from bot.storage.records import State
from bot.texts import Languages
from bot.ui.messages import job_of, owner_of, pressed_on
from bot.ui.responses import acknowledge, acknowledge_press, answer


class RemovalService:
    """Removes what members asked for."""

    def __init__(self, jobs: JobStore, runner: JobRunner, languages: Languages) -> None:
        self._jobs = jobs
        self._runner = runner
        self._languages = languages

    async def delete(self, interaction: discord.Interaction, job_id: int) -> None:
        """Delete a post; raises `UserError` unless the member asked for it, or is a moderator."""
        message = pressed_on(interaction)
        if job_of(message) != job_id:
            raise UserError("refused-button")
        await acknowledge(interaction)
        job = await self._jobs.find(job_id)
        if job is not None and job.message_id not in (message.id, None):
            # The number of a custom id proves nothing: this is another message.
            raise UserError("refused-button")
        is_owner = owner_of(message, job) == interaction.user.id
        in_server = interaction.guild_id is not None
        is_moderator = in_server and interaction.permissions.manage_messages
        # Direct messages are for the one member who asked.
        if not (is_owner or is_moderator or not in_server):
            raise UserError("refused-delete")
        try:
            await message.delete()
        except discord.NotFound:
            result = "gone"
        else:
            result = "deleted"
        await answer(interaction, self._languages.of(interaction.locale.value).say(result))

    async def cancel(self, interaction: discord.Interaction, job_id: int) -> None:
        """Cancel a member's own job; raises `UserError` if it is too late."""
        await acknowledge_press(interaction)
        job = await self._jobs.get(job_id)
        if job is not None and job.destination.guild_id != interaction.guild_id:
            raise UserError("refused-button")
        if not await self._runner.cancel(job_id, interaction.user.id):
            raise UserError(await self._why_not_cancelled(job_id, interaction.user.id))
        # The status of the job says so, too, but it may be another message than this one.
        text = self._languages.of(interaction.locale.value).say("status-cancelled")
        await interaction.edit_original_response(content=text, view=None)

    async def _why_not_cancelled(self, job_id: int, member_id: int) -> str:
        """Return the key of the refusal: another press may have cancelled the job before."""
        job = await self._jobs.find(job_id)
        if job and job.member_id == member_id and job.state is State.CANCELLED:
            return "refused-cancelled"
        return "refused-cancel"

    async def give_up(self, interaction: discord.Interaction, job_id: int) -> None:
        """Give up a member's own job that hangs; raises `UserError` if it is too late."""
        await acknowledge_press(interaction)
        charged = await self._runner.give_up(job_id, interaction.user.id)
        text = given_up_text(self._languages.of(interaction.locale.value), charged)
        await interaction.edit_original_response(content=text, view=None)
