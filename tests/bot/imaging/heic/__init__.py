"""Small HEIC photos, which the bot's library reads and does not write.

All but the last were encoded with pillow-heif 1.8.1, at quality 50 unless another one is named:

- `plain`: 120 x 80 pixels, red above and blue below.
- `turned`: the same, with Exif data: an artist, and an orientation (6), which became `irot`.
- `alpha`: 96 x 64 pixels, with a gradient of transparency.
- `noise`: 97 x 61 pixels at quality 40, random ones above a gradient.
- `grid`: 120 x 120 pixels as phones write them, put together from four tiles of 64 x 64 that were
  encoded at quality 40, with an `irot` property and Exif data beside them.
"""

from pathlib import Path

SECRET = b"52.5163,13.3777 Jane Doe"
"""The artist in the Exif data."""


def heic(name: str) -> bytes:
    """Return the file of this name."""
    return Path(__file__).with_name(f"{name}.heic").read_bytes()
