"""Test pictures like those of a model: soft shapes of several sizes, and some grain."""

import io
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

_COARSE = ((64, 90.0), (16, 40.0), (4, 12.0))
"""Pixels across a spot, and its contrast."""
# With this grain a PNG takes 1.8 bytes a pixel: 30 MB at 4096 x 4096.
_GRAIN = 3.0


def paint(side: int) -> bytes:
    """Return a PNG with sides of `side` pixels, cached in the folder of temporary files."""
    file = Path(tempfile.gettempdir()) / f"easel-benchmark-{side}.png"
    if not file.exists():
        fresh = file.with_suffix(".new")
        fresh.write_bytes(_png(side))
        fresh.replace(file)
    return file.read_bytes()


def _png(side: int) -> bytes:
    image = Image.merge("RGB", [_channel(side) for _ in range(3)])
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


def _channel(side: int) -> Image.Image:
    channel = Image.effect_noise((side, side), _GRAIN)
    for spot, contrast in _COARSE:
        spots = Image.effect_noise((max(1, side // spot),) * 2, contrast)
        spots = spots.resize((side, side), Image.Resampling.BICUBIC)
        channel = ImageChops.add(channel, spots, 1, -128)
    return channel
