"""`/easel words`: what requests in a server may not contain."""

import asyncio
import itertools

import discord
from discord import app_commands

from bot.common.markdown import escape_markdown
from bot.common.plain_text import clean_line
from bot.errors import UserError
from bot.policy.word_filter import found, normalised, spellings
from bot.ui.responses import answer
from cogs.easel.base import AdminCog, change
from cogs.easel.listing import answer_list

_MOST_WORDS = 500
_MOST_LETTERS = 100
_MOST_TEXT = 6000
_MOST_CHOICES = 25

Word = app_commands.Range[str, 1, _MOST_LETTERS]


class Words(AdminCog):
    """The list of words."""

    words = app_commands.Group(name="words", description="…")

    @words.command(name="add")
    @app_commands.describe(word="A word, a phrase or an emoji; it is never found inside of words")
    async def words_add(self, interaction: discord.Interaction, word: Word) -> None:
        """Put a word on the list."""
        guild_id = await self._begin(interaction)
        listed = await self._services.words.of(guild_id)
        word = await asyncio.to_thread(_addable, word, listed)
        entry = change(interaction, "words add", word=word)
        await self._services.words.add(word, entry)
        self._noted(entry)
        said = self._texts(interaction).say(
            "words-added", word=escape_markdown(word), count=len(listed) + 1
        )
        await answer(interaction, said)

    @words.command(name="remove")
    @app_commands.describe(word="The word to take off the list")
    async def words_remove(self, interaction: discord.Interaction, word: Word) -> None:
        """Take a word off the list."""
        guild_id = await self._begin(interaction)
        listed = await self._services.words.of(guild_id)
        same = await asyncio.to_thread(_listed_as, word, listed)
        word = same or word
        entry = change(interaction, "words remove", word=word)
        if not await self._services.words.remove(word, entry):
            raise UserError("refused-words-unknown", word=word)
        self._noted(entry)
        count = len(listed) - 1
        said = self._texts(interaction).say(
            "words-removed", word=escape_markdown(word), count=count
        )
        await answer(interaction, said)

    @words_remove.autocomplete("word")
    async def _suggest(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        # An error would be nobody's to read here, and the list is for those who manage the server.
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            return []
        listed = await self._services.words.of(interaction.guild_id)
        fitting = await asyncio.to_thread(_fitting, current[:_MOST_LETTERS], listed)
        return [
            app_commands.Choice(name=clean_line(word, _MOST_LETTERS), value=word)
            for word in fitting
        ]

    @words.command(name="list")
    async def words_list(self, interaction: discord.Interaction) -> None:
        """Show the list."""
        listed = await self._services.words.of(await self._begin(interaction))
        texts = self._texts(interaction)
        if not listed:
            await answer(interaction, texts.say("words-none"))
            return
        title = texts.say("words-title", count=len(listed))
        lines = [f"• {escape_markdown(word)}" for word in listed]
        await answer_list(interaction, title, lines, "words.txt", listed)

    @words.command(name="test")
    @app_commands.describe(text="What a member might ask for")
    async def words_test(
        self, interaction: discord.Interaction, text: app_commands.Range[str, 1, _MOST_TEXT]
    ) -> None:
        """Say what the list makes of a text."""
        listed = await self._services.words.of(await self._begin(interaction))
        texts, word = self._texts(interaction), await asyncio.to_thread(found, listed, text)
        if word is None:
            await answer(interaction, texts.say("words-pass"))
        else:
            await answer(interaction, texts.say("words-hit", word=escape_markdown(word)))


def _addable(word: str, listed: list[str]) -> str:
    """The word as it is to be listed; raises `UserError` where it cannot be."""
    word = " ".join(word.split())
    if not normalised(word):
        raise UserError("refused-words-nothing")
    if same := _listed_as(word, listed):
        raise UserError("refused-words-there", word=same)
    if len(listed) >= _MOST_WORDS:
        raise UserError("refused-words-full", most=_MOST_WORDS)
    return word


def _listed_as(word: str, listed: list[str]) -> str | None:
    """What is on the list and finds the same."""
    sought = normalised(word)
    same = (one for one, form in spellings(tuple(listed)).items() if form == sought)
    return word if word in listed else next(same, None)


def _fitting(typed: str, listed: list[str]) -> list[str]:
    """The first words on the list that have what was typed in them."""
    sought = normalised(typed)
    fitting = (one for one, form in spellings(tuple(listed)).items() if sought in form)
    return [*itertools.islice(fitting, _MOST_CHOICES)]
