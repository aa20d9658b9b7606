"""Areas and moves: canvases, masks and seams, for pictures of every shape."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from bot.imaging.areas import (
    AREAS,
    MAX_PIXELS,
    MAX_SIDE,
    MOVES,
    Layout,
    fitted_frame,
    layout_of,
)
from providers.gpt_image import SHAPES
from providers.shapes import Shape

SIZES = st.tuples(st.integers(1, 400), st.integers(1, 400))
LARGE = st.tuples(st.integers(1, 9000), st.integers(1, 9000))
OPPOSITES = [
    ("left half", "right half"),
    ("top half", "bottom half"),
    ("centre", "background"),
]
PARTITIONS = [
    *OPPOSITES,
    ("left third", "middle third", "right third"),
    ("top left", "top right", "bottom left", "bottom right"),
]


def made(layout: Layout, feather: int = 0) -> Image.Image:
    """The mask, with 255 wherever something is made."""
    return layout.mask(feather).point([0] + [255] * 255)


def share(name: str, size: Shape = (600, 400)) -> float:
    """The share of a canvas that is made."""
    layout = layout_of(name, size)
    mask = layout.mask()
    return mask.histogram()[255] / (mask.width * mask.height)


def test_each_area_has_the_share_that_its_name_says() -> None:
    shares = {name: round(share(name), 3) for name in (*AREAS, *MOVES)}
    assert shares == {
        **dict.fromkeys(["left half", "right half", "top half", "bottom half"], 0.5),
        **dict.fromkeys(["left third", "middle third", "right third"], 0.333),
        # 133 of 400 rows.
        **dict.fromkeys(["top third", "bottom third"], 0.333),
        **dict.fromkeys(["top left", "top right", "bottom left", "bottom right"], 0.25),
        "centre": 0.25,
        "background": 0.75,
        "zoom 1.5x": 0.556,
        "zoom 2x": 0.75,
        **dict.fromkeys(["pan left", "pan right", "pan up", "pan down"], 0.333),
    }


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("left half", (10, 50), (90, 50)),
        ("right third", (90, 10), (50, 10)),
        ("middle third", (50, 90), (20, 90)),
        ("bottom third", (10, 90), (10, 60)),
        ("top left", (10, 10), (60, 10)),
        ("bottom right", (90, 90), (90, 40)),
        ("centre", (50, 50), (10, 50)),
        ("background", (10, 50), (50, 50)),
        ("pan left", (10, 50), (100, 50)),
        ("pan right", (140, 50), (50, 50)),
        ("pan up", (50, 10), (50, 100)),
        ("pan down", (50, 140), (50, 50)),
        ("zoom 2x", (10, 100), (100, 100)),
    ],
)
def test_an_area_is_where_its_name_says(
    name: str, inside: tuple[int, int], outside: tuple[int, int]
) -> None:
    mask = layout_of(name, (100, 100)).mask()
    assert (mask.getpixel(inside), mask.getpixel(outside)) == (255, 0)


@pytest.mark.parametrize("parts", PARTITIONS, ids=" + ".join)
@given(size=st.tuples(st.integers(3, 300), st.integers(3, 300)))
@settings(deadline=None, max_examples=30)
def test_parts_make_up_the_picture_without_an_overlap(parts: tuple[str, ...], size: Shape) -> None:
    masks = [layout_of(name, size).mask() for name in parts]
    counts = [mask.histogram()[255] for mask in masks]
    assert sum(counts) == size[0] * size[1]
    union = masks[0]
    for mask in masks[1:]:
        union = ImageChops.lighter(union, mask)
    assert union.getextrema() == (255, 255)


@pytest.mark.parametrize("name", AREAS)
@given(size=LARGE)
@settings(max_examples=25)
def test_an_area_keeps_the_shape_of_its_picture(name: str, size: Shape) -> None:
    layout = layout_of(name, size)
    assert (layout.canvas, layout.picture, layout.at) == (size, size, (0, 0))
    left, top, right, bottom = layout.box
    assert 0 <= left < right <= size[0]
    assert 0 <= top < bottom <= size[1]


@pytest.mark.parametrize("name", MOVES)
@given(size=LARGE)
@settings(max_examples=50)
def test_a_canvas_is_bounded_and_never_smaller_than_its_picture(name: str, size: Shape) -> None:
    layout = layout_of(name, size)
    for side, most in zip(layout.canvas, size, strict=True):
        assert most <= side <= max(MAX_SIDE, most)
    width, height = layout.canvas
    # Rounded to whole pixels.
    assert width * height <= max(MAX_PIXELS + width + height, size[0] * size[1])
    left, top, right, bottom = layout.box
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize(
    "size", [(1024, 1024), (1536, 1024), (1024, 1536), (640, 480), (2048, 2048)]
)
def test_a_usual_picture_is_on_its_canvas_at_its_full_size(name: str, size: Shape) -> None:
    layout = layout_of(name, size)
    left, top, right, bottom = layout.box
    assert layout.picture == size == (right - left, bottom - top)
    assert layout.at == (left, top)


def test_a_square_panned_has_the_shape_of_a_frame() -> None:
    assert layout_of("pan left", (1024, 1024)).canvas == (1536, 1024)
    assert layout_of("pan down", (1024, 1024)).canvas == (1024, 1536)
    assert layout_of("zoom 2x", (1024, 1024)).canvas == (2048, 2048)


def test_a_long_pan_moves_on_and_leaves_the_other_end() -> None:
    layout = layout_of("pan right", (8192, 1024))
    assert layout.canvas == (8192, 1024)
    assert layout.at == (-4096, 0)
    assert layout.box == (0, 0, 4096, 1024)


def test_a_picture_of_the_largest_size_is_seen_from_farther_away() -> None:
    layout = layout_of("zoom 2x", (4096, 4096))
    assert layout.canvas == (4096, 4096)
    assert layout.picture == (2048, 2048)
    assert layout.box == (1024, 1024, 3072, 3072)


@pytest.mark.parametrize("name", [*AREAS, *MOVES])
@given(size=SIZES)
@settings(deadline=None, max_examples=15)
def test_the_seam_is_within_what_is_made(name: str, size: Shape) -> None:
    layout = layout_of(name, size)
    feathered = made(layout, layout.feather)
    # The same pixels are kept, each of them whole.
    assert ImageChops.difference(feathered, made(layout)).getbbox() is None


@pytest.mark.parametrize("name", [*AREAS, *MOVES])
def test_the_seam_rises_from_what_is_kept_and_ends(name: str) -> None:
    layout = layout_of(name, (480, 480))
    mask: Any = layout.mask(10)
    left, top, right, bottom = layout.box
    width, height = layout.canvas
    x, y = (left + right) // 2, (top + bottom) // 2
    line = [mask.getpixel((at, y)) for at in range(width)]
    if left == 0 and right == width:
        line = [mask.getpixel((x, at)) for at in range(height)]
    steps = {abs(a - b) for a, b in pairwise(line)}
    assert {0, 255} < {*line}
    assert max(steps) <= 24


@given(canvas=LARGE, frame=st.sampled_from(SHAPES))
def test_a_canvas_fits_its_frame_in_the_middle(canvas: Shape, frame: Shape) -> None:
    left, top, right, bottom = fitted_frame(canvas, frame)
    assert 0 <= left < right <= frame[0]
    assert 0 <= top < bottom <= frame[1]
    assert right - left == frame[0] or bottom - top == frame[1]
    assert abs(left - (frame[0] - right)) <= 1
    assert abs(top - (frame[1] - bottom)) <= 1


def test_an_unknown_name_has_no_layout() -> None:
    with pytest.raises(LookupError):
        layout_of("upper quarter", (100, 100))
