"""`/easel words`: the words that requests in a server may not contain."""

import asyncio
import itertools

import discord
from discord import app_commands

from bot.common.markdown import escape_markdown
from bot.common.plain_text import clean_line
from bot.errors import UserError
from bot.policy import MAX_WORDS
from bot.policy.word_filter import found, normalised, spellings
from bot.ui.audit import audit_entry
from bot.ui.responses import answer
from cogs.easel.base import AdminCog
from cogs.easel.listing import answer_list

MAX_LETTERS = 100
MAX_TEXT = 6000
MAX_CHOICES = 25

Word = app_commands.Range[str, 1, MAX_LETTERS]


class Words(AdminCog):
    """List of words."""

    words = app_commands.Group(name="words", description="…")

    @words.command(name="add")
    @app_commands.describe(
        word="A word, a phrase or an emoji; it is never found inside other words"
    )
    async def words_add(self, interaction: discord.Interaction, word: Word) -> None:
        """Put a word on the list."""
        guild_id = await self._begin(interaction)
        listed = await self._settings.words.of(guild_id)
        word = await asyncio.to_thread(_addable, word, listed)
        await self._settings.words.add(word, audit_entry(interaction, "words add", word=word))
        count = len(listed) + 1
        text = self._texts(interaction).say("words-added", word=escape_markdown(word), count=count)
        await answer(interaction, text)

    @words.command(name="remove")
    @app_commands.describe(word="The word to take off the list")
    async def words_remove(self, interaction: discord.Interaction, word: Word) -> None:
        """Take a word off the list."""
        guild_id = await self._begin(interaction)
        listed = await self._settings.words.of(guild_id)
        same = await asyncio.to_thread(_listed_as, word, listed)
        word = same or word
        entry = audit_entry(interaction, "words remove", word=word)
        if not await self._settings.words.remove(word, entry):
            raise UserError("refused-words-unknown", word=word)
        count = len(listed) - 1
        text = self._texts(interaction).say(
            "words-removed", word=escape_markdown(word), count=count
        )
        await answer(interaction, text)

    @words_remove.autocomplete("word")
    async def _suggest(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        # Nobody would read an error here, and only those who manage the server may see the list.
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            return []
        listed = await self._settings.words.of(interaction.guild_id)
        fitting = await asyncio.to_thread(_fitting, current[:MAX_LETTERS], listed)
        return [
            app_commands.Choice(name=clean_line(word, MAX_LETTERS), value=word) for word in fitting
        ]

    @words.command(name="list")
    async def words_list(self, interaction: discord.Interaction) -> None:
        """Show the list."""
        listed = await self._settings.words.of(await self._begin(interaction))
        texts = self._texts(interaction)
        if not listed:
            await answer(interaction, texts.say("words-none"))
            return
        title = texts.say("words-title", count=len(listed))
        lines = [f"• {escape_markdown(word)}" for word in listed]
        plain = (clean_line(word, MAX_LETTERS) for word in listed)
        await answer_list(interaction, title, lines, "words.txt", plain)

    @words.command(name="test")
    @app_commands.describe(text="A prompt to try out")
    async def words_test(
        self, interaction: discord.Interaction, text: app_commands.Range[str, 1, MAX_TEXT]
    ) -> None:
        """Try a text against the list."""
        listed = await self._settings.words.of(await self._begin(interaction))
        texts, word = self._texts(interaction), await asyncio.to_thread(found, listed, text)
        if word is None:
            await answer(interaction, texts.say("words-pass"))
        else:
            await answer(interaction, texts.say("words-hit", word=escape_markdown(word)))


def _addable(word: str, listed: list[str]) -> str:
    """Return the word as it is listed; raises `UserError` where it cannot be."""
    word = " ".join(word.split())
    if not normalised(word):
        raise UserError("refused-words-nothing")
    if same := _listed_as(word, listed):
        raise UserError("refused-words-there", word=same)
    if len(listed) >= MAX_WORDS:
        raise UserError("refused-words-full", most=MAX_WORDS)
    return word


def _listed_as(word: str, listed: list[str]) -> str | None:
    """Return the word on the list that matches the same requests."""
    sought = normalised(word)
    same = (word for word, form in spellings(tuple(listed)).items() if form == sought)
    return word if word in listed else next(same, None)


def _fitting(typed: str, listed: list[str]) -> list[str]:
    """Return the first words on the list that contain what was typed."""
    sought = normalised(typed)
    fitting = (word for word, form in spellings(tuple(listed)).items() if sought in form)
    return [*itertools.islice(fitting, MAX_CHOICES)]
