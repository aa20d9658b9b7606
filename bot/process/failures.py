"""Ends of `easel run`: one line for a person, and the exit status."""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from bot.gateway.final_closes import FINAL_CLOSES
from bot.operator.ownership import OtherApplicationError
from bot.settings import FAILED, MISCONFIGURED
from bot.storage.database import StorageError
from bot.ui.command_sync import NoSuchServerError


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
        raise Ended(FINAL_CLOSES[4014], MISCONFIGURED) from None
    except discord.ConnectionClosed as error:
        raise _closed(error) from None
    except NoSuchServerError as error:
        raise Ended(str(error), MISCONFIGURED) from None
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        line = f"Discord cannot be reached: {type(error).__name__}: {error}"
        raise Ended(line.splitlines()[0]) from None


def _closed(error: discord.ConnectionClosed) -> Ended:
    if error.code in FINAL_CLOSES:
        return Ended(FINAL_CLOSES[error.code], MISCONFIGURED)
    return Ended(f"Discord has closed the connection: {error}")
