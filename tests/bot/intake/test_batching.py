"""Requests with several tasks, without a bot: numbers, alternatives, and refusals."""

import pytest

from bot.errors import UserError, sentence
from bot.intake.alternatives import prompts_of
from bot.intake.batching import native, task_requests
from bot.jobs.batch import Batch
from bot.texts import Languages
from providers.base import ImageRequest
from providers.gpt_image import GptImageRequest
from providers.stable_diffusion import StableDiffusionRequest


def takes_all(kind: type[ImageRequest], field: str, value: object) -> bool | None:  # noqa: ARG001
    return None


@pytest.mark.parametrize("group", ["{0-9999}", "{a|b}", "{1-50}"])
def test_too_many_alternatives_are_refused_in_every_language(group: str) -> None:
    with pytest.raises(UserError) as refused:
        prompts_of(group * (6000 // len(group)))
    for texts in Languages():
        assert len(sentence(texts, refused.value.reason)) < 300


def test_alternatives_of_other_texts_stay_as_they_are() -> None:
    request = StableDiffusionRequest(prompt="a {red|blue} fox", negative_prompt="{hats|shoes}")
    batch = Batch(prompt=request.prompt)
    made = [one.request for one in task_requests(request, (), batch, lambda _: ())]
    assert [one.prompt for one in made] == ["a red fox", "a blue fox"]
    assert {one.sent()["negative_prompt"] for one in made} == {"{hats|shoes}"}


@pytest.mark.parametrize(("n", "count"), [(4, 3), (3, 4)])
def test_more_pictures_than_a_message_holds_are_refused(n: int, count: int) -> None:
    with pytest.raises(UserError, match="refused-batch"):
        task_requests(GptImageRequest(prompt="a fox", n=n), (), Batch(count), lambda _: ())


def test_number_goes_to_the_relay_where_it_takes_it() -> None:
    request, batch = native(GptImageRequest(prompt="a fox"), Batch(3), takes_all)
    assert (request.pictures, batch) == (3, None)


def test_relay_that_takes_no_number_gets_several_tasks() -> None:
    def takes(kind: type[ImageRequest], field: str, value: object) -> bool | None:  # noqa: ARG001
        return field != "n"

    request, batch = native(GptImageRequest(prompt="a fox"), Batch(3), takes)
    assert (request.pictures, batch) == (1, Batch(3))
