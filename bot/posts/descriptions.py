"""*Details*, and the menu that describes a picture: how it was made, and the command for it."""

import discord

from bot.errors import UserError
from bot.posts.details import command_file, details_text
from bot.posts.lineage import ancestors
from bot.posts.pressed import pressed_job
from bot.storage.jobs import JobStore
from bot.storage.records import Job
from bot.texts import Languages
from bot.ui.messages import job_of
from bot.ui.responses import AnswerFile, acknowledge, answer
from providers.registry import OPERATIONS

_COMMAND_FILE = "command.txt"


class DescriptionService:
    """Describes pictures privately; prices are for those who may manage the server."""

    def __init__(self, jobs: JobStore, languages: Languages) -> None:
        self._jobs = jobs
        self._languages = languages

    async def details(self, interaction: discord.Interaction, job_id: int) -> None:
        """Describe the job of a button; raises `UserError` if it is not known."""
        await acknowledge(interaction)
        await self._describe(interaction, await pressed_job(self._jobs, interaction, job_id))

    async def describe(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Describe the pictures of a message; raises `UserError` if nothing is known of them."""
        await acknowledge(interaction)
        job = await self._jobs.of_message(message.id)
        if job is None:
            # Our buttons stay longer than our data about their pictures.
            is_ours = job_of(message) is not None
            raise UserError("refused-purged" if is_ours else "refused-not-mine")
        await self._describe(interaction, job)

    async def _describe(self, interaction: discord.Interaction, job: Job) -> None:
        kind = OPERATIONS.get(job.operation)
        text = details_text(
            self._languages.of(interaction.locale.value),
            job,
            await ancestors(self._jobs, job),
            kind.title if kind else job.operation,
            inputs=await self._jobs.input_names(job.id),
            prices=interaction.permissions.manage_guild,
        )
        command = command_file(text, job)
        file = None if command is None else AnswerFile(_COMMAND_FILE, command)
        await answer(interaction, text, file=file)
