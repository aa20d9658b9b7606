"""Compositing of jobs: repeated while the database is away, and nothing paid is lost by it."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.imaging.compositing import Composition
from bot.imaging.decoding import Format
from bot.imaging.outputs import Picture
from bot.jobs.compositing import Compositing
from bot.jobs.outcome import Outcome
from bot.storage.database import StorageError
from bot.storage.records import WHOLE, Area, Destination, Job, State, StoredInput
from providers.gpt_image import GptImageEditRequest

MADE = Picture(b"made", Format.PNG, 8, 8)
PUT_TOGETHER = Picture(b"whole", Format.PNG, 4, 4)
INPUTS = {
    "image": StoredInput("image", "image/png", b"framed"),
    "mask": StoredInput("mask", "image/png", b"mask"),
    WHOLE: StoredInput(WHOLE, "image/png", b"original"),
}
JOB = Job(
    id=7,
    state=State.SUBMITTED,
    member_id=1,
    destination=Destination(channel_id=2, guild_id=3, upload_limit=10),
    operation="gpt-image-edit",
    request={"prompt": "x"},
    pictures=1,
    created_at=datetime(2026, 11, 29, tzinfo=UTC),
    area=Area("left half"),
)


class Store:
    """A store of inputs that may be away for a while."""

    def __init__(self, inputs: dict[str, StoredInput], outages: int = 0) -> None:
        self._inputs = inputs
        self.outages = outages

    async def stored_inputs(self, job_id: int) -> dict[str, StoredInput]:
        assert job_id == JOB.id
        if self.outages:
            self.outages -= 1
            raise StorageError("away")
        return self._inputs


class Clock:
    """A clock whose pauses are none."""

    def retry_pauses(self) -> Iterator[float]:
        while True:
            yield 0


def outcome(*pictures: Picture) -> Outcome:
    request = GptImageEditRequest.from_chosen({"prompt": "x"})
    return Outcome(request, pictures or (MADE,), None, 1.0)


def compositing(inputs: dict[str, StoredInput] | None = None, outages: int = 0) -> Compositing:
    store: Any = Store(INPUTS if inputs is None else inputs, outages)
    clock: Any = Clock()
    return Compositing(store, clock)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Composition]:
    """Return the pictures as put together; of two the second one fails."""
    compositions: list[Composition] = []

    async def composite(made: Picture, composition: Composition, **_: object) -> Picture:
        if made is not MADE:
            raise ValueError("broken")
        compositions.append(composition)
        return PUT_TOGETHER

    monkeypatch.setattr("bot.jobs.compositing.composite_picture", composite)
    return compositions


async def test_a_picture_is_put_together_from_the_row_and_its_inputs(
    asked: list[Composition],
) -> None:
    finished = await compositing().finished(JOB, outcome())

    assert finished == replace(outcome(), pictures=(PUT_TOGETHER,))
    assert asked == [Composition("left half", b"original", b"framed")]


async def test_a_job_without_an_area_is_left_alone(asked: list[Composition]) -> None:
    plain, made = replace(JOB, area=None), outcome()

    assert await compositing().finished(plain, made) is made
    assert await compositing().originals(plain, made) is made
    assert asked == []


async def test_it_waits_for_a_database_that_is_away(asked: list[Composition]) -> None:
    finished = await compositing(outages=3).finished(JOB, outcome())

    assert finished.pictures == (PUT_TOGETHER,)
    assert len(asked) == 1


async def test_of_several_pictures_the_broken_one_stays_as_it_was_made(
    asked: list[Composition], caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(MADE, content=b"broken")

    finished = await compositing().finished(JOB, outcome(MADE, broken))

    assert finished.pictures == (PUT_TOGETHER, broken)
    assert len(asked) == 1
    assert "job 7: not composited, so it stays as the relay made it" in caplog.text
    assert await compositing().originals(JOB, outcome(MADE, broken)) is None


@pytest.mark.parametrize("lost", ["image", WHOLE])
async def test_without_its_inputs_a_picture_stays_as_it_was_made(
    asked: list[Composition], caplog: pytest.LogCaptureFixture, lost: str
) -> None:
    caplog.set_level(logging.ERROR)
    left = {name: given for name, given in INPUTS.items() if name != lost}

    assert await compositing(left).finished(JOB, outcome()) == outcome()
    assert await compositing(left).originals(JOB, outcome()) is None
    assert asked == []
    assert "its original is gone" in caplog.text
