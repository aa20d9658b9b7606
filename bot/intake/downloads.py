"""Downloads of members' uploads: from Discord's own hosts only, up to a number of bytes."""

import asyncio
import io
import logging
from collections.abc import Sequence
from typing import Protocol

import aiohttp
from yarl import URL

from bot.common.discord_hosts import FILE_HOSTS

log = logging.getLogger(__name__)

_CHUNK = 64 * 1024


PAUSES = (0.3, 1.0)
"""Seconds between the tries of a download: a hiccup of the host passes within seconds."""
_PASSING = frozenset({408, 429, *range(500, 600)})


class UploadGoneError(Exception):
    """An upload that Discord no longer has, or does not send."""


class _HiccupError(UploadGoneError):
    """A failure that may pass by itself."""


class UploadTooLargeError(Exception):
    """An upload with more bytes than allowed."""


class ForeignUploadError(Exception):
    """An address that is not on Discord's hosts."""


class AttachmentDownloader(Protocol):
    """Access to members' uploads."""

    async def fetch(self, url: str, max_bytes: int) -> bytes:
        """Fetch a file; raises the errors of this module."""


class DiscordDownloader:
    """Access to uploads on Discord's file hosts."""

    def __init__(self, session: aiohttp.ClientSession, pauses: Sequence[float] = PAUSES) -> None:
        self._session = session
        self._pauses = pauses

    async def fetch(self, url: str, max_bytes: int) -> bytes:
        """Fetch a file, after a hiccup once more; raises the errors of this module."""
        for pause in self._pauses:
            try:
                return await self._fetch(url, max_bytes)
            except _HiccupError as error:
                log.info("an upload is fetched again: %s", error)
                await asyncio.sleep(pause)
        return await self._fetch(url, max_bytes)

    async def _fetch(self, url: str, max_bytes: int) -> bytes:
        address = _address(url)
        if address.scheme != "https" or address.host not in FILE_HOSTS:
            raise ForeignUploadError(address.host)
        try:
            # A redirect could lead anywhere.
            async with self._session.get(address, allow_redirects=False) as response:
                if response.status in _PASSING:
                    raise _HiccupError(f"status {response.status}")
                if response.status != 200:
                    raise UploadGoneError(f"status {response.status}")
                content = io.BytesIO()
                async for chunk in response.content.iter_chunked(_CHUNK):
                    content.write(chunk)
                    if content.tell() > max_bytes:
                        raise UploadTooLargeError
                # BytesIO hands over its own bytes, without a copy.
                return content.getvalue()
        except TimeoutError as error:
            # The member has waited for long enough.
            raise UploadGoneError(type(error).__name__) from error
        except aiohttp.ClientError as error:
            raise _HiccupError(type(error).__name__) from error


def _address(url: str) -> URL:
    try:
        return URL(url)
    except ValueError:
        raise ForeignUploadError("not an address") from None
