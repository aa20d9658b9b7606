"""Answers that are odd as text or as files: JSON with defects, floods, pictures of rare kinds."""

import base64
import io

import orjson
from PIL import Image

_PLACE = "the odd value belongs here"
_FLOOD_BYTES = 32 * 2**20
_LINKS = 120

JSON_TEXTS: dict[str, bytes] = {
    "surrogate": rb'"a fox \ud83e"',
    "not-utf-8": b'"caf\xe9"',
    "control-character": b'"a\nfox"',
    "nan": b"NaN",
    "huge-number": b"9" * 5000,
    "deep": b"[" * 5000 + b"]" * 5000,
    "twice": b'"", "images": [], "urls": []',
    "byte-order-mark": b'""',
    "flood": b'"", "more": [{}]',
}
"""The value of `revised_prompt` in a result, as it is written into the JSON."""
FILES = frozenset({"without-end-marker", "general-brand"})
BASE64 = frozenset({"url-safe", "wrapped"})


def value(shape: str | None) -> dict[str, str]:
    """Return what a result has beside its pictures, to be replaced by `written`."""
    return {"revised_prompt": _PLACE} if shape in JSON_TEXTS else {}


def written(text: bytes, shape: str | None) -> bytes:
    """Return the JSON text of an answer with its oddity written into it."""
    if shape not in JSON_TEXTS:
        return text
    odd = JSON_TEXTS[shape]
    if shape == "flood":
        odd = odd.replace(b"{}", b"{}," * (_FLOOD_BYTES // 3) + b"{}")
    odd = text.replace(orjson.dumps(_PLACE), odd)
    return b"\xef\xbb\xbf" + odd if shape == "byte-order-mark" else odd


def file(content: bytes, shape: str | None) -> bytes:
    """Return a picture as a file of the kind that `shape` names."""
    if shape == "without-end-marker":
        return _encoded(content, "JPEG")[:-2]
    if shape == "general-brand":
        # The brand `avif` stays among the compatible ones.
        avif = _encoded(content, "AVIF")
        return avif[:8] + b"mif1" + avif[12:]
    return content


def text(content: bytes, shape: str | None) -> str:
    """Return base64 of the kind that `shape` names."""
    if shape == "url-safe":
        return base64.urlsafe_b64encode(content).decode().rstrip("=")
    if shape == "wrapped":
        return base64.encodebytes(content).decode()
    return base64.b64encode(content).decode()


def many(links: list[str]) -> list[str]:
    """Return far more links than were asked for."""
    return [f"{link}?{number}" for link in links for number in range(_LINKS)]


def _encoded(content: bytes, kind: str) -> bytes:
    made = io.BytesIO()
    with Image.open(io.BytesIO(content)) as image:
        image.convert("RGB").save(made, kind)
    return made.getvalue()
