"""*Details*, and the menu that describes a picture: how it was made, and the command for it."""

import discord

from bot.errors import UserError
from bot.policy.hidden_pictures import HiddenPictures
from bot.posts.copies import CopyFinder
from bot.posts.details import command_file, details_text
from bot.posts.job_lines import job_title
from bot.posts.lineage import ancestors
from bot.posts.pressed import pressed_job
from bot.posts.seen_posts import sees_post
from bot.storage.jobs import JobStore
from bot.storage.records import Job, Posted
from bot.texts import Languages
from bot.ui.components import default_view
from bot.ui.links import job_link
from bot.ui.messages import job_of
from bot.ui.permissions import is_moderator
from bot.ui.responses import AnswerFile, acknowledge, answer
from providers.registry import OPERATIONS

_COMMAND_FILE = "command.txt"


class DescriptionService:
    """Describes pictures privately; prices are for those who may manage the server."""

    def __init__(
        self, jobs: JobStore, hidden: HiddenPictures, copies: CopyFinder, languages: Languages
    ) -> None:
        self._jobs = jobs
        self._hidden = hidden
        self._copies = copies
        self._languages = languages

    async def details(self, interaction: discord.Interaction, job_id: int) -> None:
        """Describe the job of a button; raises `UserError` if it is not known."""
        await acknowledge(interaction)
        job = await pressed_job(self._jobs, self._hidden, interaction, job_id)
        await self._describe(interaction, job)

    async def describe(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Describe the pictures of a message, or what they are copies of; raises `UserError`."""
        await acknowledge(interaction)
        job = await self._jobs.of_message(message.id)
        if job is not None:
            moderator = is_moderator(interaction)
            await self._hidden.check_described(job, message.id, is_moderator=moderator)
            await self._describe(interaction, job)
        elif job_of(message) is not None:
            # Our buttons stay longer than our data about their pictures.
            raise UserError("refused-purged")
        else:
            job = await self._copies.find(interaction, message)
            await self._describe(interaction, job, copy_of=_link(job))

    async def _describe(
        self, interaction: discord.Interaction, job: Job, copy_of: str = ""
    ) -> None:
        kind = OPERATIONS.get(job.operation)
        texts = self._languages.of(interaction.locale.value)
        chain = await ancestors(self._jobs, job)
        hidden = set() if is_moderator(interaction) else await self._hidden.among(chain)
        text = details_text(
            texts,
            job,
            chain,
            job_title(job),
            inputs=await self._jobs.input_names(job.id),
            hidden=hidden,
            unseen={one.id for one in chain if not sees_post(interaction, one)},
            copy_of=copy_of,
            prices=interaction.permissions.manage_guild,
        )
        command = command_file(text, job)
        file = None if command is None else AnswerFile(_COMMAND_FILE, command)
        # A press on the button is only taken in the channel of the post.
        has_button = kind is not None and not copy_of
        view = default_view(texts, job.id) if has_button else None
        await answer(interaction, text, view, file=file)


def _link(job: Job) -> str:
    """Return the address of a job's post, empty for a private answer."""
    if job.message_channel_id is None or job.message_id is None:
        return ""
    posted = Posted(job.message_channel_id, job.message_id, job.pictures)
    return job_link(job.destination, posted)
