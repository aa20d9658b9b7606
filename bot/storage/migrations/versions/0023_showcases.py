"""Showcases of starred pictures, contests, and themes of the day."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables, and the column: null for a member who has not chosen."""
    op.add_column("members", sa.Column("in_showcases", sa.Boolean))
    _add_showcases()
    _add_contests()
    _add_themes()


def _add_showcases() -> None:
    op.create_table(
        "showcases",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("stars", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_showcases"),
    )
    op.create_table(
        "showcased",
        sa.Column("job_id", sa.BigInteger, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("looked_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name="fk_showcased_job_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("job_id", name="pk_showcased"),
    )
    op.create_index("ix_showcased_looked_at", "showcased", ["looked_at"])
    op.create_index("ix_showcased_guild_id", "showcased", ["guild_id"])
    op.create_table(
        "withdrawn_posts",
        sa.Column("job_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("asked_by", sa.BigInteger, nullable=False),
        sa.Column("due_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("job_id", "channel_id", name="pk_withdrawn_posts"),
    )
    op.create_index("ix_withdrawn_posts_due_at", "withdrawn_posts", ["due_at"])


def _add_contests() -> None:
    op.create_table(
        "contests",
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("started_by", sa.BigInteger, nullable=False),
        sa.Column("theme", sa.Text, nullable=False),
        sa.Column("ends_at", _TIME, nullable=False),
        sa.Column("entries_each", sa.Integer, nullable=False),
        sa.Column("bonus", sa.Integer, nullable=False),
        sa.Column("bonus_days", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("result_id", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contests"),
    )
    op.create_index("ix_contests_guild_id", "contests", ["guild_id"])
    op.create_index("ix_contests_state", "contests", ["state"])
    op.create_table(
        "contest_entries",
        sa.Column("contest_id", sa.BigInteger, nullable=False),
        sa.Column("job_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("member_id", sa.BigInteger, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("looked_at", _TIME, nullable=False),
        sa.Column("votes", sa.Integer),
        sa.Column("won", sa.Boolean),
        sa.ForeignKeyConstraint(
            ["contest_id"],
            ["contests.id"],
            name="fk_contest_entries_contest_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contest_id", "job_id", name="pk_contest_entries"),
    )
    for column in ("job_id", "member_id", "guild_id"):
        op.create_index(f"ix_contest_entries_{column}", "contest_entries", [column])


def _add_themes() -> None:
    op.create_table(
        "themes",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("theme", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("used_on", sa.String(10)),
        sa.PrimaryKeyConstraint("guild_id", "theme", name="pk_themes"),
    )
    op.create_table(
        "daily_themes",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.Column("posted_on", sa.String(10)),
        sa.PrimaryKeyConstraint("guild_id", name="pk_daily_themes"),
    )
