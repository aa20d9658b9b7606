"""Values at the end of a prompt: which are read, what they become, and what stays."""

import pytest

from bot.errors import UserError
from bot.intake.prompt_values import read_prompt
from bot.texts import Texts
from providers.base import ImageRef, ImageRequest
from providers.flux import FluxRequest
from providers.gemini import GeminiRequest
from providers.stable_diffusion import StableDiffusionRequest


def flux(prompt: str, **values: int) -> FluxRequest:
    return FluxRequest(prompt=prompt, **values)


@pytest.mark.parametrize(
    ("prompt", "shape", "seed"),
    [
        ("a fox --ar 16:9", "16:9", None),
        ("a fox --AR=9x16", "9:16", None),
        # Phones turn two hyphens into a dash.
        ("a fox —ar 2:3 —seed 7", "2:3", 7),
        ("a fox --seed 7 --ar 7:3", "21:9", 7),
        ("a fox\n--ar 1920/1080", "16:9", None),
        ("a fox --seed 1 --seed 0", None, 0),
        ("a fox --aspect 16:9", "16:9", None),
        ("a fox --ar 16:9, --seed 7.", "16:9", 7),
        ("a fox --ar 16：9", "16:9", None),
        ("a fox --ar 2.39:1", "21:9", None),
        ("a fox --ar 1,85:1", "16:9", None),
        ("a fox --ar 1:0.5", "2:1", None),
        ("a fox --ar 1:50000", "1:3", None),
        # Copied from a page, with a blank that has no width.
        ("a fox --ar 16:9\u200b", "16:9", None),
        ("a fox --ar 16:9\u200b --seed 7\ufeff", "16:9", 7),
    ],
)
def test_values_at_the_end_become_options(prompt: str, shape: str | None, seed: int | None) -> None:
    read = read_prompt(flux(prompt), None)

    assert read.request == flux("a fox") if seed is None else flux("a fox", seed=seed)
    assert read.shape == shape
    assert not read.left


@pytest.mark.parametrize(
    "prompt",
    [
        "a fox",
        "a --ar 16:9 fox",
        "a fox --no",
        "a fox --seed of doubt",
        "a fox —seed?",
        "a well-known fox -- no, a --noisy one",
        "a fox--ar 16:9",
        "a fox --v 6",
        "a fox --tile --s 200",
        "a fox --ar 16:9 --style like a comic",
    ],
)
def test_other_words_stay_as_they_are(prompt: str) -> None:
    read = read_prompt(flux(prompt), "wide")

    assert (read.request.prompt, read.shape, read.taken, read.left) == (prompt, "wide", (), ())


def test_what_a_model_does_not_have_stays_in_its_prompt() -> None:
    read = read_prompt(flux("a fox --no trees, cars --ar 1:1 --seed 9999999999"), None)

    assert read.request == flux("a fox --no trees, cars --seed 9999999999")
    assert read.remarks(Texts()) == [
        "Read from your prompt: `shape: 1:1`.",
        "Flux doesn't have `--no`, so I left that in your prompt.",
        "I can't use `--seed 9999999999`, so I left that in your prompt.",
    ]


@pytest.mark.parametrize(
    "flag",
    ["--ar wide", "--ar 0:9", "--ar", "--seed x", "--seed -1", "--seed 99999999999", "--seed"],
)
def test_a_value_that_cannot_be_used_is_said_and_hides_no_other(flag: str) -> None:
    alone, beside = (read_prompt(flux(f"a fox{other} {flag}"), None) for other in ("", " --ar 2:1"))

    assert alone.request.prompt == beside.request.prompt == f"a fox {flag}"
    assert (alone.shape, beside.shape) == (None, "2:1")
    told = f"I can't use `{flag}`, so I left that in your prompt."
    assert alone.remarks(Texts()) == [told]
    assert beside.remarks(Texts()) == ["Read from your prompt: `shape: 2:1`.", told]


def test_of_very_many_values_the_last_ones_are_read() -> None:
    read = read_prompt(flux("a fox" + " --seed 1" * 600 + " --seed 7"), None)

    assert read.request.chosen_seed == 7
    assert read.request.prompt == "a fox" + " --seed 1" * 569


def test_what_a_value_says_stays_code() -> None:
    [remark] = read_prompt(flux("a fox --seed `@everyone`"), None).remarks(Texts())

    assert remark == "I can't use `--seed '@everyone'`, so I left that in your prompt."


def test_a_model_without_seeds_is_said_to_have_none_whatever_the_value() -> None:
    read = read_prompt(GeminiRequest(prompt="a fox --seed random"), None)

    assert (read.left, read.unusable) == (("--seed",), ())


@pytest.mark.parametrize(
    ("prompt", "shape"),
    [
        ("make it 16:9", "16:9"),
        ("16x9 please", "16:9"),
        ("change to 9 : 16 format", "9:16"),
        ("Make it square!", "1:1"),
        ("mach es quadratisch bitte", "1:1"),
        ("jetzt im Hochformat", "portrait"),
        ("hazlo cuadrado, por favor", None),
        ("hazlo cuadrado por favor", "1:1"),
        ("rends-la carrée, stp", None),
        ("rends-la carrée stp", "1:1"),
        ("mets-le en 16:9 s'il te plaît", "16:9"),
        ("en format paysage", "landscape"),
        ("format portrait", "portrait"),
        ("deixa quadrado por favor", "1:1"),
        ("coloca em 9:16", "9:16"),
        ("em formato paisagem", "landscape"),
        ("ponlo en formato vertical", "portrait"),
        ("landscape format please", "landscape"),
        ("a landscape", None),
        ("en portrait", None),
        ("make the clock show 10:10", None),
        ("a square", None),
        ("make the hat square", None),
        ("make it 0:9", None),
    ],
)
def test_edit_of_the_shape_alone_names_it(prompt: str, shape: str | None) -> None:
    photo = ImageRef(url="https://cdn.discordapp.com/a.png", filename="a.png")
    request = FluxRequest(prompt=prompt, width=512, height=512, input_image=photo)

    read = read_prompt(request, None)

    assert read.shape == shape
    assert read.request.prompt == prompt
    assert read.request.chosen().get("width") == (512 if shape is None else None)


def test_shape_that_was_chosen_counts_more_than_the_words() -> None:
    photo = ImageRef(url="https://cdn.discordapp.com/a.png", filename="a.png")
    request = FluxRequest(prompt="make it 16:9", input_image=photo)

    assert read_prompt(request, "tall").shape == "tall"


def test_new_picture_may_show_a_square() -> None:
    assert read_prompt(flux("square"), None).shape is None


def test_flags_of_other_services_hide_none_and_stay_in_the_prompt() -> None:
    read = read_prompt(flux("a fox --ar 16:9 --v 6.1 --seed 7 --tile"), None)

    assert (read.request, read.shape) == (flux("a fox --v 6.1 --tile", seed=7), "16:9")
    assert read.remarks(Texts()) == [
        "Read from your prompt: `shape: 16:9` `seed: 7`.",
        "Flux doesn't have `--v`, `--tile`, so I left that in your prompt.",
    ]


def test_flags_of_other_services_are_no_part_of_what_is_not_wanted() -> None:
    read = read_prompt(StableDiffusionRequest(prompt="a fox --no trees --v 6"), None)

    assert isinstance(read.request, StableDiffusionRequest)
    assert (read.request.prompt, read.request.negative_prompt) == ("a fox --v 6", "trees")


def test_what_is_not_wanted_is_added_to_what_was_not_wanted_before() -> None:
    request = StableDiffusionRequest(prompt="a fox --no `trees`", negative_prompt="cars")

    read = read_prompt(request, None)

    assert isinstance(read.request, StableDiffusionRequest)
    assert read.request.negative_prompt == "cars, `trees`"
    assert read.remarks(Texts()) == ["Read from your prompt: `negative_prompt: cars, 'trees'`."]


@pytest.mark.parametrize(
    ("request_", "kept"),
    [
        (FluxRequest(prompt="a fox --ar 2:1", width=512, height=512), {}),
        (
            GeminiRequest(prompt="a fox --ar 2:1", aspect_ratio="1:1", image_size="4K"),
            {"image_size": "4K"},
        ),
    ],
)
def test_the_ratio_of_the_prompt_counts_and_the_size_stays(
    request_: ImageRequest, kept: dict[str, str]
) -> None:
    read = read_prompt(request_, "square")

    assert read.request.chosen() == {"prompt": "a fox", **kept}
    assert read.shape == "2:1"


def test_values_without_words_are_refused() -> None:
    with pytest.raises(UserError, match="refused-empty-prompt"):
        read_prompt(flux("--ar 16:9 --seed 7"), None)
