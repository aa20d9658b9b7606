"""A private answer of any length: as many messages as it takes, parted between its lines."""

from collections.abc import Iterable, Iterator

import discord

from bot.ui.discord_limits import MAX_CONTENT
from bot.ui.responses import answer


async def answer_lines(interaction: discord.Interaction, lines: Iterable[str]) -> None:
    """Fill in a deferred answer."""
    first, *others = pages(lines)
    await answer(interaction, first)
    for page in others:
        await interaction.followup.send(page, ephemeral=True)


def pages(lines: Iterable[str], most: int = MAX_CONTENT) -> Iterator[str]:
    """Join lines of at most `most` characters to texts that are no longer either."""
    page = ""
    for line in lines:
        if page and len(page) + 1 + len(line) > most:
            yield page
            page = line
        else:
            page = f"{page}\n{line}" if page else line
    yield page
