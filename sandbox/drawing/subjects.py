"""Flat paper cut-outs of a few things that a prompt may name."""

from collections.abc import Callable

from sandbox.drawing.canvas import Canvas, Point
from sandbox.drawing.palette import Colour, shade, tint

Cutter = Callable[["Cutout"], None]


class Cutout:
    """A thing on a canvas: its foot is at `at`, and it is `size` units of the canvas tall."""

    def __init__(self, canvas: Canvas, at: Point, size: float, colour: Colour) -> None:
        self.canvas, self.at, self.size, self.colour = canvas, at, size, colour

    def place(self, x: float, y: float) -> Point:
        unit = self.size * self.canvas.unit
        return self.at[0] + x * unit / self.canvas.width, self.at[1] - y * unit / self.canvas.height

    def shape(self, colour: Colour, *points: Point) -> None:
        self.canvas.polygon([self.place(*point) for point in points], colour)

    def mirrored(self, colour: Colour, *points: Point) -> None:
        self.shape(colour, *points)
        self.shape(colour, *((-x, y) for x, y in points))

    def dot(self, colour: Colour, x: float, y: float, radius: float) -> None:
        self.canvas.disc(self.place(x, y), radius * self.size, colour)


def head(cut: Cutout, *, muzzle: float, ears: float) -> None:
    """Draw an animal's face, as if cut from folded paper."""
    coat, dark, pale = cut.colour, shade(cut.colour, 0.35), tint(cut.colour, 0.88)
    cut.mirrored(dark, (0.08, 0.72), (0.4, ears), (0.46, 0.5))
    cut.mirrored(shade(cut.colour, 0.7), (0.2, 0.7), (0.36, ears - 0.1), (0.4, 0.6))
    cut.shape(coat, (-0.44, 0.62), (0.44, 0.62), (0.5, 0.38), (0, 0), (-0.5, 0.38))
    cut.shape(coat, (-0.44, 0.62), (-0.2, 0.76), (0.2, 0.76), (0.44, 0.62))
    cut.mirrored(tint(cut.colour, 0.14), (0, 0.76), (0.2, 0.76), (0.13, 0.4), (0, 0.3))
    cut.mirrored(pale, (0.5, 0.38), (0.12, 0.34), (0, muzzle), (0, 0))
    cut.mirrored((28, 26, 34), (0.12, 0.46), (0.29, 0.52), (0.24, 0.43))
    cut.mirrored((28, 26, 34), (0, 0.1), (0.08, 0.1), (0.04, 0.02), (0, 0.0))


def fox(cut: Cutout) -> None:
    head(cut, muzzle=0.12, ears=1.06)


def cat(cut: Cutout) -> None:
    head(cut, muzzle=0.22, ears=0.94)


def tree(cut: Cutout) -> None:
    trunk = shade(cut.colour, 0.7)
    cut.shape(trunk, (-0.05, 0), (0.05, 0), (0.04, 0.3), (-0.04, 0.3))
    for layer in range(3):
        low, half = 0.18 + 0.24 * layer, 0.34 - 0.08 * layer
        cut.shape(shade(cut.colour, 0.3), (-half, low), (half, low), (0, low + 0.4))
        cut.shape(cut.colour, (-half, low), (0, low + 0.04), (0, low + 0.4))


def house(cut: Cutout) -> None:
    wall = tint(cut.colour, 0.7)
    cut.shape(wall, (-0.38, 0), (0.2, 0), (0.2, 0.42), (-0.09, 0.78), (-0.38, 0.42))
    cut.shape(shade(wall, 0.25), (0.2, 0), (0.5, 0.06), (0.5, 0.42), (0.2, 0.42))
    cut.shape(shade(cut.colour, 0.25), (-0.09, 0.8), (0.26, 0.8), (0.58, 0.4), (0.22, 0.4))
    cut.shape(shade(cut.colour, 0.6), (-0.17, 0), (-0.01, 0), (-0.01, 0.26), (-0.17, 0.26))
    cut.shape((255, 226, 150), (0.28, 0.18), (0.42, 0.2), (0.42, 0.32), (0.28, 0.31))


def boat(cut: Cutout) -> None:
    cut.shape(shade(cut.colour, 0.45), (-0.5, 0.18), (0.5, 0.18), (0.34, -0.02), (-0.36, -0.02))
    cut.shape(tint(cut.colour, 0.85), (0.03, 0.24), (0.03, 1), (0.42, 0.24))
    cut.shape(cut.colour, (-0.02, 0.24), (-0.02, 0.9), (-0.36, 0.24))


def rocket(cut: Cutout) -> None:
    cut.shape((255, 196, 84), (-0.1, 0.16), (0.1, 0.16), (0, -0.16))
    cut.mirrored(shade(cut.colour, 0.4), (0.12, 0.44), (0.32, 0.08), (0.12, 0.18))
    cut.mirrored(tint(cut.colour, 0.8), (0, 0.14), (0.13, 0.14), (0.16, 0.6), (0.09, 0.86), (0, 1))
    cut.mirrored(cut.colour, (0, 1), (0.09, 0.86), (0, 0.84))
    cut.dot(shade(cut.colour, 0.3), 0, 0.6, 0.08)
    cut.dot((190, 226, 244), 0, 0.6, 0.055)


def robot(cut: Cutout) -> None:
    steel, dark = tint(cut.colour, 0.55), shade(cut.colour, 0.6)
    cut.mirrored(dark, (0.06, 0), (0.2, 0), (0.2, 0.2), (0.06, 0.2))
    cut.mirrored(cut.colour, (0, 0.16), (0.28, 0.16), (0.32, 0.54), (0, 0.54))
    cut.mirrored(dark, (0.34, 0.22), (0.42, 0.22), (0.42, 0.52), (0.34, 0.52))
    cut.mirrored(steel, (0, 0.58), (0.25, 0.58), (0.25, 0.92), (0, 0.92))
    cut.mirrored(dark, (0, 0.68), (0.19, 0.68), (0.19, 0.84), (0, 0.84))
    cut.mirrored((130, 240, 220), (0.06, 0.72), (0.13, 0.72), (0.13, 0.8), (0.06, 0.8))
    cut.shape(dark, (-0.015, 0.92), (0.015, 0.92), (0.015, 1.04), (-0.015, 1.04))
    cut.dot(tint(cut.colour, 0.3), 0, 1.06, 0.045)


def flower(cut: Cutout) -> None:
    cut.shape((60, 116, 66), (-0.02, 0), (0.02, 0), (0.02, 0.6), (-0.02, 0.6))
    cut.mirrored((78, 140, 78), (0, 0.1), (0.26, 0.32), (0.04, 0.3))
    for x, y in ((0.2, 0), (0.1, 0.18), (-0.1, 0.18), (-0.2, 0), (-0.1, -0.18), (0.1, -0.18)):
        cut.dot(tint(cut.colour, 0.12 if y > 0 else 0.0), x, 0.72 + y, 0.15)
    cut.dot((250, 208, 84), 0, 0.72, 0.11)


_WORDS: dict[Cutter, str] = {
    fox: "fox foxes wolf dog puppy",
    cat: "cat kitten tiger bear",
    tree: "tree trees forest",
    house: "house cottage cabin",
    boat: "boat ship sailing",
    rocket: "rocket spaceship",
    robot: "robot astronaut",
    flower: "flower flowers rose",
}
SUBJECTS = {word: cutter for cutter, names in _WORDS.items() for word in names.split()}
