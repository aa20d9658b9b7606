"""A canvas to draw on, larger than the picture if that smooths the edges."""

import math
import random
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from sandbox.drawing.palette import Colour, Palette, blend

Point = tuple[float, float]

# Larger pictures are drawn at this size and enlarged, since they have no finer detail.
MAX_CANVAS_SIDE = 1600


@dataclass
class Canvas:
    """An image with palette and pen; positions are shares of the width and of the height."""

    image: Image.Image
    palette: Palette
    rng: random.Random
    detail: int
    pen: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        self.pen = ImageDraw.Draw(self.image)

    @property
    def width(self) -> int:
        return self.image.width

    @property
    def height(self) -> int:
        return self.image.height

    @property
    def unit(self) -> int:
        """The shorter side, the unit of sizes, so that the sun is round in any shape."""
        return min(self.image.size)

    def polygon(self, points: list[Point], colour: Colour) -> None:
        self.pen.polygon([(x * self.width, y * self.height) for x, y in points], fill=colour)

    def disc(self, centre: Point, radius: float, colour: Colour) -> None:
        x, y, size = centre[0] * self.width, centre[1] * self.height, radius * self.unit
        self.pen.ellipse((x - size, y - size, x + size, y + size), fill=colour)

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float = 1.0) -> None:
        """Draw a light that fades to nothing at `radius`."""
        size = max(2, round(radius * self.unit * 2))
        light = Image.radial_gradient("L").point(
            [round(strength * 255 * max(0.0, 1 - level / 181) ** 2) for level in range(256)]
        )
        corner = (
            round(centre[0] * self.width - size / 2),
            round(centre[1] * self.height - size / 2),
        )
        self.image.paste(
            colour, (*corner, corner[0] + size, corner[1] + size), light.resize((size, size))
        )

    def ridge(self, base: float, swing: float, colour: Colour, waves: float = 1.0) -> None:
        """Draw a line of hills across the picture, filled down to its lower edge."""
        parts = [
            (
                self.rng.uniform(0.6, 1.3) * 2**octave * waves,
                self.rng.uniform(0, math.tau),
                0.55**octave,
            )
            for octave in range(4 + self.detail)
        ]
        crest = [
            (
                step / 120,
                base
                - swing * sum(a * math.sin(f * math.tau * step / 120 + p) for f, p, a in parts),
            )
            for step in range(121)
        ]
        self.polygon([(0, 1), *crest, (1, 1)], colour)


def blank(size: tuple[int, int], palette: Palette, rng: random.Random, detail: int) -> Canvas:
    """Return a canvas with a sky, for a picture of `size` pixels."""
    long = max(size)
    scale = min(2.0, MAX_CANVAS_SIDE / long)
    drawn = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
    return Canvas(gradient(drawn, palette.sky), palette, rng, detail)


def gradient(size: tuple[int, int], stops: tuple[Colour, Colour, Colour]) -> Image.Image:
    """Return three colours from top to bottom; the last one begins at two thirds, the horizon."""
    column = Image.new("RGB", (1, 128))
    for row in range(128):
        index = min(1.0, row / 85) * 2
        pair = stops[:2] if index < 1 else stops[1:]
        column.putpixel((0, row), blend(pair[0], pair[1], index % 1 if index < 2 else 1))
    return column.resize(size, Image.Resampling.BICUBIC)
