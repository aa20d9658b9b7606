"""What a server decides: limits, budget, rules, words, blocks, reports; and the record of it."""

import sqlalchemy as sa
from alembic import op

from bot.storage.schema import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it all; a server that has decided nothing has no rows."""
    op.add_column("jobs", sa.Column("locale", sa.String(16)))
    op.create_index("ix_jobs_guild_id_created_at", "jobs", ["guild_id", "created_at"])
    for column in (
        sa.Column("log_channel_id", sa.BigInteger),
        sa.Column("report_channel_id", sa.BigInteger),
        sa.Column("paused", sa.Boolean),
        sa.Column("budget", sa.BigInteger),
        sa.Column("budget_then", sa.String(32)),
        sa.Column("budget_told", sa.String(16)),
        sa.Column("welcomed_at", UtcDateTime),
        sa.Column("left_at", UtcDateTime),
    ):
        op.add_column("servers", column)
    _create_what_is_decided()
    _create_reports()
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("member_id", sa.BigInteger, nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_guild_id_id", "audit", ["guild_id", "id"])


def _create_what_is_decided() -> None:
    op.create_table(
        "limits",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("whose", sa.String(16), nullable=False),
        sa.Column("target_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("metric", sa.String(16), nullable=False),
        sa.Column("per", sa.String(16), nullable=False),
        sa.Column("amount", sa.BigInteger),
        sa.Column("adds", sa.Boolean, nullable=False),
        sa.Column("until", UtcDateTime),
        sa.PrimaryKeyConstraint(
            "guild_id", "whose", "target_id", "metric", "per", "adds", name="pk_limits"
        ),
    )
    op.create_table(
        "rules",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("place_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "place_id", "name", name="pk_rules"),
    )
    op.create_table(
        "words",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("word", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "word", name="pk_words"),
    )
    op.create_table(
        "blocks",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("until", UtcDateTime),
        sa.PrimaryKeyConstraint("guild_id", "member_id", name="pk_blocks"),
    )


def _create_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("message_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("job_id", sa.BigInteger, nullable=False),
        sa.Column("reported_by", sa.BigInteger, nullable=False),
        sa.Column("reported_at", UtcDateTime, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("notice_channel_id", sa.BigInteger),
        sa.Column("notice_message_id", sa.BigInteger),
        sa.Column("digests", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("message_id", name="pk_reports"),
    )
    op.create_table(
        "removed_pictures",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("removed_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "digest", name="pk_removed_pictures"),
    )
