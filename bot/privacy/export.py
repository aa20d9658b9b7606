"""What is kept about a member as JSON files, to be read by people and by programs."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import orjson

from bot.storage.member_data import KeptInput, MemberData
from bot.storage.member_record import MemberRecord
from bot.storage.records import COUNTED, Job
from bot.storage.reports import Report

Json = dict[str, Any]
# Discord takes 10 MiB a file everywhere; the form around the file counts too.
_MOST_BYTES = 8 * 2**20


def export_files(personal: MemberData, member_id: int, now: datetime) -> list[bytes]:
    """One JSON document, or several when one would be too large for Discord. Blocks.

    Ids are text, since many programs cannot hold 64 bits in a number. Times are RFC 3339, in UTC.
    Left out are what it was estimated to cost, which is the operator's, and two secrets that would
    be of no use: the token of a private answer, and the relay's id of a task.
    """
    jobs = (_dumped(_job(job, personal.inputs.get(job.id, ()))) for job in personal.jobs)
    servers = _servers(personal.decided)
    parts = [*_as_fit(jobs, _MOST_BYTES, len(orjson.dumps(servers, option=orjson.OPT_INDENT_2)))]
    head = {
        "member": str(member_id),
        "exported_at": now,
        "lets_others_edit": personal.lets_others_edit,
        "hinted_at": personal.hinted_at,
    }
    return [
        _document(
            {
                **head,
                "part": part,
                "parts": len(parts),
                **({"servers": servers} if part == 1 else {}),
            },
            some,
        )
        for part, some in enumerate(parts, start=1)
    ]


# The beginning and the end of a document of one job, and so what stands around its jobs.
_BEFORE, _AFTER = b'{\n  "jobs": [\n', b"\n  ]\n}"


def _dumped(job: Json) -> bytes:
    """A job as it stands in a document, with the spaces before its lines.

    One at a time: a whole document at once would keep all other threads waiting.
    """
    document = orjson.dumps({"jobs": [job]}, option=orjson.OPT_INDENT_2)
    return document.removeprefix(_BEFORE).removesuffix(_AFTER)


def _document(head: Json, jobs: Sequence[bytes]) -> bytes:
    empty = orjson.dumps({**head, "jobs": []}, option=orjson.OPT_INDENT_2)
    if not jobs:
        return empty
    return b"".join([empty.removesuffix(b"]\n}"), b"\n", b",\n".join(jobs), _AFTER])


def _as_fit(jobs: Iterable[bytes], most_bytes: int, size: int) -> Iterator[list[bytes]]:
    """The jobs in as few parts as have room for them, in order; one part if there are none.

    `size` is how many bytes of the first part are taken.
    """
    part: list[bytes] = []
    for job in jobs:
        more = len(job) + len(_BEFORE) + len(_AFTER)
        if part and size + more > most_bytes:
            yield part
            part, size = [], 0
        part.append(job)
        size += more
    yield part


def _servers(decided: MemberRecord) -> Json:
    """What servers have on record."""
    return {
        "blocks": [
            {"server": _id(guild_id), "reason": block.reason, "until": block.until}
            for guild_id, block in decided.blocks
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
            for guild_id, limit in decided.limits
        ],
        "changes": [
            {
                "server": _id(one.guild_id),
                "at": one.at,
                "action": one.action,
                "facts": dict(one.facts),
            }
            for one in decided.changes
        ],
        "you_reported": [_report(one) for one in decided.reported],
        "reported_of_yours": [_report(one) for one in decided.of_theirs],
    }


def _report(report: Report) -> Json:
    """Without who reported it: that is told to the moderators alone."""
    return {
        "server": _id(report.guild_id),
        "channel": _id(report.channel_id),
        "message": _id(report.message_id),
        "job": _id(report.job_id),
        "reported_at": report.reported_at,
        "state": report.state,
    }


def _job(job: Job, inputs: Sequence[KeptInput]) -> Json:
    place = job.place
    return {
        "id": str(job.id),
        "state": job.state,
        "operation": job.operation,
        "request": dict(job.request),
        "counted_pictures": job.pictures if job.state in COUNTED else 0,
        "reason": job.reason,
        "asked_at": job.created_at,
        "started_at": job.started_at,
        "submitted_at": job.submitted_at,
        "posting_at": job.posting_at,
        "ended_at": job.ended_at,
        "place": {
            "server": _id(place.guild_id),
            "channel": _id(place.channel_id),
            "thread_of": _id(place.thread_of),
            "reply_to": _id(place.reply_to),
            "locale": place.locale,
            "private": place.private,
            "spoiler": place.spoiler,
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
            {"option": one.name, "media_type": one.media_type, "bytes": one.size} for one in inputs
        ],
    }


def _id(snowflake: int | None) -> str | None:
    """As text; nothing where it is not known, or no longer."""
    return str(snowflake) if snowflake else None
