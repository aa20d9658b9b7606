"""Pictures from words: a landscape, a sea, a city or a sky, by the prompt and the seed."""

import hashlib
import random
from collections.abc import Callable

from PIL import Image

from sandbox.drawing.canvas import Canvas, blank
from sandbox.drawing.caption import caption
from sandbox.drawing.palette import blend, palette, shade, tint, words
from sandbox.drawing.subjects import SUBJECTS, Cutout

Scene = Callable[[Canvas], None]


def draw(
    prompt: str, size: tuple[int, int], *, seed: str, unwanted: str = "", detail: int = 1
) -> Image.Image:
    """Return a picture of `prompt`, RGB, `size` pixels; equal arguments give equal pixels.

    `detail` is 0 (coarse) to 2 (fine); colours named in `unwanted` are avoided.
    """
    rng = generator(prompt, seed)
    canvas = blank(size, palette(prompt, unwanted, rng), rng, detail)
    lights(canvas)
    scene_of(prompt, rng)(canvas)
    subject(canvas, prompt)
    picture = canvas.image.resize(size, Image.Resampling.LANCZOS)
    return caption(picture, prompt)


def generator(prompt: str, seed: str) -> random.Random:
    """Return the random generator for a prompt and a seed."""
    digest = hashlib.sha256(f"{seed}\0{prompt}".encode()).digest()
    return random.Random(digest)  # noqa: S311 - a picture, not a secret


def scene_of(prompt: str, rng: random.Random) -> Scene:
    chosen = rng.choice((hills, hills, sea, city, sky))
    return next((SCENES[word] for word in words(prompt) if word in SCENES), chosen)


def subject(canvas: Canvas, prompt: str) -> None:
    """Draw the first thing of the prompt that has a cut-out, if any."""
    cutter = next((SUBJECTS[word] for word in words(prompt) if word in SUBJECTS), None)
    if cutter:
        at = (canvas.rng.uniform(0.38, 0.62), 0.84)
        cutter(Cutout(canvas, at, 0.46, blend(canvas.palette.main, canvas.palette.light, 0.06)))


def lights(canvas: Canvas) -> None:
    """Draw stars by night, then the sun or the moon with its glow."""
    pal, rng = canvas.palette, canvas.rng
    if pal.dark:
        for _ in range(90 + 60 * canvas.detail):
            star = (rng.random(), rng.random() ** 1.4 * 0.7)
            canvas.disc(star, rng.uniform(0.0008, 0.0026), tint(pal.second, rng.uniform(0.4, 0.95)))
    centre = (rng.uniform(0.2, 0.8), rng.uniform(0.2, 0.46))
    radius = rng.uniform(0.07, 0.12)
    canvas.glow(centre, radius * 5.5, pal.light, 0.55)
    canvas.glow(centre, radius * 2.4, pal.light, 0.8)
    canvas.disc(centre, radius, pal.light)


def hills(canvas: Canvas) -> None:
    """Draw ridges, paler with distance."""
    count = 4 + canvas.detail
    for index in range(count):
        near = (index + 1) / count
        swing = canvas.rng.uniform(0.035, 0.075) * (1.15 - near * 0.5)
        canvas.ridge(0.5 + 0.36 * near**1.1, swing, canvas.palette.depth(near * 0.9), 0.8 + near)
        if index == count - 2:
            birds(canvas)
    pines(canvas)


def pines(canvas: Canvas) -> None:
    """Draw a row of firs in the foreground."""
    rng, ink = canvas.rng, shade(canvas.palette.ink, 0.3)
    for _ in range(9 + 6 * canvas.detail):
        x, tall = rng.random(), rng.uniform(0.05, 0.14)
        foot, half = rng.uniform(0.94, 1.02), tall * 0.2 * canvas.height / canvas.width
        for layer in range(3):
            low = foot - tall * layer * 0.27
            wide = half * (1 - layer * 0.24)
            canvas.polygon([(x - wide, low), (x + wide, low), (x, low - tall * 0.46)], ink)


def birds(canvas: Canvas) -> None:
    rng = canvas.rng
    x, y = rng.uniform(0.1, 0.75), rng.uniform(0.14, 0.36)
    for _ in range(rng.randint(3, 6)):
        bx, by = x + rng.uniform(0, 0.16), y + rng.uniform(0, 0.07)
        size = rng.uniform(0.008, 0.014)
        wings = [
            (bx - size, by - size * 0.7),
            (bx, by),
            (bx + size, by - size * 0.7),
            (bx, by + size * 0.3),
        ]
        canvas.polygon(wings, canvas.palette.ink)


def sea(canvas: Canvas) -> None:
    """Draw water to the horizon, waves, and the light on it."""
    pal, rng = canvas.palette, canvas.rng
    horizon = 0.58
    canvas.ridge(horizon - 0.02, 0.03, pal.depth(0.15), 0.7)
    rows = 16 + 6 * canvas.detail
    for row in range(rows):
        near = row / rows
        y = horizon + (1 - horizon) * near**1.25
        water = blend(blend(pal.main, pal.sky[2], 0.45), pal.ink, near * 0.85)
        canvas.ridge(y, 0.001 + 0.009 * near, water, 2.5)
    for _ in range(40 + 20 * canvas.detail):
        near = rng.random()
        y, half = horizon + 0.02 + 0.4 * near**1.3, rng.uniform(0.01, 0.05) * (0.4 + near)
        x = rng.gauss(0.5, 0.1 + 0.06 * near)
        gleam = blend(pal.light, pal.main, 0.25 + 0.4 * rng.random())
        canvas.polygon([(x - half, y), (x, y - 0.002), (x + half, y), (x, y + 0.002)], gleam)


def city(canvas: Canvas) -> None:
    """Draw three rows of towers, with lit windows in the nearer ones."""
    rng, pal = canvas.rng, canvas.palette
    for row in range(3):
        near = (row + 1) / 3
        x = -rng.uniform(0, 0.05)
        while x < 1:
            wide = rng.uniform(0.045, 0.1)
            top = rng.uniform(0.34, 0.62) + 0.12 * row
            canvas.polygon(
                [(x, 1), (x, top), (x + wide, top), (x + wide, 1)], pal.depth(near * 0.95)
            )
            if row > 0:
                windows(canvas, x, top, wide)
            x += wide + rng.uniform(0.0, 0.02)
        canvas.glow((0.5, 1.0), 0.7, pal.main, 0.16)


def windows(canvas: Canvas, x: float, top: float, wide: float) -> None:
    rng = canvas.rng
    lit = blend((255, 224, 150), canvas.palette.main, 0.2)
    y = top + 0.025
    while y < 0.97:
        for column in range(3):
            left = x + wide * (0.14 + 0.27 * column)
            if rng.random() < 0.34:
                box = [
                    (left, y),
                    (left + wide * 0.16, y),
                    (left + wide * 0.16, y + 0.013),
                    (left, y + 0.013),
                ]
                canvas.polygon(box, shade(lit, rng.uniform(0, 0.35)))
        y += 0.03


def sky(canvas: Canvas) -> None:
    """Draw planets and their glow, above a low horizon."""
    rng, pal = canvas.rng, canvas.palette
    for _ in range(5 + 2 * canvas.detail):
        centre = (rng.random(), rng.uniform(0.05, 0.75))
        radius = rng.uniform(0.03, 0.15)
        colour = blend(pal.main, pal.second, rng.random())
        canvas.glow(centre, radius * 2.2, tint(colour, 0.3), 0.6)
        canvas.disc(centre, radius, shade(colour, 0.35))
        canvas.disc(
            (centre[0] - radius * 0.1, centre[1] - radius * 0.1), radius * 0.86, tint(colour, 0.12)
        )
    canvas.ridge(0.8, 0.05, pal.depth(0.5))
    canvas.ridge(0.88, 0.04, pal.depth(0.95), 1.4)


_WORDS: dict[Scene, str] = {
    hills: "mountain mountains hill hills forest meadow desert fox wolf snow cabin",
    sea: "sea ocean lake water beach boat ship river",
    city: "city street town robot neon skyline",
    sky: "space galaxy planet stars rocket dream abstract",
}
SCENES = {word: scene for scene, names in _WORDS.items() for word in names.split()}
