"""Recognition of the bot's own messages with pictures, in the bodies that Discord sends.

They are read as they are: a message of another member, or one that discord.py does not know how to
read, must not keep the bot from finding its own.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.delivery.files import job_of_filename
from bot.storage.records import Job, Posted
from bot.ui.messages import job_of_buttons, parse_custom_id

Body = Mapping[str, Any]
# Buttons are two levels deep; a body that goes deeper is not one of ours.
MAX_DEPTH = 4


def post_in(body: Body, job: Job, channel_id: int, user_id: int) -> Posted | None:
    """Return the post of the job if this message of the channel is it.

    It is the bot's own, with the job's id in its buttons; without any buttons, in its files' names.
    """
    if _author_of(body) != user_id or _job_of(body) != job.id:
        return None
    # One whose pictures the moderators have hidden has been posted all the same.
    pictures = len(_attachments(body)) or job.pictures
    return Posted(channel_id, int(body["id"]), pictures)


def _author_of(body: Body) -> int | None:
    author = body.get("author")
    try:
        return int(author["id"]) if isinstance(author, dict) else None
    except (KeyError, TypeError, ValueError):
        return None


def _job_of(body: Body) -> int | None:
    buttons = [
        found for one in _custom_ids(body.get("components")) if (found := parse_custom_id(one))
    ]
    if buttons:
        return job_of_buttons(buttons)
    names = (str(one.get("filename")) for one in _attachments(body))
    return next(filter(None, map(job_of_filename, names)), None)


def _attachments(body: Body) -> list[dict[str, Any]]:
    found = body.get("attachments")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _custom_ids(components: object, depth: int = 0) -> Iterator[object]:
    if not isinstance(components, list) or depth > MAX_DEPTH:
        return
    for one in components:
        if isinstance(one, dict):
            yield one.get("custom_id")
            yield from _custom_ids(one.get("components"), depth + 1)
