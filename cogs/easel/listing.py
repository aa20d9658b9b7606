"""A list of any length as an answer."""

import io
from collections.abc import Iterable

import discord

from bot.ui.discord_limits import MAX_CONTENT
from bot.ui.responses import answer


async def answer_list(
    interaction: discord.Interaction,
    title: str,
    lines: Iterable[str],
    file_name: str,
    file_lines: Iterable[str],
) -> None:
    """Fill in a deferred answer: the lines below the title, or a file where they are too many."""
    text = "\n".join([title, *lines])
    if len(text) <= MAX_CONTENT:
        await answer(interaction, text)
        return
    content = "".join(f"{line}\n" for line in file_lines).encode()
    file = discord.File(io.BytesIO(content), file_name)
    await interaction.edit_original_response(content=title, attachments=[file])
