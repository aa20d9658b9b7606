"""Export of a member's data as JSON files, for people and for programs."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import orjson

from bot.common.busy import Busy
from bot.errors import UserError
from bot.storage.member_data import MemberData, MemberDataStore
from bot.storage.member_record import MemberRecord
from bot.storage.records import COUNTED, Job, JobTask
from bot.storage.reports import Report

Json = dict[str, Any]
# Discord accepts 10 MiB per file everywhere, including the form data around the file.
_MAX_BYTES = 8 * 2**20


class DataExport:
    """Exports of everything that the database has about a member.

    One of each member, and one at a time: each reads all of the member's rows, and other members
    need the database and the threads meanwhile.
    """

    def __init__(self, store: MemberDataStore) -> None:
        self._store = store
        self._busy = Busy()
        self._turn = asyncio.Lock()

    async def files(self, member_id: int, now: datetime) -> list[bytes]:
        """Read everything about a member, and return the files of `export_files`.

        Raises `UserError` while an earlier export of the member is not done.
        """
        with self._busy.claim(member_id) as claimed:
            if not claimed:
                raise UserError("refused-busy")
            async with self._turn:
                data = await self._store.of(member_id)
                return await asyncio.to_thread(export_files, data, member_id, now)


def export_files(data: MemberData, member_id: int, now: datetime) -> list[bytes]:
    """Return one JSON document, or several if one would be too large for Discord. Blocks.

    Ids are text, since many programs cannot hold 64 bits in a number. Times are RFC 3339, in UTC.
    Left out are estimates, which are the operator's, and two secrets without use for the member:
    the token of a private answer, and the relay's id of a task.
    """
    jobs = (_dumped(_job(job, data)) for job in data.jobs)
    servers = _servers(data.record)
    parts = [*_split(jobs, _MAX_BYTES, len(orjson.dumps(servers, option=orjson.OPT_INDENT_2)))]
    head = {
        "member": str(member_id),
        "exported_at": now,
        "lets_others_edit": data.lets_others_edit,
        "hinted_at": data.hinted_at,
        **_chosen(blocked_everywhere=_operator_block(data.record)),
        **_chosen(
            mention_when_slow=data.mention_when_slow,
            defaults=data.defaults,
            in_showcases=data.in_showcases,
        ),
        "unclear_replies_are_edits": data.unclear_edits,
    }
    return [
        _document(
            {
                **head,
                "part": number,
                "parts": len(parts),
                **({"servers": servers} if number == 1 else {}),
            },
            part,
        )
        for number, part in enumerate(parts, start=1)
    ]


# The beginning and the end of a document of one job, and so what stands around its jobs.
_BEFORE, _AFTER = b'{\n  "jobs": [\n', b"\n  ]\n}"


def _dumped(job: Json) -> bytes:
    """Return a job as it stands in a document, with the indentation of its lines.

    One at a time: a whole document at once would keep all other threads waiting.
    """
    document = orjson.dumps({"jobs": [job]}, option=orjson.OPT_INDENT_2)
    return document.removeprefix(_BEFORE).removesuffix(_AFTER)


def _document(head: Json, jobs: Sequence[bytes]) -> bytes:
    empty = orjson.dumps({**head, "jobs": []}, option=orjson.OPT_INDENT_2)
    if not jobs:
        return empty
    return b"".join([empty.removesuffix(b"]\n}"), b"\n", b",\n".join(jobs), _AFTER])


def _split(jobs: Iterable[bytes], max_bytes: int, size: int) -> Iterator[list[bytes]]:
    """Split the jobs into as few parts as possible, in order; yield one part if there are none.

    `size` is the number of bytes that the first part has already.
    """
    part: list[bytes] = []
    for job in jobs:
        job_size = len(job) + len(_BEFORE) + len(_AFTER)
        if part and size + job_size > max_bytes:
            yield part
            part, size = [], 0
        part.append(job)
        size += job_size
    yield part


def _chosen(**choices: Any) -> dict[str, Any]:
    """Return the choices that the member has made."""
    return {name: choice for name, choice in choices.items() if choice is not None}


def _servers(record: MemberRecord) -> Json:
    """Convert the records that servers have about the member."""
    return {
        "blocks": [
            {"server": _id(guild_id), "reason": block.reason, "until": block.until}
            for guild_id, block in record.blocks
        ],
        "limits": [
            {
                "server": _id(guild_id),
                "metric": limit.metric,
                "per": limit.per,
                "amount": limit.amount,
                "adds": limit.adds,
                "until": limit.until,
            }
            for guild_id, limit in record.limits
        ],
        "changes": [
            {
                "server": _id(change.guild_id),
                "at": change.at,
                "action": change.action,
                "facts": dict(change.facts),
            }
            for change in record.changes
        ],
        "you_reported": [_report(report) for report in record.reports_made],
        "reported_of_yours": [_report(report) for report in record.reports_about],
    }


def _operator_block(record: MemberRecord) -> Json | None:
    block = record.operator_block
    return None if block is None else {"reason": block.reason, "until": block.until}


def _report(report: Report) -> Json:
    """Convert a report, without the reporter, whom only moderators may know."""
    return {
        "server": _id(report.guild_id),
        "channel": _id(report.channel_id),
        "message": _id(report.message_id),
        "job": _id(report.job_id),
        "reported_at": report.reported_at,
        "state": report.state,
    }


def _job(job: Job, data: MemberData) -> Json:
    destination = job.destination
    reposts = data.reposts.get(job.id, ())
    return {
        "id": str(job.id),
        "state": job.state,
        "operation": job.operation,
        "request": dict(job.request),
        "style": job.style and job.style["name"],
        **_chosen(area=job.area and job.area.name),
        "counted_pictures": job.pictures if job.state in COUNTED else 0,
        "reason": job.reason,
        "asked_at": job.created_at,
        "started_at": job.started_at,
        "submitted_at": job.submitted_at,
        "posting_at": job.posting_at,
        "ended_at": job.ended_at,
        "place": {
            "server": _id(destination.guild_id),
            "channel": _id(destination.channel_id),
            "thread_of": _id(destination.thread_of),
            "reply_to": _id(destination.reply_to),
            "locale": destination.locale,
            "private": destination.private,
            "spoiler": destination.spoiler,
        },
        "message": {"channel": _id(job.message_channel_id), "message": _id(job.message_id)},
        "edit_of": job.source
        and {
            "channel": _id(job.source.channel_id),
            "message": _id(job.source.message_id),
            "picture": job.source.picture,
            "job": _id(job.source.job_id),
        },
        "images": [
            {"option": image.name, "media_type": image.media_type, "bytes": image.size}
            for image in data.inputs.get(job.id, ())
        ],
        **_chosen(
            asked_for=dict(job.batch) if job.batch else None,
            tasks=[_task(task) for task in data.tasks.get(job.id, ())] or None,
        ),
        **_chosen(
            posted_again=[
                {"channel": _id(channel_id), "message": _id(message_id)}
                for channel_id, message_id in reposts
            ]
            or None,
            contests=[
                {
                    "contest": _id(entry.contest_id),
                    "number": entry.number,
                    "votes": entry.votes,
                    "won": entry.won,
                }
                for entry in data.entries.get(job.id, ())
            ]
            or None,
        ),
    }


def _task(task: JobTask) -> Json:
    """Convert one of several tasks of a job; the job's own request is the first one's."""
    return {
        "number": task.number,
        "operation": task.operation,
        "request": dict(task.request),
        "pictures": task.pictures,
        "images": dict(task.names),
        "arrived": task.arrived,
        "reason": task.reason,
    }


def _id(snowflake: int | None) -> str | None:
    """Convert an id to text; 0 and None, which mean unknown or erased, become None."""
    return str(snowflake) if snowflake else None
