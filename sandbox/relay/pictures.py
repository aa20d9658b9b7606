"""The pictures of a request, drawn in a thread."""

import asyncio
from collections.abc import Mapping
from functools import lru_cache

from PIL import Image

from sandbox.drawing import FileFormat, draw, edit, encode
from sandbox.relay.bodies import Body, Size
from sandbox.relay.refusals import RefusalError


async def make(body: Body, inputs: Mapping[str, bytes], chance: int) -> list[bytes]:
    """Return the files that were asked for; without a seed, `chance` decides how they look.

    Raises RefusalError if an input cannot be decoded.
    """
    seed = f"{body.traits} chance {chance}"
    if body.fixed_seed is not None:
        seed = f"{body.traits} seed {body.fixed_seed}"
    seeds = [f"{seed} {index}" for index in range(body.count)]
    return [await asyncio.to_thread(make_picture, body, inputs, seed) for seed in seeds]


def make_picture(body: Body, inputs: Mapping[str, bytes], seed: str) -> bytes:
    """Return one picture, as a file. Raises RefusalError."""
    images = tuple(content for field, content in inputs.items() if field != "mask")
    if not images:
        return draw_cached(
            body.prompt, body.size, seed, body.unwanted, body.detail, body.file_format
        )
    try:
        picture = edit(body.prompt, body.size, images, seed=seed, mask=inputs.get("mask"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        message = "The provider could not read an input image"
        raise RefusalError("UPSTREAM_INVALID_REQUEST", message) from None
    return encode(picture, body.file_format)


@lru_cache(maxsize=32)
def draw_cached(
    prompt: str, size: Size, seed: str, unwanted: str, detail: int, file_format: FileFormat
) -> bytes:
    """Draw a picture from words alone; cached, since tests ask for the same few again."""
    return encode(draw(prompt, size, seed=seed, unwanted=unwanted, detail=detail), file_format)
