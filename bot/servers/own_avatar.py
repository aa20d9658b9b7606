"""The bot's own picture in a server, as Discord sets it: seldom, and for this server alone."""

import base64
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import discord

from bot.common.clock import Clock, unix_seconds
from bot.errors import UserError
from bot.ui.transient_errors import TRANSIENT, describe, is_transient
from providers.signature import Format, sniff

log = logging.getLogger(__name__)

SetAvatar = Callable[[int, str | None, str], Awaitable[None]]
"""Sets the avatar in a server to a data URI, or resets it, for a reason."""

# What Discord says of an account that has changed its picture too often, beside 429.
_TOO_FAST = "AVATAR_RATE_LIMIT"
USUAL_PAUSE = timedelta(minutes=10)
"""The pause that is named where Discord names none."""


class OwnAvatar:
    """Changes of the bot's avatar, one server's at a time as Discord allows."""

    def __init__(self, set_avatar: SetAvatar, clock: Clock) -> None:
        self._set_avatar = set_avatar
        self._clock = clock
        # By server: when Discord takes the next change.
        self._free_at: dict[int, datetime] = {}

    def check(self, guild_id: int) -> None:
        """Raise `UserError` while Discord is known to take no change."""
        free_at = self._free_at.get(guild_id)
        if free_at is None:
            return
        # Further ahead than any pause it was noted before the clock was set back.
        if self._clock() >= free_at or free_at - self._clock() > timedelta(days=1):
            del self._free_at[guild_id]
            return
        raise UserError("refused-avatar-soon", at=unix_seconds(free_at))

    async def set(self, guild_id: int, content: bytes | None, reason: str) -> None:
        """Set the avatar, or with None reset it; raises `UserError` if Discord does not take it."""
        self.check(guild_id)
        try:
            avatar = None if content is None else data_uri(content)
            await self._set_avatar(guild_id, avatar, reason)
        except discord.RateLimited as error:
            raise self._too_soon(guild_id, timedelta(seconds=error.retry_after)) from error
        except discord.HTTPException as error:
            if _TOO_FAST in error.text:
                raise self._too_soon(guild_id, USUAL_PAUSE) from error
            log.warning("server %s: its avatar is not set: %s", guild_id, describe(error))
            key = "refused-avatar-unsure" if is_transient(error) else "refused-avatar-discord"
            raise UserError(key) from error
        except TRANSIENT as error:
            log.warning("server %s: its avatar is perhaps not set: %s", guild_id, describe(error))
            raise UserError("refused-avatar-unsure") from error

    def _too_soon(self, guild_id: int, pause: timedelta) -> UserError:
        # A whole second later, since the moment is shown without fractions.
        free_at = self._clock() + min(pause, timedelta(hours=23)) + timedelta(seconds=1)
        self._free_at[guild_id] = free_at
        log.info("server %s: Discord takes another avatar at %s", guild_id, free_at)
        return UserError("refused-avatar-soon", at=unix_seconds(free_at))


def data_uri(content: bytes) -> str:
    """Return a PNG or JPEG as Discord takes it."""
    kind = "png" if sniff(content) is Format.PNG else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
