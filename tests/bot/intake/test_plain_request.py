"""The free texts of a request, cleaned where all requests pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.discord_tokens import Mentioned
from bot.common.plain_text import has_visible_character
from bot.errors import UserError
from bot.intake.plain_request import plain_request
from providers.base import MAX_TEXT, ImageRequest
from providers.flux import FluxRequest
from providers.registry import OPERATIONS
from providers.stable_diffusion import StableDiffusionRequest


def long_name(_kind: Mentioned, _identifier: int) -> str:
    return "Maximiliane Mustermann of Musterhausen"


def plain(prompt: str) -> str:
    return plain_request(FluxRequest(prompt=prompt), long_name).prompt


def test_request_of_plain_words_is_the_very_same() -> None:
    request = FluxRequest(prompt="a fox,\n  and an owl ", width=64)
    assert plain_request(request, long_name) is request


@pytest.mark.parametrize(
    ("prompt", "sent"),
    [
        ("a \U000e0066\U000e006f\U000e0078fox", "a fox"),
        ("a \u202efox\u2066", "a fox"),
        ("a\r\nfox\x00\x1b", "a\nfox"),
        ("<:pepega:1>\u200b", "pepega"),
        ("<@\u200b1>", "Maximiliane Mustermann of Musterhausen"),
        ("👩‍🚀 می‌خواهم", "👩‍🚀 می‌خواهم"),
    ],
)
def test_prompt_is_sent_as(prompt: str, sent: str) -> None:
    assert plain(prompt) == sent


@pytest.mark.parametrize("prompt", ["   ", "\u200b", "\u3164", "\u2800", "\x01\x02", "\U000e0041"])
def test_prompt_without_a_visible_character_is_refused(prompt: str) -> None:
    with pytest.raises(UserError) as error:
        plain(prompt)
    assert error.value.reason.key == "refused-empty-prompt"


def test_other_texts_are_cleaned_or_left_out_when_nothing_is_in_them() -> None:
    request = StableDiffusionRequest(prompt="a fox", negative_prompt="\u202eblur", seed=4)
    assert plain_request(request, long_name).chosen() == {
        **request.chosen(),
        "negative_prompt": "blur",
    }
    request = StableDiffusionRequest(prompt="a fox", negative_prompt="\u200b ", seed=4)
    assert "negative_prompt" not in plain_request(request, long_name).chosen()


def test_images_are_kept() -> None:
    image = {"url": "https://cdn.discordapp.com/1/2/x.png", "filename": "x.png", "size": 5}
    request = FluxRequest.model_validate({"prompt": "a\x00 fox", "input_image": image})
    assert plain_request(request, long_name).images() == request.images()


def test_names_that_are_longer_than_their_ids_do_not_make_it_too_long() -> None:
    assert len(plain("<@123456789012345678>" * 280)) == MAX_TEXT


@given(st.text(min_size=1, max_size=80).filter(has_visible_character))
def test_what_is_plain_stays_so(prompt: str) -> None:
    once = plain(prompt)
    assert plain(once) == once


@pytest.mark.parametrize("kind", OPERATIONS.values(), ids=[*OPERATIONS])
def test_every_long_text_of_a_request_is_a_free_text(kind: type[ImageRequest]) -> None:
    fields = kind.model_json_schema()["properties"]
    long = {
        name
        for name, field in fields.items()
        if any(form.get("maxLength", 0) > 100 for form in field.get("anyOf", [field]))
    }
    assert {*kind.texts} == long
