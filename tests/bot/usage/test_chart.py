"""Bar charts: size, proportions, contrast, labels."""

import io
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from bot.usage.chart import PANEL_HEIGHT, WIDTH, abbreviate, bar_chart, dollars, ticks, told
from bot.usage.series import COLOURS, OTHERS, Panel, Series

BACKGROUND = "#1E1F22"
WEEK = [f"11-{day}" for day in range(16, 23)]


def drawn(panels: Sequence[Panel], labels: Sequence[str] = WEEK) -> Image.Image:
    image = Image.open(io.BytesIO(bar_chart(labels, panels)))
    assert (image.format, image.mode) == ("PNG", "RGB")
    return image


def panel(*values: Sequence[int], mark: str = "") -> Panel:
    names = (Series(f"one {n}", v, COLOURS[n], mark) for n, v in enumerate(values))
    return Panel("Pictures by model", [*names])


def plot(image: Image.Image) -> Image.Image:
    """Crop the legend, whose swatches have the series' colours too."""
    return image.crop((0, 0, WIDTH - 324, image.height))


def pixels(image: Image.Image, colour: str) -> list[tuple[int, int]]:
    """Return the coordinates of all pixels of exactly this colour."""
    wanted = ImageColor.getrgb(colour)
    access = image.load()
    assert access is not None
    width, height = image.size
    return [(x, y) for x in range(width) for y in range(height) if access[x, y] == wanted]


def extent(image: Image.Image, colour: str) -> tuple[int, int]:
    """Return the first and the last row of the plot with this colour."""
    rows = [y for _, y in pixels(plot(image), colour)]
    return min(rows), max(rows)


def luminance(colour: str) -> float:
    """Compute the relative luminance as WCAG 2 defines it."""
    parts = [part / 255 for part in ImageColor.getrgb(colour)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [*COLOURS, OTHERS])
def test_every_colour_contrasts_with_the_background(colour: str) -> None:
    assert (luminance(colour) + 0.05) / (luminance(BACKGROUND) + 0.05) >= 3


def test_no_two_colours_are_alike() -> None:
    for first, second in combinations([*COLOURS, OTHERS], 2):
        parts = zip(ImageColor.getrgb(first), ImageColor.getrgb(second), strict=True)
        assert max(abs(a - b) for a, b in parts) > 50


def test_panels_are_drawn_one_below_the_other() -> None:
    assert drawn([panel()]).size == (WIDTH, PANEL_HEIGHT)
    assert drawn([panel(), panel(), panel()]).size == (WIDTH, 3 * PANEL_HEIGHT)


def test_bars_are_as_high_as_their_values() -> None:
    image = drawn([panel([40, 0, 0, 80, 0, 0, 0])])
    top, bottom = extent(image, COLOURS[0])
    half, same_bottom = extent(image.crop((0, 0, 200, image.height)), COLOURS[0])
    # 80 is a round number, so it is the upper end of the axis.
    assert (top, bottom) == (65, PANEL_HEIGHT - 51)
    assert same_bottom == bottom
    assert abs((bottom - half) / (bottom - top) - 0.5) < 0.01


def test_series_are_stacked_from_bottom_to_top() -> None:
    image = drawn([panel(*([0, 0, 5, 0, 0, 0, 0] for _ in range(3)))])
    (a_top, _), (b_top, b_bottom), (_, c_bottom) = (extent(image, COLOURS[n]) for n in range(3))
    assert c_bottom < b_top < b_bottom < a_top


def test_a_single_picture_beside_very_many_is_visible() -> None:
    image = drawn([panel([1, 10**9, 0, 0, 0, 0, 0])])
    assert pixels(image.crop((84, 0, 180, PANEL_HEIGHT)), COLOURS[0])


def test_zero_values_have_no_bar() -> None:
    image = drawn([panel([0] * 7, [0] * 7)])
    assert not pixels(plot(image), COLOURS[0])


def test_the_newest_bar_has_its_label_and_no_labels_touch() -> None:
    labels = [f"2026-{n:02}" for n in range(1, 40)]
    image = drawn([panel([1] * 39)], labels)
    strip = image.crop((0, PANEL_HEIGHT - 40, WIDTH - 280, PANEL_HEIGHT))
    background = ImageColor.getrgb(BACKGROUND)
    access = strip.load()
    assert access is not None
    width, height = strip.size
    inked = [any(access[x, y] != background for y in range(height)) for x in range(width)]
    runs = "".join("x" if column else " " for column in inked).split(" " * 9)
    words = [run for run in runs if run.strip()]
    assert 3 <= len(words) <= 39
    assert any(inked[WIDTH - 345 : WIDTH - 324])


def test_marks_are_written_into_bars_that_are_large_enough() -> None:
    values = [19, 1, 0, 0, 0, 0, 0]
    background = ImageColor.getrgb(BACKGROUND)

    def ink(left: int, mark: str) -> int:
        bar = drawn([panel(values, mark=mark)]).crop((left, 70, left + 50, PANEL_HEIGHT - 52))
        return bar.tobytes().count(bytes(background))

    high, low = 110, 208
    assert ink(high, "1") > ink(high, "")
    assert ink(low, "1") == ink(low, "")


@pytest.mark.parametrize("title", ["Imágenes por modelo", "画像", "", "x" * 500, "🦊", "a\nb"])
def test_any_text_can_be_drawn(title: str) -> None:
    series = [Series(title, [3] * 7, COLOURS[0], "1")]
    assert drawn([Panel(title, series)]).size == (WIDTH, PANEL_HEIGHT)


def test_letters_without_a_glyph_lose_their_accents() -> None:
    assert bar_chart(WEEK, [Panel("Imágenes", [])]) == bar_chart(WEEK, [Panel("Imagenes", [])])


def test_long_names_are_cut_before_their_numbers() -> None:
    long = drawn([Panel("", [Series("w" * 80, [10**6] * 7, COLOURS[0])])])
    assert {
        long.getpixel((x, y)) for x in range(WIDTH - 20, WIDTH) for y in range(long.height)
    } == {ImageColor.getrgb(BACKGROUND)}


@settings(max_examples=25, deadline=None)
@given(st.data(), st.integers(1, 60), st.integers(0, 9))
def test_any_numbers_can_be_drawn(data: st.DataObject, bars: int, series: int) -> None:
    numbers = st.lists(st.integers(0, 10**12), min_size=bars, max_size=bars)
    stack = [
        Series(str(n), data.draw(numbers), [*COLOURS, OTHERS][n], str(n)) for n in range(series)
    ]
    labels = [f"{n:02}:00" for n in range(bars)]
    assert drawn([Panel("numbers", stack)], labels).size == (WIDTH, PANEL_HEIGHT)


@given(st.integers(0, 10**15))
def test_ticks_are_few_round_and_reach_the_maximum(maximum: int) -> None:
    values = ticks(maximum)
    step = values[1]
    assert values == [step * n for n in range(len(values))]
    assert 2 <= len(values) <= 5
    assert values[-2] < max(maximum, 1) <= values[-1]
    assert str(step).rstrip("0") in {"1", "2", "5"}


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1k"),
        (1290, "1.2k"),
        (99_999, "99.9k"),
        (999_999, "999k"),
        (1_500_000, "1.5M"),
        (20_000_000, "20M"),
        (3_100_000_000, "3.1G"),
    ],
)
def test_large_numbers_are_abbreviated(number: int, text: str) -> None:
    assert abbreviate(number) == text


@pytest.mark.parametrize(
    ("micro", "exact", "rounded"),
    [
        (0, "$0.00", "$0.00"),
        (500, "$0.0005", "$0.0005"),
        (36_000, "$0.036", "$0.04"),
        (999_990_000, "$999.99", "$999.99"),
        (1_290_000_000, "$1.2k", "$1.2k"),
    ],
)
def test_dollars_have_a_sign_and_few_characters(micro: int, exact: str, rounded: str) -> None:
    assert (dollars(micro), told(micro)) == (exact, rounded)


def test_panel_of_money_has_other_numbers_beside_its_bars() -> None:
    series = [Series("one", [36_000] * 7, COLOURS[0])]
    pictures, money = drawn([Panel("", series)]), drawn([Panel("", series, is_money=True)])
    assert plot(pictures).tobytes() != plot(money).tobytes()
    assert extent(pictures, COLOURS[0]) == extent(money, COLOURS[0])
