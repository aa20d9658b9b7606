"""Search for marks in the files of messages: bounded for each member."""

import asyncio
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from bot.errors import UserError
from bot.imaging.workers.process import WorkerStoppedError
from bot.intake.downloads import UploadGoneError
from bot.policy.hidden_pictures import HiddenPictures
from bot.posts import copies
from bot.posts.copies import CopyFinder
from bot.storage.jobs import JobStore

FILE = SimpleNamespace(
    content_type="image/png",
    width=1,
    size=9,
    filename="a.png",
    url="https://cdn.example/a.png",
    is_spoiler=lambda: False,
)
MESSAGE: Any = SimpleNamespace(attachments=[FILE], message_snapshots=[])


class LateDownloader:
    """Downloads that wait until they are released; `content` is None for what is gone."""

    def __init__(self, content: bytes | None = None) -> None:
        self.released = asyncio.Event()
        self.content = content

    async def fetch(self, url: str, max_bytes: int) -> bytes:  # noqa: ARG002 - a protocol's
        await self.released.wait()
        if self.content is None:
            raise UploadGoneError("gone")
        return self.content


def finder(downloader: LateDownloader) -> CopyFinder:
    return CopyFinder(Mock(JobStore), Mock(HiddenPictures), downloader, 100)


def by(member_id: int) -> Any:
    return SimpleNamespace(user=SimpleNamespace(id=member_id))


async def test_files_are_searched_for_one_description_of_a_member_at_a_time() -> None:
    downloader = LateDownloader()
    found = finder(downloader)
    waiting = [asyncio.create_task(found.find(by(member), MESSAGE)) for member in (7, 8)]
    await asyncio.sleep(0)

    with pytest.raises(UserError, match="refused-busy"):
        await found.find(by(7), MESSAGE)

    downloader.released.set()
    for task in waiting:
        with pytest.raises(UserError, match="refused-not-mine"):
            await task
    with pytest.raises(UserError, match="refused-not-mine"):
        await found.find(by(7), MESSAGE)


async def test_file_that_no_worker_can_read_has_no_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = []

    async def stopped(*_: object, key: int) -> None:
        turns.append(key)
        raise WorkerStoppedError("time")

    monkeypatch.setattr(copies, "run_in_image_executor", stopped)
    downloader = LateDownloader(b"a file")
    downloader.released.set()

    with pytest.raises(UserError, match="refused-not-mine"):
        await finder(downloader).find(by(7), MESSAGE)

    # Its member takes a turn for it.
    assert turns == [7]
