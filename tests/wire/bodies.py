"""Parser of request bodies: JSON, or a multipart form of `payload_json` and `files[n]`."""

import json
import mimetypes
import re
from dataclasses import dataclass, field
from io import BytesIO

from aiohttp import BodyPartReader, web
from PIL import Image, UnidentifiedImageError

from .errors import JSON, ApiError, refuse
from .state import Attachment, World

_FILE = re.compile(r"files\[(\d+)\]")


@dataclass
class Body:
    """A request's JSON (a list is under "items") and its uploads by index, as (name, bytes)."""

    payload: JSON = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


BODY: web.RequestKey[Body] = web.RequestKey("body", Body)


def checked_body(request: web.Request, world: World) -> Body:
    """Return the parsed body of a request; raises ApiError 40005 for a file above the limit."""
    body = request[BODY]
    if any(len(data) > world.upload_limit for _, data in body.files.values()):
        raise refuse(40005)
    return body


async def read_body(request: web.Request) -> Body:
    """Read and parse the whole body; raises ApiError 50109 or 50035 if it is invalid."""
    if not request.content_type.startswith("multipart/"):
        raw = await request.read()
        return Body(_object(raw) if raw else {})
    body = Body()
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise ApiError(400, 50035, "Invalid Form Body")
        data = bytes(await part.read())
        index = _FILE.fullmatch(part.name or "")
        if index is not None:
            body.files[index[1]] = (part.filename or "file", data)
        elif part.name == "payload_json":
            body.payload = _object(data)
    return body


def _object(raw: bytes) -> JSON:
    try:
        value = json.loads(raw)
    except ValueError:
        raise refuse(50109) from None
    return value if isinstance(value, dict) else {"items": value}


def store_file(
    world: World, channel_id: int, name: str, data: bytes, *, ephemeral: bool = False
) -> Attachment:
    """Store a file on the fake CDN, with the name that Discord would give it."""
    safe = re.sub(r"[^A-Za-z0-9_.-]", "_", name)
    kind, _ = mimetypes.guess_type(safe)
    file = Attachment(world.snowflake(), safe, data, channel_id, kind, _dimensions(data))
    file.ephemeral = ephemeral
    world.files[file.id] = file
    return file


def _dimensions(data: bytes) -> tuple[int, int] | None:
    try:
        with Image.open(BytesIO(data)) as image:
            return image.size
    except (UnidentifiedImageError, Image.DecompressionBombError):
        return None
