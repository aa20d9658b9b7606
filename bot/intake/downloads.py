"""Fetching what members uploaded to Discord: from Discord's own hosts, up to a number of bytes."""

import io
from typing import Protocol

import aiohttp
from yarl import URL

HOSTS = frozenset({"cdn.discordapp.com", "media.discordapp.net"})
_CHUNK = 64 * 1024


class UploadGoneError(Exception):
    """Discord does not have it any more, or does not answer."""


class UploadTooLargeError(Exception):
    """More bytes than allowed."""


class ForeignUploadError(Exception):
    """Not a file on Discord's hosts."""


class AttachmentDownloader(Protocol):
    """Where uploads are read from."""

    async def fetch(self, url: str, most: int) -> bytes:
        """The file, of `most` bytes at the most; raises the errors above."""


class DiscordDownloader:
    """Discord's own file hosts."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def fetch(self, url: str, most: int) -> bytes:
        """The file, of `most` bytes at the most; raises the errors of this module."""
        address = _address(url)
        if address.scheme != "https" or address.host not in HOSTS:
            raise ForeignUploadError(address.host)
        try:
            # A redirect could lead anywhere.
            async with self._session.get(address, allow_redirects=False) as response:
                if response.status != 200:
                    raise UploadGoneError(f"status {response.status}")
                content = io.BytesIO()
                async for chunk in response.content.iter_chunked(_CHUNK):
                    content.write(chunk)
                    if content.tell() > most:
                        raise UploadTooLargeError
                # Not a copy: BytesIO hands over its own bytes.
                return content.getvalue()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise UploadGoneError(type(error).__name__) from error


def _address(url: str) -> URL:
    try:
        return URL(url)
    except ValueError:
        raise ForeignUploadError("not an address") from None
