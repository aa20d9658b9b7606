"""Ends of `easel run`: one line for a person, and the exit status."""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from bot.operator.ownership import OtherApplicationError
from bot.settings import FAILED, MISCONFIGURED
from bot.storage.database import StorageError
from bot.ui.command_sync import NoSuchServerError

# Close codes of the gateway after which no other session is to be opened (docs/discord.md).
_CLOSED = {
    4004: "EASEL_DISCORD_TOKEN: Discord no longer accepts this token; copy it again (README)",
    4010: "EASEL_SHARDS: Discord refuses the shard that this process asked for",
    4011: "EASEL_SHARDS: the bot is in more servers than so few shards may have; leave it empty, "
    "or raise the number after the slash in every process",
    4012: "Discord no longer serves this version of its gateway: update Easel",
    4013: "Discord refuses an intent that does not exist: update Easel",
    4014: "Discord refuses an intent: allow it in the developer portal (README)",
}


class Ended(Exception):  # noqa: N818 - it also ends what went well
    """The end of the process: its exit status, and the line that says why."""

    def __init__(self, line: str, status: int = FAILED) -> None:
        super().__init__(line)
        self.line, self.status = line, status


@contextmanager
def explained() -> Iterator[None]:
    """Turn each known failure of the body into `Ended`."""
    try:
        yield
    except StorageError as error:
        status = FAILED if error.passes else MISCONFIGURED
        line = f"EASEL_DATABASE_URL: the database cannot be used: {error}"
        raise Ended(line, status) from None
    except OtherApplicationError as error:
        raise Ended(str(error), MISCONFIGURED) from None
    except discord.LoginFailure:
        line = "EASEL_DISCORD_TOKEN: Discord refuses this token; copy it again (README)"
        raise Ended(line, MISCONFIGURED) from None
    except discord.PrivilegedIntentsRequired:
        raise Ended(_CLOSED[4014], MISCONFIGURED) from None
    except discord.ConnectionClosed as error:
        raise _closed(error) from None
    except NoSuchServerError as error:
        raise Ended(str(error), MISCONFIGURED) from None
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        line = f"Discord cannot be reached: {type(error).__name__}: {error}"
        raise Ended(line.splitlines()[0]) from None


def _closed(error: discord.ConnectionClosed) -> Ended:
    if error.code in _CLOSED:
        return Ended(_CLOSED[error.code], MISCONFIGURED)
    return Ended(f"Discord has closed the connection: {error}")
