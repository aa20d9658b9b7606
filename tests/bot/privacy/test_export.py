"""The export of a member's data as JSON documents."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from unittest.mock import Mock

import orjson
import pytest

from bot.errors import UserError
from bot.privacy import export
from bot.privacy.export import DataExport, export_files
from bot.storage.member_data import KeptInput, MemberData, MemberDataStore
from bot.storage.records import Destination, Job, State

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
JOB = Job(
    id=1,
    state=State.DONE,
    member_id=7,
    destination=Destination(channel_id=11, guild_id=5, upload_limit=1),
    operation="flux",
    request={"prompt": 'a "red"\n fox 🦊', "seed": 7},
    pictures=1,
    created_at=NOW,
)


def exported(jobs: int) -> list[bytes]:
    inputs = {2: [KeptInput("input_image", "image/png", 9)]}
    kept = [replace(JOB, id=number) for number in range(1, jobs + 1)]
    return export_files(MemberData(True, None, kept, inputs), 7, NOW)


def read(document: bytes) -> Any:
    content = orjson.loads(document)
    # Nothing in it is written in another way than orjson writes a whole document.
    assert orjson.dumps(content, option=orjson.OPT_INDENT_2) == document
    return content


@pytest.mark.parametrize("jobs", [0, 1, 2, 30])
def test_document_is_json_with_every_job(jobs: int) -> None:
    [document] = exported(jobs)
    content = read(document)
    assert [job["id"] for job in content["jobs"]] == [str(n) for n in range(1, jobs + 1)]
    assert (content["member"], content["part"], content["parts"]) == ("7", 1, 1)


@pytest.mark.parametrize("max_bytes", [1, 3000, 5000, 10**5])
def test_parts_are_as_few_as_have_room(monkeypatch: pytest.MonkeyPatch, max_bytes: int) -> None:
    monkeypatch.setattr(export, "_MAX_BYTES", max_bytes)
    documents = exported(20)
    contents = [read(document) for document in documents]
    ids = [job["id"] for content in contents for job in content["jobs"]]
    assert ids == [str(n) for n in range(1, 21)]
    assert {content["parts"] for content in contents} == {len(documents)}
    assert [content["part"] for content in contents] == [*range(1, len(documents) + 1)]
    assert all("servers" in content for content in contents[:1])
    head = 300
    assert all(len(one) <= max_bytes + head or len(read(one)["jobs"]) == 1 for one in documents)


class SlowStore:
    """A store whose reads last until they are released; `reading` are the members read now."""

    def __init__(self) -> None:
        self.reading: list[int] = []
        self.released = asyncio.Event()

    async def of(self, member_id: int) -> MemberData:
        self.reading.append(member_id)
        await self.released.wait()
        self.reading.remove(member_id)
        return MemberData(True, None, [], {})


async def test_exports_are_one_of_a_member_and_one_at_a_time() -> None:
    slow = SlowStore()
    exports = DataExport(Mock(MemberDataStore, of=slow.of))
    first, other = (asyncio.create_task(exports.files(member, NOW)) for member in (7, 8))
    await asyncio.sleep(0)

    with pytest.raises(UserError, match="refused-busy"):
        await exports.files(7, NOW)
    assert slow.reading == [7]

    slow.released.set()
    assert len(await first) == len(await other) == 1
    assert len(await exports.files(7, NOW)) == 1
