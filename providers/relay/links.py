"""Linked pictures: fetched from the relay itself or from public addresses only."""

import asyncio
import logging
import random
from collections.abc import Mapping

import aiohttp
from yarl import URL

from providers.errors import LinkError
from providers.options import RelayOptions
from providers.relay.addresses import ForbiddenAddressError
from providers.relay.exchange import BodyTooLargeError, read_limited
from providers.relay.origins import same_origin
from providers.relay.pacing import backoff
from providers.signature import sniff

logger = logging.getLogger(__name__)

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRANSIENT_STATUSES = frozenset({408, 425, 429})


class _TransientError(Exception):
    """A failed fetch that may succeed if it is repeated."""


def parse_link(text: str) -> URL:
    """Parse a link. Raises LinkError for anything but an http(s) address."""
    try:
        # A signed link breaks if it is quoted again.
        url = URL(text, encoded=text.isascii() and text.isprintable() and " " not in text)
        valid = url.scheme in ("http", "https") and bool(url.host) and bool(url.port)
    except ValueError:
        valid = False
    if not valid:
        raise LinkError("not an http(s) address")
    return url


class LinkFetcher:
    """A fetcher with two sessions: `own` for the relay at `base`, `public` for all other hosts.

    `public` is to be made with `public_socket`. `headers` contain the key, so they are sent to the
    relay's own origin only.
    """

    def __init__(
        self,
        base: URL,
        *,
        own: aiohttp.ClientSession,
        public: aiohttp.ClientSession,
        headers: Mapping[str, str],
        options: RelayOptions,
    ) -> None:
        self._base = base
        self._own = own
        self._public = public
        self._headers = headers
        self._options = options

    async def fetch(self, link: str) -> bytes:
        """Return the picture at `link`, after several attempts if need be. Raises LinkError."""
        for attempt in range(1, self._options.link_attempts + 1):
            try:
                async with asyncio.timeout(self._options.link_timeout):
                    return await self._follow(parse_link(link))
            except (_TransientError, TimeoutError) as error:
                failure = str(error) or "timed out"
                logger.info("A link gave no picture at attempt %d: %s", attempt, failure)
            if attempt < self._options.link_attempts:
                await asyncio.sleep(backoff(attempt, random.random(), self._options))  # noqa: S311
        raise LinkError(f"no picture after {self._options.link_attempts} attempts: {failure}")

    async def _follow(self, url: URL) -> bytes:
        for _ in range(self._options.max_redirects + 1):
            content = await self._get(url)
            if isinstance(content, bytes):
                return content
            url = content
        raise LinkError("too many redirects")

    async def _get(self, url: URL) -> bytes | URL:
        """Return the picture, or the address that the answer redirects to."""
        own = same_origin(url, self._base)
        try:
            async with (self._own if own else self._public).get(
                url,
                headers=self._headers if own else {"Accept": "image/*"},
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(sock_connect=self._options.connect_timeout),
            ) as response:
                return await self._read(response)
        except aiohttp.ClientConnectorError as error:
            if isinstance(error.os_error, ForbiddenAddressError):
                raise LinkError("an address that is not public") from None
            raise _TransientError(type(error).__name__) from None
        except aiohttp.InvalidURL:
            raise LinkError("not an address we may ask") from None
        except (aiohttp.ClientError, OSError) as error:
            raise _TransientError(type(error).__name__) from None

    async def _read(self, response: aiohttp.ClientResponse) -> bytes | URL:
        if response.status in _REDIRECTS and (location := response.headers.get("Location")):
            return _redirect_target(response.url, location)
        if response.status >= 500 or response.status in _TRANSIENT_STATUSES:
            raise _TransientError(f"status {response.status}")
        if response.status != 200:
            raise LinkError("a dead link", response.status)
        try:
            content = await read_limited(response, self._options.max_link_bytes, self._options)
        except BodyTooLargeError:
            raise LinkError(f"more than {self._options.max_link_bytes} bytes", 200) from None
        if not sniff(content):
            raise LinkError("not a picture", 200)
        return content


def _redirect_target(url: URL, location: str) -> URL:
    try:
        return parse_link(str(url.join(URL(location, encoded=True))))
    except ValueError:
        raise LinkError("a redirect that leads nowhere") from None
