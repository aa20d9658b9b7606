"""Captions of jobs with several tasks: which picture is which, in 2000 characters."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.delivery.captions import part_labels, post_text
from bot.errors import Reason
from bot.imaging.outputs import Picture
from bot.jobs.outcome import Outcome, Part
from bot.storage.records import Destination, Job, State
from bot.texts import Languages, Texts
from bot.ui.discord_limits import MAX_CONTENT
from providers.base import ImageRequest
from providers.flux import FluxRequest
from providers.gemini import GeminiRequest
from tests.bot.delivery.conftest import picture

TEXTS = Languages().of("en-US")
HOSTILE = "*_~`|<@7>||**" * 60


def job(*, spoiler: bool = False) -> Job:
    return Job(
        id=1,
        state=State.SUBMITTED,
        member_id=7,
        destination=Destination(11, 5, 10 * 2**20, spoiler=spoiler),
        operation="flux",
        request={"prompt": "a fox"},
        pictures=4,
        created_at=datetime(2026, 11, 22, tzinfo=UTC),
    )


def outcome(*requests: ImageRequest, failed: Reason | None = None) -> Outcome:
    """Return the outcome of tasks with a picture each, or of which all but the first failed."""
    parts = [Part(request, 1) for request in requests]
    if failed is not None:
        parts[1:] = [replace(part, pictures=0, reason=failed) for part in parts[1:]]
    pictures: tuple[Picture, ...] = (picture(),) * sum(part.pictures for part in parts)
    return Outcome(requests[0], pictures, None, 1.0, tuple(parts))


def flux(*prompts: str) -> list[ImageRequest]:
    return [FluxRequest(prompt=prompt) for prompt in prompts]


def test_same_tasks_have_no_labels() -> None:
    assert part_labels(TEXTS, outcome(*flux("a fox", "a fox"))) == []


def test_long_prompts_are_told_apart_by_their_ends() -> None:
    long = "a fox in the snow, " * 20
    labels = part_labels(TEXTS, outcome(*flux(f"{long}by day", f"{long}by night")))
    assert [label.partition("…")[2] for label in labels] == ["day", "night"]


def test_models_and_alternatives_are_both_named() -> None:
    requests = [
        kind(prompt=f"a {hue} fox")
        for kind in (FluxRequest, GeminiRequest)
        for hue in ("red", "blue")
    ]
    labels = part_labels(TEXTS, outcome(*requests), spoiler=True)
    assert labels[0] == "**1** · Flux · ||a red fox||"
    assert labels[3] == "**4** · Gemini · ||a blue fox||"


@pytest.mark.parametrize("spoiler", [False, True])
@pytest.mark.parametrize("failed", [None, Reason("failed-declined-words", {"words": HOSTILE})])
@pytest.mark.parametrize("texts", [*Languages()])
def test_caption_is_never_cut(texts: Texts, spoiler: bool, failed: Reason | None) -> None:
    prompts = [f"{HOSTILE} {HOSTILE} {number}" for number in range(4)]
    made = outcome(*flux(*prompts), failed=failed)
    text = post_text(texts, job(spoiler=spoiler), made, made.pictures)

    assert len(text) < MAX_CONTENT
    # The member alone is mentioned, once.
    assert len(re.findall(r"(?<!\\)<@7>", text)) == 1
    # All details are there.
    assert text.count("\n-# ") >= 1 + (failed is not None)
    if spoiler:
        assert text.startswith("||**")
        assert text.replace("\\|", "").count("||") % 2 == 0
