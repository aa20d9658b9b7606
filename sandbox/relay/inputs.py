"""The images in a request: base64 or a link to bytes, checked by their first bytes."""

import asyncio
import re
from collections.abc import Mapping

import aiohttp
import pybase64
import yarl

from providers.signature import Format, sniff
from sandbox.relay.bodies import Body
from sandbox.relay.refusals import RefusalError, invalid

LARGEST_FILE = 20 * 2**20
"""Bytes; not from RELAY.md, which names the error but no limit."""

DATA_URI = re.compile(r"data:image/[\w.+-]+;base64,")
LINK = re.compile(r"https?://", re.IGNORECASE)
FORMATS = frozenset({Format.PNG, Format.JPEG, Format.WEBP, Format.GIF})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


async def check(body: Body) -> None:
    """Raises RefusalError where an image of the request is not one, or is too large."""
    for field, value in given(body).items():
        if not (body.links_allowed and LINK.match(value)):
            await asyncio.to_thread(decode, field, value)


async def read(body: Body) -> dict[str, bytes]:
    """The images of the request by their fields, links fetched; RefusalError where that fails."""
    return {
        field: await fetch(value)
        if LINK.match(value)
        else await asyncio.to_thread(decode, field, value)
        for field, value in given(body).items()
    }


def given(body: Body) -> Mapping[str, str]:
    """What the request holds as images, the mask with them."""
    return {**body.images, **({"mask": body.mask_given} if body.mask_given else {})}


def decode(field: str, value: str) -> bytes:
    """The bytes of one base64 field."""
    uri = DATA_URI.match(value)
    try:
        content = pybase64.b64decode(value[uri.end() :] if uri else value, validate=True)
    except ValueError:
        raise invalid(field, "Value error, not base64 nor a data URI") from None
    return verified(content, f"{field}: ")


def verified(content: bytes, where: str = "") -> bytes:
    if len(content) > LARGEST_FILE:
        raise RefusalError("FILE_TOO_LARGE", f"{where}larger than {LARGEST_FILE // 2**20} MiB")
    if sniff(content) not in FORMATS:
        raise RefusalError("FILE_TYPE_UNSUPPORTED", f"{where}neither PNG, JPEG, WebP nor GIF")
    return content


async def fetch(link: str) -> bytes:
    """What a link leads to. The sandbox is offline, so only this machine's links can be read."""
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
                if len(content) > LARGEST_FILE:
                    break
            return verified(bytes(content))
    except (aiohttp.ClientError, TimeoutError, ValueError):
        raise unread from None
