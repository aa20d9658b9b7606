"""*Delete*, *Cancel* and *Give up*: a post is removed, or a job that waits or hangs."""

import discord

from bot.delivery.status_message import StatusMessage, status_message
from bot.errors import UserError
from bot.jobs.outcome import Cancelled, GivenUp
from bot.jobs.runner import JobRunner
from bot.posts.deletion import delete_message
from bot.storage.jobs import JobStore
from bot.storage.records import State
from bot.texts import Languages
from bot.ui.messages import job_of, owner_of, pressed_on
from bot.ui.responses import acknowledge, acknowledge_press, answer

_TOO_LATE = {
    State.CANCELLED: "refused-cancelled",
    State.DONE: "refused-cancel-done",
    State.FAILED: "refused-cancel-failed",
}


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
        result = "deleted" if await delete_message(message) else "gone"
        await answer(interaction, self._languages.of(interaction.locale.value).say(result))

    async def cancel(self, interaction: discord.Interaction, job_id: int) -> None:
        """Cancel a member's own job; raises `UserError` if it is too late."""
        await acknowledge_press(interaction)
        if (refusal := await self.try_to_cancel(interaction, job_id)) is not None:
            raise UserError(refusal)
        # The status of the job says so, too, but it may be another message than this one.
        await self._show_end(interaction, job_id, Cancelled())

    async def try_to_cancel(self, interaction: discord.Interaction, job_id: int) -> str | None:
        """Cancel a member's own job; return the key of the refusal if it is too late.

        Raises `UserError` for a job of another server.
        """
        job = await self._jobs.get(job_id)
        if job is not None and job.destination.guild_id != interaction.guild_id:
            raise UserError("refused-button")
        if await self._runner.cancel(job_id, interaction.user.id):
            return None
        return await self._why_not_cancelled(job_id, interaction.user.id)

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
