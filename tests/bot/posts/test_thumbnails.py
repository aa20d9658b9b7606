"""Pictures of finished jobs: what Discord holds back holds up no list."""

import asyncio
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from bot.policy.hidden_pictures import HiddenPictures
from bot.posts import thumbnails
from bot.posts.thumbnails import FoundPictures, Thumbnails
from bot.storage.records import Source, State
from bot.ui.pictures import ShownPicture
from providers.base import ImageRef
from tests.storage.rows import new_job

PICTURE = ShownPicture(ImageRef(url="https://cdn.discordapp.com/fox.png"), spoiler=False)


class NoneHidden:
    """Reports of a server in which nothing was reported."""

    async def among(self, _: Any) -> set[int]:
        """Return nothing."""
        return set()


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> dict[int, BaseException | asyncio.Event | None]:
    """Messages by id, each with what happens when it is fetched; all have the same picture."""
    known: dict[int, BaseException | asyncio.Event | None] = {}

    async def fetched(_: discord.Interaction, source: Source) -> int:
        match known[source.message_id]:
            case BaseException() as error:
                raise error
            case asyncio.Event() as event:
                await event.wait()
        return source.message_id

    monkeypatch.setattr(thumbnails, "source_message", fetched)
    monkeypatch.setattr(thumbnails, "pictures_of", lambda _: [PICTURE])
    monkeypatch.setattr(thumbnails, "PATIENCE", 0.05)
    return known


async def shown(*message_ids: int) -> set[int]:
    """Return the ids of the jobs whose pictures are shown."""
    pictures = (await found(*message_ids)).pictures
    assert {*pictures.values()} <= {PICTURE}
    return {*pictures}


async def found(*message_ids: int) -> FoundPictures:
    channel = SimpleNamespace(is_nsfw=lambda: False)
    guild = SimpleNamespace(get_channel_or_thread=lambda _: channel)
    interaction = cast(discord.Interaction, SimpleNamespace(guild=guild, channel=channel))
    jobs = [
        replace(new_job(one), state=State.DONE, message_id=one, message_channel_id=1)
        for one in message_ids
    ]
    return await Thumbnails(cast(HiddenPictures, NoneHidden())).of(interaction, jobs)


async def test_late_picture_is_left_out(
    messages: dict[int, BaseException | asyncio.Event | None],
) -> None:
    messages |= {1: None, 2: asyncio.Event(), 3: None}
    assert await shown(1, 2, 3) == {1, 3}
    # Nothing goes on in the background.
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_picture_that_cannot_be_fetched_is_left_out(
    messages: dict[int, BaseException | asyncio.Event | None],
) -> None:
    messages |= {1: TimeoutError(), 2: None, 3: OSError()}
    assert await shown(1, 2, 3) == {2}


async def test_deleted_message_is_told_apart_from_one_that_is_not_had(
    messages: dict[int, BaseException | asyncio.Event | None],
) -> None:
    gone = SimpleNamespace(status=404, reason="Not Found")
    hidden = SimpleNamespace(status=403, reason="Forbidden")
    messages |= {
        1: discord.NotFound(cast(Any, gone), "no"),
        2: discord.Forbidden(cast(Any, hidden), "no"),
        3: None,
    }

    assert await shown(1, 2, 3) == {3}
    assert (await found(1, 2, 3)).deleted == {1}
