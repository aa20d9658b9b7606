"""Values near bad ones are always valid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.base import ImageRequest
from providers.flux import FluxRequest
from providers.gemini import RATIOS, GeminiRequest
from providers.near_values import near_request, ratio_near
from providers.qwen import QwenRequest
from providers.stable_diffusion import StableDiffusionRequest


def made_near(kind: type[ImageRequest], **values: object) -> ImageRequest | None:
    """Return the request itself, or the near one where it is not valid."""
    found = near_request(kind, {"prompt": "a fox", **values})
    return found[0] if found else None


@given(
    st.sampled_from([FluxRequest, StableDiffusionRequest]),
    st.integers(-100, 5000),
    st.integers(-100, 5000),
)
def test_every_side_has_a_near_one(kind: type[ImageRequest], width: int, height: int) -> None:
    assert made_near(kind, width=width, height=height) is not None


@given(
    st.integers(1, 99_999), st.integers(1, 99_999), st.sampled_from(["x", "×", " by ", ":", "*"])
)
def test_every_size_has_a_near_one(width: int, height: int, between: str) -> None:
    made = made_near(QwenRequest, size=f"{width}{between}{height}")
    assert made is not None
    assert 64 <= min(made.shape) <= max(made.shape) <= 4096


@given(st.integers(1, 200), st.integers(1, 200))
def test_every_ratio_has_a_near_one(width: int, height: int) -> None:
    made = made_near(GeminiRequest, aspect_ratio=f"{width}:{height}")
    assert isinstance(made, GeminiRequest)
    assert made.aspect_ratio in RATIOS


@pytest.mark.parametrize(
    ("ratio", "near"),
    [
        ("16:10", "3:2"),
        ("9:21", "9:16"),
        ("100:1", "21:9"),
        ("8:8", "1:1"),
        ("wide", "16:9"),
        ("Landscape", "3:2"),
        ("1.78:1", "16:9"),
        ("1,85:1", "16:9"),
        ("1.78", "16:9"),
        ("2.39:1", "21:9"),
        ("2", None),
        ("broad", None),
        ("0.0001:1", None),
        ("0:1", None),
        ("1:2:3", None),
    ],
)
def test_ratios(ratio: str, near: str | None) -> None:
    assert ratio_near(ratio, RATIOS) == near


def test_named_shape_is_a_size() -> None:
    made = made_near(QwenRequest, size="square")
    assert made is not None
    assert made.shape == (1024, 1024)


def test_a_bad_value_that_is_no_number_has_none() -> None:
    assert made_near(QwenRequest, size="large") is None
    assert made_near(FluxRequest, output_format="gif") is None
    assert made_near(FluxRequest, width=1000, output_format="gif") is None
