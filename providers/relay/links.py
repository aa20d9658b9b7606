"""Linked pictures: fetched from the relay itself or from public addresses only."""

import asyncio
import logging
import random
import socket
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import aiohttp
from aiohappyeyeballs import AddrInfoType
from yarl import URL

from providers.errors import LinkError
from providers.options import RelayOptions
from providers.relay.exchange import BodyTooLargeError, read_limited
from providers.relay.pacing import backoff
from providers.signature import sniff

logger = logging.getLogger(__name__)

_NAT64 = ip_network("64:ff9b::/96")
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRANSIENT_STATUSES = frozenset({408, 425, 429})


class _ForbiddenAddressError(OSError):
    """A host name that resolved to an address which is not public."""


class _TransientError(Exception):
    """A failed fetch that may succeed if it is repeated."""


def is_public(address: str) -> bool:
    """Return True for an address of the public internet; a wrapped IPv4 address is unwrapped."""
    ip = ip_address(address.partition("%")[0])
    inner = _wrapped(ip) if isinstance(ip, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _wrapped(ip: IPv6Address) -> IPv4Address | None:
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def public_socket(addr_info: AddrInfoType) -> socket.socket:
    """Make a socket for aiohttp, but none for an address that is not public.

    The check is of the address that is connected to, so a name cannot resolve to another one
    between check and connection.
    """
    family, kind, proto, _, address = addr_info
    if not is_public(str(address[0])):
        raise _ForbiddenAddressError("not a public address")
    return socket.socket(family, kind, proto)


def same_origin(first: URL, second: URL) -> bool:
    """Return True for the same scheme, host and port; the names of this machine are one host."""
    return _origin(first) == _origin(second)


def _origin(url: URL) -> tuple[str, str | None, int | None]:
    host = "localhost" if url.host in _LOOPBACK_NAMES else url.host
    return url.scheme, host, url.port


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
            if isinstance(error.os_error, _ForbiddenAddressError):
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
            content = await read_limited(response, self._options.max_link_bytes)
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
