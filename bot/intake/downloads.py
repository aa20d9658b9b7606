"""Downloads of members' uploads: from Discord's own hosts only, up to a number of bytes."""

import io
from typing import Protocol

import aiohttp
from yarl import URL

from bot.common.discord_hosts import FILE_HOSTS

_CHUNK = 64 * 1024


class UploadGoneError(Exception):
    """An upload that Discord no longer has, or does not send."""


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

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def fetch(self, url: str, max_bytes: int) -> bytes:
        """Fetch a file; raises the errors of this module."""
        address = _address(url)
        if address.scheme != "https" or address.host not in FILE_HOSTS:
            raise ForeignUploadError(address.host)
        try:
            # A redirect could lead anywhere.
            async with self._session.get(address, allow_redirects=False) as response:
                if response.status != 200:
                    raise UploadGoneError(f"status {response.status}")
                content = io.BytesIO()
                async for chunk in response.content.iter_chunked(_CHUNK):
                    content.write(chunk)
                    if content.tell() > max_bytes:
                        raise UploadTooLargeError
                # BytesIO hands over its own bytes, without a copy.
                return content.getvalue()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise UploadGoneError(type(error).__name__) from error


def _address(url: str) -> URL:
    try:
        return URL(url)
    except ValueError:
        raise ForeignUploadError("not an address") from None
