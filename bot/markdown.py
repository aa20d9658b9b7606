"""Words of others in a message: to be read, with no effect."""

import discord


def inert(text: str) -> str:
    """The text with no Markdown, mention, timestamp or link behind other words in effect."""
    escaped = discord.utils.escape_markdown(text)
    # discord.py escapes the first of several links with words only, and nothing in angle brackets.
    return escaped.replace("](", "]\\(").replace("<", "\\<")
