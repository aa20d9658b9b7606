"""Failures of Discord and of the network that may pass by themselves."""

import aiohttp
import discord

TRANSIENT = (aiohttp.ClientError, OSError, TimeoutError, discord.RateLimited)
"""Errors that are worth another try, besides the answers that `is_transient` names."""


def is_transient(error: discord.HTTPException) -> bool:
    """Return True if the same request may succeed later."""
    return error.status == 429 or error.status >= 500


def describe(error: BaseException) -> str:
    """Return the kind and the first line of an error, for the log."""
    first_line = str(error).partition("\n")[0]
    if isinstance(error, discord.HTTPException) and error.text.lstrip().startswith("<"):
        # The page of whatever stands before Discord says no more.
        first_line = f"{error.status} {error.response.reason}"
    return f"{type(error).__name__}: {first_line}" if first_line else type(error).__name__
