"""*Cancel* and *Give up*: the end of a job that waits or hangs."""

import discord

from bot.delivery.status_message import StatusMessage, status_message
from bot.errors import Reason, UserError
from bot.jobs.outcome import Cancelled, GivenUp
from bot.jobs.runner import JobRunner
from bot.storage.jobs import JobStore
from bot.storage.records import State
from bot.texts import Languages
from bot.ui.responses import acknowledge_press

_TOO_LATE = {
    State.CANCELLED: "refused-cancelled",
    State.DONE: "refused-cancel-done",
    State.FAILED: "refused-cancel-failed",
}


class RemovalService:
    """Ends jobs that their members no longer want."""

    def __init__(self, jobs: JobStore, runner: JobRunner, languages: Languages) -> None:
        self._jobs = jobs
        self._runner = runner
        self._languages = languages

    async def cancel(self, interaction: discord.Interaction, job_id: int) -> None:
        """Cancel a member's own job; raises `UserError` if it is too late."""
        await acknowledge_press(interaction)
        if (refusal := await self.try_to_cancel(interaction, job_id)) is not None:
            raise UserError(refusal.key)
        # The status of the job says so, too, but it may be another message than this one.
        await self._show_end(interaction, job_id, Cancelled())

    async def try_to_cancel(self, interaction: discord.Interaction, job_id: int) -> Reason | None:
        """Cancel a member's own job in this server; return the reason if it is too late."""
        if not await self._is_here(interaction, job_id):
            return Reason("refused-button")
        if await self._runner.cancel(job_id, interaction.user.id):
            return None
        return Reason(await self._why_not_cancelled(job_id, interaction.user.id))

    async def try_to_give_up(self, interaction: discord.Interaction, job_id: int) -> Reason | None:
        """Give up a member's own job in this server; return the reason if it is too late."""
        if not await self._is_here(interaction, job_id):
            return Reason("refused-button")
        try:
            await self._runner.give_up(job_id, interaction.user.id)
        except UserError as error:
            return error.reason
        return None

    async def _is_here(self, interaction: discord.Interaction, job_id: int) -> bool:
        """Return False for a job of another server."""
        job = await self._jobs.get(job_id)
        return job is None or job.destination.guild_id == interaction.guild_id

    async def _why_not_cancelled(self, job_id: int, member_id: int) -> str:
        """Return the key of the refusal: the job may have ended since the button was shown."""
        job = await self._jobs.find(job_id)
        if job is None or job.member_id != member_id:
            return "refused-cancel"
        return _TOO_LATE.get(job.state, "refused-cancel")

    async def give_up(self, interaction: discord.Interaction, job_id: int) -> None:
        """Give up a member's own job that hangs; raises `UserError` if it is too late."""
        await acknowledge_press(interaction)
        charged = await self._runner.give_up(job_id, interaction.user.id)
        await self._show_end(interaction, job_id, GivenUp(charged))

    async def _show_end(
        self, interaction: discord.Interaction, job_id: int, end: Cancelled | GivenUp
    ) -> None:
        """Put the end of a job in the place of the message with the button."""
        shown = await self.ended_message(interaction, job_id, end)
        await interaction.edit_original_response(
            content=shown.text, view=shown.view, attachments=shown.files()
        )

    async def ended_message(
        self, interaction: discord.Interaction, job_id: int, end: Cancelled | GivenUp
    ) -> StatusMessage:
        """Return the end of a job that was just ended by its member, with what they typed."""
        job = await self._jobs.find(job_id)
        if job is None:
            raise UserError("refused-purged")
        return status_message(self._languages.of(interaction.locale.value), job, end)
