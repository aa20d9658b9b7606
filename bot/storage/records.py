"""Rows of jobs as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """States of a job: `queued -> submitted -> done | failed | cancelled`."""

    QUEUED = "queued"
    SUBMITTED = "submitted"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = (State.QUEUED, State.SUBMITTED)
RETRIABLE = (State.FAILED, State.CANCELLED)
"""The states in which a job came to nothing, and may be asked for again."""
COUNTED = (*UNFINISHED, State.DONE)
"""The states that count against limits; a failed or cancelled job does not count."""


SHARED = "shared"
"""The way to the members that a private picture takes when its member shares it."""


@dataclass(frozen=True, slots=True)
class Destination:
    """The place where a job's answer belongs. `upload_limit` is Discord's, in bytes per file.

    `thread_of` is a message of the channel: the answer goes to its thread, which is created if it
    is missing, or to the channel if the thread refuses it. `reply_to` is the message that the
    answer replies to, in the existing thread of `thread_of`, or else in the channel. `token`
    answers the member's interaction privately for 15 minutes; it is a credential. `locale` is the
    member's language and `guild_locale` the server's, as Discord names them. `private_thread` is
    True if the thread is visible to its members only.
    """

    channel_id: int
    guild_id: int | None
    upload_limit: int
    private: bool = False
    spoiler: bool = False
    thread_of: int | None = None
    reply_to: int | None = None
    token: str | None = field(default=None, repr=False)
    locale: str | None = None
    guild_locale: str | None = None
    private_thread: bool = False

    @property
    def asked_in(self) -> int:
        """Return the id of the channel or thread where the member asked."""
        return self.thread_of if self.thread_of and self.reply_to else self.channel_id


@dataclass(frozen=True, slots=True)
class Area:
    """The area of a picture that an edit makes, by its name in `bot/imaging/areas.py`.

    `before` are the words that the provider gets before the prompt.
    """

    name: str
    before: str = ""


WHOLE = "original"
"""The name of the input that is no parameter: the whole picture of an edit of an area."""


@dataclass(frozen=True, slots=True)
class StoredInput:
    """An image as it is sent to the provider; `name` is the parameter's, or `WHOLE`."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """The picture that an edit began with: number `picture` (from 1) of a message.

    `job_id` is the job that made it, or None if it is not one of the bot's pictures. `owner_id` is
    the member who asked for it or posted it; rows of earlier versions do not name them.
    """

    channel_id: int
    message_id: int
    picture: int = 1
    job_id: int | None = None
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One row: a request's whole life. `id` is the snowflake of the event that asked for it.

    `task` is the relay's id of the task, which is a secret, and `task_origin` the relay's address
    when the job began. `delivery_way` is the last way to the member that was tried. `attempts`
    counts the processes that have collected pictures after an earlier one ended. `reason` is the
    key of a text and its facts. `estimate` is in micro-dollars, or None if the price is unknown.
    `has_inputs` is no column; it is None if the inputs were not read.
    """

    id: int
    state: State
    member_id: int
    destination: Destination
    operation: str
    request: Mapping[str, Any] = field(repr=False)
    pictures: int
    created_at: datetime
    style: Mapping[str, Any] | None = field(default=None, repr=False)
    """The style: `name`, and the words `before` and `after` the prompt in the request."""
    area: Area | None = None
    batch: Mapping[str, Any] | None = field(default=None, repr=False)
    """The way in which several tasks were asked for; None for a job with one."""
    task: str | None = field(default=None, repr=False)
    message_id: int | None = None
    message_channel_id: int | None = None
    reason: Mapping[str, Any] | None = None
    started_at: datetime | None = None
    submitted_at: datetime | None = None
    posting_at: datetime | None = None
    ended_at: datetime | None = None
    estimate: int | None = None
    source: Source | None = None
    has_inputs: bool | None = None
    task_origin: str | None = None
    delivery_way: str | None = None
    attempts: int = 0
    result: Mapping[str, Any] | None = None
    """Facts about pictures that are kept in the database because Discord did not take them."""
    taken_over: bool = field(default=False, compare=False)
    """True if an earlier process held it, whose requests may still reach Discord; no column."""
    just_started: bool = field(default=False, compare=False)
    """True if this process has started it, and not asked the relay yet; no column."""
    task_number: int = field(default=0, compare=False)
    """The number of the task that this view of a job with several is about; no column."""

    @property
    def emptied(self) -> bool:
        """Return True if the request was erased; an intact one always has a prompt."""
        return not self.request

    @property
    def prompt(self) -> str:
        """Return the prompt as it was typed, without the words around it; empty if erased."""
        if self.batch and "prompt" in self.batch and self.request:
            return str(self.batch["prompt"])
        prompt, style = str(self.request.get("prompt", "")), self.style or {}
        prompt = prompt.removeprefix(self.area.before if self.area else "")
        return prompt.removeprefix(style.get("before", "")).removesuffix(style.get("after", ""))


@dataclass(frozen=True, slots=True)
class Posted:
    """The posted message and its number of pictures; a private answer has no channel."""

    channel_id: int | None
    message_id: int
    pictures: int


@dataclass(frozen=True, slots=True)
class JobTask:
    """One of several tasks of a job; `number` counts from 1.

    `names` are its images, each with the name under which it is stored. `pictures` and `estimate`,
    in micro-dollars, are what was asked for. `arrived` are the pictures that it came to, None until
    it has ended; `charged` is what was paid for it, and `reason` why it failed.
    """

    number: int
    operation: str
    request: Mapping[str, Any] = field(repr=False)
    pictures: int
    estimate: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    task: str | None = field(default=None, repr=False)
    arrived: int | None = None
    charged: int | None = None
    reason: Mapping[str, Any] | None = None
