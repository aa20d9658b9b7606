"""Styles: words around a prompt, kept through every change of a request, sent and never shown."""

import pytest

from providers.base import ImageRequest
from providers.flux import FluxRequest
from providers.registry import OPERATIONS
from providers.styles import PromptStyle
from providers.translation import translate

INK = PromptStyle.of("Ink", "in black ink")
FOX = FluxRequest(prompt="a fox", width=512).with_style(INK)


@pytest.mark.parametrize(
    ("words", "styled"),
    [
        ("in black ink", "a fox, in black ink"),
        ("[prompt] in ink", "a fox in ink"),
        ("ink of [prompt]", "ink of a fox"),
        ("ink of [prompt], on paper", "ink of a fox, on paper"),
    ],
)
def test_words_go_after_the_prompt_or_around_its_mark(words: str, styled: str) -> None:
    assert PromptStyle.of("Ink", words).around("a fox") == styled


def test_the_relay_gets_the_words_and_what_was_typed_stays() -> None:
    assert FOX.prompt == "a fox"
    assert FOX.chosen() == {"prompt": "a fox", "width": 512}
    assert FOX.sent() == {"prompt": "a fox, in black ink", "width": 512}
    assert FOX.body({}) == FOX.sent()
    assert FOX.sent_texts() == {"prompt": "a fox, in black ink"}
    assert FOX.free_texts() == {"prompt": "a fox"}


def test_a_changed_request_keeps_its_style_until_it_is_taken_off() -> None:
    changed = FOX.with_values(prompt="a dog", seed=3).with_model("other").with_drawn_seed()
    assert changed.styled_prompt == "a dog, in black ink"
    assert FOX.like((2, 1)).style == INK
    assert FOX.with_style(None).sent() == FluxRequest(prompt="a fox", width=512).sent()
    assert FOX.style == INK


@pytest.mark.parametrize("kind", OPERATIONS.values())
def test_another_model_gets_the_style(kind: type[ImageRequest]) -> None:
    translated = translate(FOX, kind)
    assert translated.request.style == INK
    assert translated.request.sent()["prompt"] == "a fox, in black ink"
    assert "style" not in translated.dropped
    assert "style" not in kind.model_fields
