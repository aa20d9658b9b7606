"""Input images: base64 or a link, checked by their first bytes."""

import asyncio
import re
from collections.abc import Mapping

import aiohttp
import pybase64
import yarl

from providers.signature import Format, sniff
from sandbox.relay.bodies import Body
from sandbox.relay.refusals import RefusalError, validation_error

MAX_FILE_BYTES = 20 * 2**20
"""The relay publishes the error (docs/relay.md, section 3), but not the limit."""

DATA_URI = re.compile(r"data:image/[\w.+-]+;base64,")
LINK = re.compile(r"https?://", re.IGNORECASE)
FORMATS = frozenset({Format.PNG, Format.JPEG, Format.WEBP, Format.GIF})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


async def check(body: Body) -> None:
    """Check the images of the request. Raises RefusalError for one that is refused."""
    for field, value in images_in(body).items():
        if not (body.links_allowed and LINK.match(value)):
            await asyncio.to_thread(decode, field, value)


async def read(body: Body) -> dict[str, bytes]:
    """Return the images of the request by their fields, links fetched. Raises RefusalError."""
    return {
        field: await fetch(value)
        if LINK.match(value)
        else await asyncio.to_thread(decode, field, value)
        for field, value in images_in(body).items()
    }


def images_in(body: Body) -> Mapping[str, str]:
    """Return the images of the request as they were given, the mask included."""
    return {**body.images, **({"mask": body.mask_given} if body.mask_given else {})}


def decode(field: str, value: str) -> bytes:
    """Return the bytes of one base64 field. Raises RefusalError."""
    uri = DATA_URI.match(value)
    try:
        content = pybase64.b64decode(value[uri.end() :] if uri else value, validate=True)
    except ValueError:
        raise validation_error(field, "Value error, not base64 nor a data URI") from None
    return verify(content, f"{field}: ")


def verify(content: bytes, where: str = "") -> bytes:
    if len(content) > MAX_FILE_BYTES:
        raise RefusalError("FILE_TOO_LARGE", f"{where}larger than {MAX_FILE_BYTES // 2**20} MiB")
    if sniff(content) not in FORMATS:
        raise RefusalError("FILE_TYPE_UNSUPPORTED", f"{where}neither PNG, JPEG, WebP nor GIF")
    return content


async def fetch(link: str) -> bytes:
    """Fetch a link. The sandbox is offline, so only links to this machine can be read."""
    unread = RefusalError("UPSTREAM_INVALID_REQUEST", "The provider could not fetch the image")
    if yarl.URL(link).host not in LOOPBACK:
        raise unread
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as session,
            session.get(link, allow_redirects=False) as answer,
        ):
            answer.raise_for_status()
            content = bytearray()
            async for chunk in answer.content.iter_chunked(2**16):
                content += chunk
                if len(content) > MAX_FILE_BYTES:
                    break
            return verify(bytes(content))
    except (aiohttp.ClientError, TimeoutError, ValueError):
        raise unread from None
