"""The tables. A change here needs a migration too; a test compares the two."""

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
    """An aware UTC time on both engines; SQLite itself stores no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; raises `ValueError` for naive times."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time has no place in the database")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Convert to an aware time in UTC."""
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

# Conditions of partial indexes, used as text in queries too: an engine uses a partial index only if
# it recognises its condition, which it cannot if the values are bound parameters.
IS_UNFINISHED = text("state IN ('queued', 'submitted')")
IS_COUNTED = text("state IN ('queued', 'submitted', 'done')")
IS_UNNOTIFIED = text("unnotified IS TRUE")
# An emptied job has no channel, and keeps its member until it no longer counts.
IS_KEPT = text("channel_id <> 0")
IS_COUNTED_ONLY = text("channel_id = 0 AND member_id <> 0")

_SUMMED = ("state", "pictures", "estimate", "charged")

jobs = Table(
    "jobs",
    metadata,
    # The snowflake of the event that asked: a second delivery of the event violates this key.
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("state", String(16), nullable=False),
    Column("member_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger),
    Column("channel_id", BigInteger, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("spoiler", Boolean, nullable=False),
    Column("upload_limit", BigInteger, nullable=False),
    # The member's language, as Discord names it.
    Column("locale", String(16)),
    # The server's language: needed after a restart, before Discord has sent the server.
    Column("guild_locale", String(16)),
    # True if the destination's thread is visible to its members only.
    Column("private_thread", Boolean),
    # Answers the member privately for 15 minutes; dropped when the member knows how it ended.
    Column("token", Text),
    Column("operation", String(64), nullable=False),
    # As the relay gets it: a prompt has the words of its style.
    Column("request", JSON, nullable=False),
    # The style: `name`, and the words `before` and `after` the prompt.
    Column("style", JSON(none_as_null=True)),
    # Where it has several tasks, how they were asked for: `count`, `operations`, or the `prompt`
    # with its alternatives.
    Column("batch", JSON(none_as_null=True)),
    # The area of an edit: its `name`, and the words `before` the prompt. What lies outside of it is
    # put back from the input `original` before the picture is posted.
    Column("area", JSON(none_as_null=True)),
    # Counts against limits: the pictures asked for, and after posting those that arrived.
    Column("pictures", Integer, nullable=False),
    # Micro-dollars, by the list prices of the day; null if the price was unknown.
    Column("estimate", BigInteger),
    # Micro-dollars that were paid for pictures that nobody got: set where a job fails after the
    # relay made them. They count as dollars, but not as pictures.
    Column("charged", BigInteger),
    # The place of an edit: the thread of a message, or a reply to one.
    Column("thread_of", BigInteger),
    Column("reply_to", BigInteger),
    # The picture that an edit began with.
    Column("source_channel_id", BigInteger),
    Column("source_message_id", BigInteger),
    Column("source_picture", Integer),
    Column("source_job_id", BigInteger),
    # The member whose picture it was: whoever forbids edits forbids edits of these, too.
    Column("source_owner_id", BigInteger),
    Column("task", Text),
    # The relay's address when the job began: no other relay knows the task.
    Column("task_origin", String(255)),
    # The last way to the member that was tried: `thread`, `place`, `answer`, `direct` or
    # `shared`.
    Column("delivery_way", String(16)),
    # The number of processes that have collected pictures after an earlier one ended.
    Column("attempts", Integer),
    # Facts about the pictures in `results`.
    Column("result", JSON(none_as_null=True)),
    Column("message_id", BigInteger),
    Column("message_channel_id", BigInteger),
    # The message that shows an edit beside its original; 0 while nobody knows whether there is one.
    Column("comparison_id", BigInteger),
    # The reason of a failure: the key of a text and its facts.
    Column("reason", JSON(none_as_null=True)),
    Column("owner", String(64), nullable=False),
    Column("leased_until", UtcDateTime, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("started_at", UtcDateTime),
    Column("submitted_at", UtcDateTime),
    Column("posting_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    # True if a started job has given its slot back, because it can only wait.
    Column("parked", Boolean),
    # True from the job's end until its member knows how it ended.
    Column("unnotified", Boolean),
    # Covering indexes for the sums of the ledger, whose rows are scattered over the file.
    Index(
        "ix_jobs_of_member",
        "member_id",
        # Before the server, since a member's jobs are summed in all servers together, too.
        "created_at",
        "guild_id",
        *_SUMMED,
    ),
    Index("ix_jobs_of_server", "guild_id", "created_at", *_SUMMED),
    Index("ix_jobs_of_everyone", "created_at", *_SUMMED),
    # For the pages of a member's own jobs.
    Index("ix_jobs_book", "member_id", "guild_id", "created_at", "id"),
    # For the newest picture of a channel, and for the job of a message.
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
        "ix_jobs_unnotified",
        "leased_until",
        sqlite_where=IS_UNNOTIFIED,
    ),
    # For the periodic searches by age, which must not read the whole ledger.
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

# The tasks of a job that has several. The job's own request is the first one's.
tasks = Table(
    "tasks",
    metadata,
    Column("job_id", BigInteger, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    # From 1.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("operation", String(64), nullable=False),
    Column("request", JSON, nullable=False),
    # Its images: each with the name that the row in `inputs` has.
    Column("names", JSON, nullable=False),
    # As asked for, with the micro-dollars that they cost.
    Column("pictures", Integer, nullable=False),
    Column("estimate", BigInteger),
    Column("task", Text),
    # From the task's end on: its pictures, the micro-dollars that were paid, and why it failed.
    Column("arrived", Integer),
    Column("charged", BigInteger),
    Column("reason", JSON(none_as_null=True)),
)

# Paid pictures that Discord does not accept at the moment; the relay keeps them for an hour only.
results = Table(
    "results",
    metadata,
    Column("job_id", BigInteger, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

# Messages that show the pictures of a finished job once more: one in each channel.
reposts = Table(
    "reposts",
    metadata,
    Column("job_id", BigInteger, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),
    # 0 while a message is being posted, or while nobody knows whether it was.
    Column("message_id", BigInteger, nullable=False),
    # The snowflake of the event that asked: older than the message, and the number of its nonce.
    Column("asked_by", BigInteger, nullable=False),
    Index(None, "message_id"),
)

# The channel in which a server shows pictures that so many members have starred.
showcases = Table(
    "showcases",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("stars", Integer, nullable=False),
)

# Pictures that are shown there; their messages are in `reposts`.
showcased = Table(
    "showcased",
    metadata,
    Column("job_id", BigInteger, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    # When the post and its original were last looked at.
    Column("looked_at", UtcDateTime, nullable=False),
    Index(None, "looked_at"),
    Index(None, "guild_id"),
)

# Posts in showcases that are to be deleted, since their pictures are no longer shown.
withdrawn_posts = Table(
    "withdrawn_posts",
    metadata,
    Column("job_id", BigInteger, primary_key=True, autoincrement=False),
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    # 0 if it is not known whether there is one: it is looked for after the id `asked_by`.
    Column("message_id", BigInteger, nullable=False),
    Column("asked_by", BigInteger, nullable=False),
    # When it may be deleted, or when that is tried again.
    Column("due_at", UtcDateTime, nullable=False),
    Index(None, "due_at"),
)

contests = Table(
    "contests",
    metadata,
    # The snowflake of the command that started it.
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("started_by", BigInteger, nullable=False),
    Column("theme", Text, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    # Pictures that each member can enter.
    Column("entries_each", Integer, nullable=False),
    # Pictures that each winner gets on top, and for how many days.
    Column("bonus", Integer, nullable=False),
    Column("bonus_days", Integer, nullable=False),
    # `open`, `closed` (the votes are counted), `decided` (the result is posted), or `over`.
    Column("state", String(16), nullable=False),
    # The announcement and the result; 0 while nobody knows whether there is one.
    Column("message_id", BigInteger, nullable=False),
    Column("result_id", BigInteger, nullable=False),
    Index(None, "guild_id"),
    Index(None, "state"),
)

# Pictures that take part; their messages are in `reposts`.
contest_entries = Table(
    "contest_entries",
    metadata,
    Column(
        "contest_id", BigInteger, ForeignKey("contests.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("job_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("member_id", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),
    # When it was entered, or when its post was last looked at.
    Column("looked_at", UtcDateTime, nullable=False),
    # Null until they are counted, and for a picture that was hidden or removed by then.
    Column("votes", Integer),
    Column("won", Boolean),
    Index(None, "job_id"),
    Index(None, "member_id"),
    Index(None, "guild_id"),
)

themes = Table(
    "themes",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("theme", String(200), primary_key=True),
    Column("position", Integer, nullable=False),
    # The day on which it was posted last, such as `2026-11-29`.
    Column("used_on", String(10)),
)

# Where a theme of a server is posted each day, and at which hour in UTC.
daily_themes = Table(
    "daily_themes",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("hour", Integer, nullable=False),
    # The last day whose theme was posted, or is being posted.
    Column("posted_on", String(10)),
)

# Requests that wait for a yes to their price, or that were refused and may be asked for again, for
# a quarter of an hour. They hold no image.
questions = Table(
    "questions",
    metadata,
    # The id that the job will have.
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("request", JSON, nullable=False),
    # `refused` or `preparing`; null for a question about a price.
    Column("kind", String(16)),
    Index(None, "member_id"),
)

servers = Table(
    "servers",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    # Bytes per file, as learnt from a refusal of Discord's; it expires after a while.
    Column("upload_limit", BigInteger),
    Column("upload_limit_at", UtcDateTime),
    # The server's own choices; null means the bot's setting.
    Column("edit_provider", String(32)),
    Column("reply_edits", Boolean),
    Column("edits_by_owner_only", Boolean),
    Column("log_channel_id", BigInteger),
    Column("report_channel_id", BigInteger),
    Column("paused", Boolean),
    # Micro-dollars per calendar month, what happens when they are spent (`stop`, or the provider
    # that is used then), and the last notice about it, such as `2026-11:080`.
    Column("budget", BigInteger),
    Column("budget_then", String(32)),
    Column("budget_told", String(16)),
    # The provider that makes pictures where only a prompt is given.
    Column("default_model", String(32)),
    # When the bot posted its welcome, and when it left.
    Column("welcomed_at", UtcDateTime),
    Column("left_at", UtcDateTime),
    # Since when Discord does not list it among the bot's servers, without a word that it was left.
    Column("missing_since", UtcDateTime),
)

limits = Table(
    "limits",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    # `server`, `everyone`, `role` or `member`, and the id of the role or member, else 0.
    Column("whose", String(16), primary_key=True),
    Column("target_id", BigInteger, primary_key=True, autoincrement=False),
    # `any` stands for every metric and window in a row that makes everything unlimited.
    Column("metric", String(16), primary_key=True),
    Column("per", String(16), primary_key=True),
    # Pictures or micro-dollars; null is unlimited.
    Column("amount", BigInteger),
    # True for an extra on top of the limit that applies otherwise.
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

# Rules for the members who have a role.
role_rules = Table(
    "role_rules",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("role_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String(64), primary_key=True),
    Column("value", JSON, nullable=False),
)

styles = Table(
    "styles",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String(32), primary_key=True),
    Column("words", Text, nullable=False),
    # Empty where none was given.
    Column("example", Text, nullable=False),
    Column("family", String(64)),
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

# Members whose requests the operator refuses, in all servers.
operator_blocks = Table(
    "operator_blocks",
    metadata,
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    # Empty where none was given.
    Column("reason", Text, nullable=False),
    Column("until", UtcDateTime),
)

# Reported pictures, by the message that had them.
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
    # The notice to the moderators, with the pictures.
    Column("notice_channel_id", BigInteger),
    Column("notice_message_id", BigInteger),
    Column("digests", JSON, nullable=False),
    # A job is hidden by a report about any of its messages.
    Index(None, "job_id"),
)

# Pictures that the server no longer accepts as inputs.
removed_pictures = Table(
    "removed_pictures",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("digest", String(64), primary_key=True),
    Column("removed_at", UtcDateTime, nullable=False),
)

# Every change of a server's settings: who, when, what.
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
    # True if others may edit this member's pictures and use them as references.
    Column("lets_others_edit", Boolean),
    # When the member last got the hint how the bot can read their messages.
    Column("hinted_at", UtcDateTime),
    # False if the member is not to be mentioned with a picture that took long.
    Column("mention_when_slow", Boolean),
    # The member's own model and options: `operation` and `options`.
    Column("defaults", JSON(none_as_null=True)),
    # True if a reply that may be an instruction or talk is an edit, False if it is talk.
    Column("unclear_edits", Boolean),
    # False if this member's pictures are not shown in showcases.
    Column("in_showcases", Boolean),
    Column("unclear_chosen_at", UtcDateTime),
)

facts = Table(
    "facts",
    metadata,
    Column("name", String(128), primary_key=True),
    Column("value", Text, nullable=False),
)
