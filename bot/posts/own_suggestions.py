"""Suggestions while a member types an option about their own pictures."""

import discord
from discord import app_commands

from bot.common.plain_text import clean_line
from bot.posts.book_view import MAX_WORDS
from bot.posts.job_lines import job_title
from bot.posts.thumbnails import fits_age
from bot.storage.database import StorageError
from bot.storage.picture_book import BookSearch, PictureBookStore
from bot.storage.records import Job
from bot.ui.discord_limits import MAX_CHOICES
from bot.ui.model_choices import model_choices
from providers.registry import OPERATIONS

Choices = list[app_commands.Choice[str]]
_MAX_NAME = 100
_SEPARATOR = " · "


class OwnSuggestions:
    """Suggestions from the newest jobs of the member who types."""

    def __init__(self, book: PictureBookStore) -> None:
        self._book = book

    async def pictures(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Return the newest finished pictures whose prompts have the words, by their ids."""
        found = await self._found(interaction, typed, finished=True)
        return [
            app_commands.Choice(name=_name(job), value=str(job.id))
            for job in found
            if fits_age(interaction, job)
        ]

    async def words(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Return the beginnings of the newest prompts that have the words."""
        found = await self._found(interaction, typed, finished=False)
        beginnings = dict.fromkeys(_beginning(job) for job in found)
        return [app_commands.Choice(name=one, value=one) for one in beginnings if one]

    def models(self, typed: str) -> Choices:
        """Return the models that fit what is typed."""
        titles = {kind.family: kind.title for kind in reversed([*OPERATIONS.values()])}
        return model_choices(titles, typed)

    async def _found(
        self, interaction: discord.Interaction, typed: str, *, finished: bool
    ) -> list[Job]:
        search = BookSearch(
            interaction.guild_id,
            interaction.user.id,
            words=(*clean_line(typed, _MAX_NAME).split(),),
            finished=finished,
        )
        try:
            return await self._book.older(search, MAX_CHOICES)
        except StorageError:
            # Suggestions have no words to answer with.
            return []


def _name(job: Job) -> str:
    facts = f"{_SEPARATOR}{job_title(job)}{_SEPARATOR}{job.created_at:%Y-%m-%d}"
    return clean_line(str(job.request.get("prompt", "")), _MAX_NAME - len(facts)) + facts


def _beginning(job: Job) -> str:
    """Return the first whole words of a prompt, as many as a search takes."""
    prompt = clean_line(str(job.request.get("prompt", "")), 10 * MAX_WORDS)
    if len(prompt) <= MAX_WORDS:
        return prompt
    return prompt[: MAX_WORDS + 1].rpartition(" ")[0] or prompt[:MAX_WORDS]
