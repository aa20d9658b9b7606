"""The tables. A change here needs a migration beside it; a test compares the two."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time on both engines; SQLite stores no zone of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time has no place in the database")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware again."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# As text, in the indexes and in the queries: an engine uses such an index only for a condition that
# it can see to be the same, which it cannot where the values are bound.
IS_UNFINISHED = text("state IN ('queued', 'submitted')")
IS_COUNTED = text("state IN ('queued', 'submitted', 'done')")
IS_UNTOLD = text("state = 'failed' AND token IS NOT NULL")
# What is emptied is in no channel; it is somebody's until it counts no more.
IS_KEPT = text("channel_id <> 0")
IS_COUNTED_ONLY = text("channel_id = 0 AND member_id <> 0")

jobs = Table(
    "jobs",
    metadata,
    # The snowflake of what asked for it: a second delivery of the same event meets this key.
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("state", String(16), nullable=False),
    Column("member_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger),
    Column("channel_id", BigInteger, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("spoiler", Boolean, nullable=False),
    Column("upload_limit", BigInteger, nullable=False),
    # The member's own language, as Discord names it.
    Column("locale", String(16)),
    # The server's language: needed after a restart, before Discord has told us of the server.
    Column("guild_locale", String(16)),
    # Whether the thread of the destination can be seen by its members only.
    Column("private_thread", Boolean),
    # Answers the member privately; dropped when the job ends, and dead after 15 minutes anyway.
    Column("token", Text),
    Column("operation", String(64), nullable=False),
    Column("request", JSON, nullable=False),
    # What it counts against limits: asked for when accepted, arrived when done.
    Column("pictures", Integer, nullable=False),
    # Micro-dollars, by the list prices of the day; nothing where nobody named a price.
    Column("estimate", BigInteger),
    # Where an edit goes: the thread of a message, or a reply to one.
    Column("thread_of", BigInteger),
    Column("reply_to", BigInteger),
    # What an edit began with.
    Column("source_channel_id", BigInteger),
    Column("source_message_id", BigInteger),
    Column("source_picture", Integer),
    Column("source_job_id", BigInteger),
    Column("task", Text),
    # Where the relay was when the job began: a task is known there and nowhere else.
    Column("task_origin", String(255)),
    # The way to the member that was tried last: `thread`, `place`, `answer` or `direct`.
    Column("delivery_way", String(16)),
    # Lives that have collected pictures after an earlier life ended.
    Column("attempts", Integer),
    # Facts about the pictures in `results`.
    Column("result", JSON(none_as_null=True)),
    Column("message_id", BigInteger),
    Column("message_channel_id", BigInteger),
    # Why it failed: the key of a text and its facts.
    Column("reason", JSON(none_as_null=True)),
    Column("owner", String(64), nullable=False),
    Column("leased_until", UtcDateTime, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("started_at", UtcDateTime),
    Column("submitted_at", UtcDateTime),
    Column("posting_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    # What counts, summed up from the index alone: the rows lie all over the file.
    Index(
        "ix_jobs_of_member",
        "member_id",
        "guild_id",
        "created_at",
        "state",
        "pictures",
        "estimate",
    ),
    Index("ix_jobs_of_server", "guild_id", "created_at", "state", "pictures", "estimate"),
    # The newest picture of a channel, and the job of a message.
    Index(None, "message_channel_id", "message_id"),
    Index(None, "message_id"),
    Index(
        "ix_jobs_unfinished",
        "leased_until",
        "state",
        "member_id",
        "guild_id",
        sqlite_where=IS_UNFINISHED,
    ),
    Index(
        "ix_jobs_untold",
        "leased_until",
        sqlite_where=IS_UNTOLD,
    ),
    # What is looked for by its age, over and over: never the whole ledger.
    Index(
        "ix_jobs_kept",
        "ended_at",
        sqlite_where=IS_KEPT,
    ),
    Index(
        "ix_jobs_counted_only",
        "created_at",
        sqlite_where=IS_COUNTED_ONLY,
    ),
)

inputs = Table(
    "inputs",
    metadata,
    Column("job_id", BigInteger, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("media_type", String(32), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# Pictures that were paid for while Discord takes none: neither memory nor the relay keeps them.
results = Table(
    "results",
    metadata,
    Column("job_id", BigInteger, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

servers = Table(
    "servers",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    # Bytes a file: learnt from a refusal of Discord's, and forgotten after a while.
    Column("upload_limit", BigInteger),
    Column("upload_limit_at", UtcDateTime),
    # A server's own choice; nothing means the bot's setting.
    Column("edit_provider", String(32)),
    Column("reply_edits", Boolean),
    Column("edits_by_owner_only", Boolean),
    Column("log_channel_id", BigInteger),
    Column("report_channel_id", BigInteger),
    Column("paused", Boolean),
    # Micro-dollars a calendar month, what happens when they are spent (`stop`, or the provider that
    # then does the work), and the last word about it, such as `2026-11:80`.
    Column("budget", BigInteger),
    Column("budget_then", String(32)),
    Column("budget_told", String(16)),
    # When the bot said what it is, and when it left.
    Column("welcomed_at", UtcDateTime),
    Column("left_at", UtcDateTime),
)

limits = Table(
    "limits",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    # `server`, `everyone`, `role` or `member`, and which role or member; 0 for the first two.
    Column("whose", String(16), primary_key=True),
    Column("target_id", BigInteger, primary_key=True, autoincrement=False),
    # `any` stands for all of them, where everything is unlimited.
    Column("metric", String(16), primary_key=True),
    Column("per", String(16), primary_key=True),
    # Pictures or micro-dollars; nothing is unlimited.
    Column("amount", BigInteger),
    # Whether it comes on top of what holds otherwise.
    Column("adds", Boolean, primary_key=True),
    Column("until", UtcDateTime),
)

rules = Table(
    "rules",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    # A channel, a category, or the server itself.
    Column("place_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String(64), primary_key=True),
    Column("value", JSON, nullable=False),
)

words = Table(
    "words",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("word", String(100), primary_key=True),
)

blocks = Table(
    "blocks",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    Column("reason", Text, nullable=False),
    Column("until", UtcDateTime),
)

# Pictures that a member has reported, by the message they stood in.
reports = Table(
    "reports",
    metadata,
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("job_id", BigInteger, nullable=False),
    Column("reported_by", BigInteger, nullable=False),
    Column("reported_at", UtcDateTime, nullable=False),
    # `open`, `restored` or `removed`.
    Column("state", String(16), nullable=False),
    # Where the moderators were told, with the pictures.
    Column("notice_channel_id", BigInteger),
    Column("notice_message_id", BigInteger),
    Column("digests", JSON, nullable=False),
)

# What no member may use as an input any more.
removed_pictures = Table(
    "removed_pictures",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("digest", String(64), primary_key=True),
    Column("removed_at", UtcDateTime, nullable=False),
)

# Every change to how a server is run: by whom, when, what.
audit = Table(
    "audit",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("member_id", BigInteger, nullable=False),
    Column("action", String(64), nullable=False),
    Column("facts", JSON, nullable=False),
    Index(None, "guild_id", "id"),
)

members = Table(
    "members",
    metadata,
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    # Whether others may edit this member's pictures and use them as references.
    Column("lets_others_edit", Boolean),
    # When the member was last told how to be read.
    Column("hinted_at", UtcDateTime),
)

facts = Table(
    "facts",
    metadata,
    Column("name", String(128), primary_key=True),
    Column("value", Text, nullable=False),
)
