"""What the rows say, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """`queued -> submitted -> done | failed | cancelled`."""

    QUEUED = "queued"
    SUBMITTED = "submitted"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = (State.QUEUED, State.SUBMITTED)
COUNTED = (*UNFINISHED, State.DONE)
"""What counts against a limit; a job that failed or was cancelled simply does not."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the answer belongs. `upload_limit` is Discord's, in bytes a file.

    `thread_of` is the message of the channel whose thread takes the answer, made if it is missing;
    the channel takes it where the thread does not. `reply_to` is the message that the answer
    replies to: in the thread, which is there then, or in the channel where there is no `thread_of`.
    `token` answers the member's interaction privately for 15 minutes; it is a credential.
    `locale` is the language of the member who asked, as Discord names it.
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

    @property
    def asked_in(self) -> int:
        """The channel or thread where it was asked for."""
        return self.thread_of if self.thread_of and self.reply_to else self.channel_id


@dataclass(frozen=True, slots=True)
class StoredInput:
    """An image as it goes to the provider, under the name of its parameter."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """The picture that an edit began with: the `picture`-th (from 1) of a message.

    `job_id` is the job that made it, where it was one of ours.
    """

    channel_id: int
    message_id: int
    picture: int = 1
    job_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to be accepted. `id` is the snowflake of what asked; `estimate` is micro-dollars."""

    id: int
    member_id: int
    destination: Destination
    operation: str
    request: Mapping[str, Any] = field(repr=False)
    pictures: int
    inputs: tuple[StoredInput, ...] = ()
    estimate: int | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One row: a request's whole life. `task` is a secret of the relay's; `reason` is a text's key
    and facts."""

    id: int
    state: State
    member_id: int
    destination: Destination
    operation: str
    request: Mapping[str, Any] = field(repr=False)
    pictures: int
    created_at: datetime
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
    task_origin: str | None = None
    """The address of the relay that the job is made at, or `own` for one's own server."""

    @property
    def emptied(self) -> bool:
        """Whether what was asked for is forgotten: every request has a prompt."""
        return not self.request


@dataclass(frozen=True, slots=True)
class Posted:
    """Where the pictures stand, and how many of them; no channel means an answer seen by one."""

    channel_id: int | None
    message_id: int
    pictures: int
