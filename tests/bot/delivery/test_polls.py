"""Polls below comparisons: once, or not at all, and never without their pictures."""

from dataclasses import replace

import pytest

from bot.delivery import polls as polls_module
from bot.delivery.polls import PATIENCE, PollPoster
from bot.delivery.rest_client import RestClient
from bot.delivery.targets import Targets
from bot.jobs.outcome import DeliveryError
from bot.storage.records import Job, JobTask, Posted
from bot.texts import Languages
from tests.bot.delivery.conftest import POST, Desk
from tests.wire.discord import WireDiscord
from tests.wire.state import Message

BATCH = {"operations": ["flux", "gemini"], "poll": True}


class Tasks:
    """The tasks of every job: two models, each with a picture, or only the first one."""

    def __init__(self, arrived: int = 1) -> None:
        self._arrived = arrived

    async def of(self, _: int) -> list[JobTask]:
        """See `bot.storage.tasks.TaskStore`."""
        return [
            JobTask(1, "flux", {"prompt": "a fox"}, 1, arrived=1),
            JobTask(2, "gemini", {"prompt": "a fox"}, 1, arrived=self._arrived),
        ]


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polls_module, "RETRY_PAUSES", (0.0, 0.0))


def poster(desk: Desk, tasks: Tasks | None = None) -> PollPoster:
    rest, targets = RestClient(desk.client), Targets(desk.client, desk.now)
    return PollPoster(rest, targets, tasks or Tasks(), Languages(), desk.now)  # type: ignore[arg-type]


async def posted(desk: Desk) -> tuple[Job, Posted]:
    """Return a comparison whose pictures are in the channel."""
    job = replace(desk.job(), batch=BATCH, pictures=2, ended_at=desk.now())
    return job, await desk.post(job, pictures=2)


def polls(desk: Desk) -> list[Message]:
    return [one for one in desk.wire.messages(desk.wire.channel) if one.poll]


async def test_poll_is_posted_once(desk: Desk) -> None:
    job, done = await posted(desk)
    first = poster(desk)
    await first.post_in_time(job, done)
    await first.post_in_time(job, done)
    # The next process does not know, and looks.
    await poster(desk).post_in_time(replace(job, taken_over=True), done)
    assert len(polls(desk)) == 1


async def test_answer_that_was_lost_makes_no_second_poll(wire: WireDiscord, desk: Desk) -> None:
    job, done = await posted(desk)
    wire.lose(*POST, processed=True)
    await poster(desk).post_in_time(job, done)
    assert len(polls(desk)) == 1


async def test_deleted_pictures_are_not_voted_on(desk: Desk) -> None:
    job, done = await posted(desk)
    assert done.channel_id is not None
    await RestClient(desk.client).delete_message(done.channel_id, done.message_id)
    await poster(desk).post_in_time(job, done)
    assert polls(desk) == []


async def test_refused_poll_is_let_be(wire: WireDiscord, desk: Desk) -> None:
    job, done = await posted(desk)
    first = poster(desk)
    wire.fail(*POST, 403, 50013)
    await first.post_in_time(job, done)
    await first.post_in_time(job, done)
    assert polls(desk) == []


async def test_one_picture_is_no_choice(desk: Desk) -> None:
    job, done = await posted(desk)
    await poster(desk, Tasks(arrived=0)).post_in_time(job, done)
    assert polls(desk) == []


@pytest.mark.parametrize("late", [False, True])
async def test_poll_is_tried_later_for_a_while(wire: WireDiscord, desk: Desk, late: bool) -> None:
    job, done = await posted(desk)
    job = replace(job, ended_at=desk.now() - PATIENCE if late else desk.now())
    for _ in range(3):
        wire.fail(*POST, 404, 0)
    if late:
        await poster(desk).post_in_time(job, done)
        return
    with pytest.raises(DeliveryError):
        await poster(desk).post_in_time(job, done)
    await poster(desk).post_in_time(replace(job, taken_over=True), done)
    assert len(polls(desk)) == 1
