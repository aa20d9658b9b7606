"""Fingerprints: digests of an image's pixels, which do not depend on the file around them."""

import hashlib

from PIL import Image

from bot.imaging.decoding import Shrink, UnreadableError, load, open_image, translate_errors
from bot.imaging.inputs import (
    InputBounds,
    InputRefusedError,
    max_decoding_bytes,
    normalise,
)
from bot.imaging.metadata import strip_metadata
from bot.imaging.pixels import to_8_bit

# Rows that are converted and hashed together: the pixels are never in memory twice.
_BAND_HEIGHT = 256


def digest_of(content: bytes, *, max_pixels: int) -> str:
    """Return the SHA-256, in hex, of an image's size and pixels; of an animation's first frame.

    Files with the same stored pixels have the same digest, whatever their metadata, their lossless
    format, palette, EXIF orientation or colour profile. Every changed pixel changes the digest. A
    JPEG of more than `max_pixels` is decoded at a fraction of its size, always the same one.

    Raises `UnreadableError` if the image cannot be decoded, any other has more pixels, or decoding
    takes more memory than an input may.
    """
    shrink = Shrink(to=1, above=max_pixels)
    image = open_image(
        strip_metadata(content).content,
        max_pixels=max_pixels,
        max_memory=max_decoding_bytes(content),
        shrink=shrink,
    )
    with translate_errors():
        load(image)
        width, height = image.size
        digest = hashlib.sha256(f"{width}x{height}:".encode())
        for top in range(0, height, _BAND_HEIGHT):
            band = image.crop((0, top, width, min(height, top + _BAND_HEIGHT)))
            digest.update(_without_hidden_colours(to_8_bit(band).convert("RGBA")).tobytes())
    return digest.hexdigest()


def digests_of(content: bytes, bounds: InputBounds) -> tuple[str, ...]:
    """Return the digests of a picture as it is, and as `normalise` stores it as an input.

    The tuple is empty for a file that could never be an input.
    """
    try:
        digests = {digest_of(content, max_pixels=bounds.max_pixels)}
        stored = normalise(content, bounds=bounds)
        digests.add(digest_of(stored.content, max_pixels=bounds.max_pixels))
    except InputRefusedError:
        # A member could still attach the picture in another format or size.
        pass
    except UnreadableError:
        return ()
    return tuple(sorted(digests))


def _without_hidden_colours(pixels: Image.Image) -> Image.Image:
    """Make fully transparent pixels black: some encoders keep their colours, others do not."""
    visible = pixels.getchannel("A")
    if visible.getextrema()[0] != 0:
        return pixels
    black = Image.new("RGBA", pixels.size)
    black.paste(pixels, mask=visible.point([0] + [255] * 255))
    return black
