"""Telling that an image is the very same picture as another, whatever its file looks like."""

import hashlib

from PIL import Image

from bot.imaging.decoding import UnreadableError, open_image, reading
from bot.imaging.inputs import InputBounds, InputRefused, normalise
from bot.imaging.metadata import strip
from bot.imaging.pixels import plain

# Rows at once, so that the pixels are not in memory twice.
_BAND = 256


def digest_of(content: bytes, *, max_pixels: int) -> str:
    """SHA-256, in hex, of the size and the pixels of an image, or of its first frame.

    Another file of the same pixels has the same digest: other metadata, another format without
    loss, a palette, a turn or a profile that is only noted. Any change of a pixel makes another
    one. Raises `UnreadableError`.
    """
    image = open_image(strip(content).content, max_pixels=max_pixels)
    with reading():
        pixels = _seen(plain(image).convert("RGBA"))
    width, height = pixels.size
    digest = hashlib.sha256(f"{width}x{height}:".encode())
    for top in range(0, height, _BAND):
        band = pixels.crop((0, top, width, min(height, top + _BAND)))
        digest.update(band.tobytes())
    return digest.hexdigest()


def digests_of(content: bytes, bounds: InputBounds) -> tuple[str, ...]:
    """The digests of a picture: as it is, and as it is stored when a member gives it as an input.

    None for what could not be an input anyway.
    """
    try:
        found = {digest_of(content, max_pixels=bounds.max_pixels)}
        stored = normalise(content, bounds=bounds)
        found.add(digest_of(stored.content, max_pixels=bounds.max_pixels))
    except InputRefused:
        # It can be attached as another file, in another size.
        pass
    except UnreadableError:
        return ()
    return tuple(sorted(found))


def _seen(pixels: Image.Image) -> Image.Image:
    """Without the colours that nobody sees: encoders keep them, or do not."""
    visible = pixels.getchannel("A")
    if visible.getextrema()[0] != 0:
        return pixels
    black = Image.new("RGBA", pixels.size)
    black.paste(pixels, mask=visible.point([0] + [255] * 255))
    return black
