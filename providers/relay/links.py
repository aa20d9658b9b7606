"""Linked pictures: fetched from the relay itself or from public addresses only."""

import asyncio
import logging
import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

import aiohttp
from yarl import URL

from providers.errors import LinkError
from providers.options import RelayOptions
from providers.relay.addresses import ForbiddenAddressError, may_be_public
from providers.relay.exchange import BodyTooLargeError, read_as_far_as_it_goes
from providers.relay.origins import parse_origin, same_origin
from providers.relay.pacing import backoff
from providers.signature import sniff

logger = logging.getLogger(__name__)

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class _TransientError(Exception):
    """A failed fetch that may succeed if it is repeated.

    `part` is a picture that came all the same, which may not be whole.
    """

    def __init__(self, message: str, part: bytes = b"") -> None:
        super().__init__(message)
        self.part = part


class _KeyRefusedError(_TransientError):
    """A refusal that may be meant for the key: a link may be open to those who have none."""


@dataclass(frozen=True)
class Fetch:
    """A link to fetch: `limit` bytes at most; `origin` is the address of the relay that gave it."""

    link: str
    limit: int
    origin: str | None = None


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

    `public` is to be made with `public_socket`, which sees no address behind a proxy: if it
    `is_proxied`, hosts are judged by their names. `headers` contain the key, so they are sent to
    the relay's own origin only.
    """

    def __init__(
        self,
        base: URL,
        *,
        own: aiohttp.ClientSession,
        public: aiohttp.ClientSession,
        headers: Mapping[str, str],
        options: RelayOptions,
        is_proxied: bool = False,
    ) -> None:
        self._base = base
        self._own = own
        self._public = public
        self._headers = headers
        self._options = options
        self._is_proxied = is_proxied

    async def fetch(self, wanted: Fetch) -> bytes:
        """Return the picture at a link.

        A link may be late: whatever is there instead of the picture, it is tried again with growing
        pauses for `link_patience` seconds. Then the longest part that came is better than nothing:
        some servers announce more than there is. Raises LinkError.
        """
        url = self._parse(wanted)
        until = _now() + self._options.link_patience
        keyed, longest = True, b""
        for attempt in count(1):
            try:
                return await self._follow(url, wanted, keyed=keyed)
            except (_TransientError, TimeoutError) as error:
                failure = str(error) or "timed out"
                longest = max(longest, getattr(error, "part", b""), key=len)
                # As with a poll: a key may be replaced at any time, and most links need none.
                keyed = not keyed if isinstance(error, _KeyRefusedError) else keyed
            left = until - _now()
            if left <= 0 and longest:
                logger.warning("A link gave %d bytes at most: %s", len(longest), failure)
                return longest
            if left <= 0:
                raise LinkError(f"no picture after {attempt} attempts: {failure}")
            logger.info("A link gave no picture at attempt %d: %s", attempt, failure)
            await asyncio.sleep(min(left, backoff(attempt, random.random(), self._options)))  # noqa: S311
        raise AssertionError("attempts never end")

    def _parse(self, wanted: Fetch) -> URL:
        """Return the address of a link; a path is one at the relay that gave it."""
        if not wanted.link.startswith("/"):
            return parse_link(wanted.link)
        base = parse_origin(wanted.origin) or self._base
        return _target(base, wanted.link)

    async def _follow(self, url: URL, wanted: Fetch, *, keyed: bool) -> bytes:
        for _ in range(self._options.max_redirects + 1):
            content = await self._get(url, wanted, keyed=keyed)
            if isinstance(content, bytes):
                return content
            url = content
        raise _TransientError("too many redirects")

    async def _get(self, url: URL, wanted: Fetch, *, keyed: bool) -> bytes | URL:
        """Return the picture, or the address that the answer redirects to."""
        session, headers = self._public, {"Accept": "image/*"}
        is_ours = same_origin(url, self._base)
        origin = parse_origin(wanted.origin)
        if is_ours:
            session, headers = self._own, {**self._headers} if keyed else headers
        elif origin is not None and same_origin(url, origin):
            session, is_ours = self._own, True
        if self._is_proxied and not (is_ours or may_be_public(url.host or "")):
            raise LinkError("an address that is not public")
        try:
            async with (
                asyncio.timeout(self._options.link_timeout) as timeout,
                session.get(
                    url,
                    headers=headers,
                    allow_redirects=False,
                    # A small file may become a very large one.
                    auto_decompress=False,
                    timeout=aiohttp.ClientTimeout(
                        total=None, sock_connect=self._options.connect_timeout
                    ),
                ) as response,
            ):
                timeout.reschedule(None)
                return await self._read(response, wanted.limit)
        except aiohttp.ClientConnectorError as error:
            if isinstance(error.os_error, ForbiddenAddressError):
                raise LinkError("an address that is not public") from None
            raise _TransientError(type(error).__name__) from None
        except aiohttp.InvalidURL:
            raise LinkError("not an address we may ask") from None
        except (aiohttp.ClientError, OSError) as error:
            raise _TransientError(type(error).__name__) from None

    async def _read(self, response: aiohttp.ClientResponse, limit: int) -> bytes | URL:
        if response.status in _REDIRECTS and (location := response.headers.get("Location")):
            return _target(response.url, location)
        if response.status in (401, 403):
            raise _KeyRefusedError(f"status {response.status}")
        if not 200 <= response.status < 300:
            raise _TransientError(f"status {response.status}")
        try:
            content, failure = await read_as_far_as_it_goes(response, limit, self._options)
        except BodyTooLargeError:
            raise LinkError(f"more than {limit} bytes", 200) from None
        if failure is not None or response.status != 200:
            words = type(failure).__name__ if failure else f"status {response.status}"
            raise _TransientError(words, content if sniff(content) else b"")
        if not sniff(content):
            # Stores keep headers that are not true, such as `Content-Encoding: aws-chunked`.
            encoding = response.headers.get("Content-Encoding", "").strip()
            raise _TransientError("an encoded answer" if encoding else "not a picture")
        return content


def _target(url: URL, location: str) -> URL:
    try:
        return parse_link(str(url.join(URL(location, encoded=True))))
    except ValueError:
        raise LinkError("a redirect that leads nowhere") from None


def _now() -> float:
    return asyncio.get_running_loop().time()
