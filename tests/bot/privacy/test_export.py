"""The export of a member's data as JSON documents."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from bot.privacy import export
from bot.privacy.export import export_files
from bot.storage.member_data import KeptInput, MemberData
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
