"""Jobs with their inputs, what is known of servers, and facts."""

import sqlalchemy as sa
from alembic import op

from bot.storage.schema import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_UNFINISHED = sa.text("state IN ('queued', 'submitted')")


def upgrade() -> None:
    """Create the first tables."""
    op.create_table(
        "jobs",
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("member_id", sa.BigInteger, nullable=False),
        sa.Column("guild_id", sa.BigInteger),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("spoiler", sa.Boolean, nullable=False),
        sa.Column("upload_limit", sa.BigInteger, nullable=False),
        sa.Column("token", sa.Text),
        sa.Column("operation", sa.String(64), nullable=False),
        sa.Column("request", sa.JSON, nullable=False),
        sa.Column("pictures", sa.Integer, nullable=False),
        sa.Column("task", sa.Text),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("message_channel_id", sa.BigInteger),
        sa.Column("reason", sa.JSON),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("leased_until", UtcDateTime, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("started_at", UtcDateTime),
        sa.Column("submitted_at", UtcDateTime),
        sa.Column("posting_at", UtcDateTime),
        sa.Column("ended_at", UtcDateTime),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    op.create_index(
        "ix_jobs_member_id_guild_id_created_at", "jobs", ["member_id", "guild_id", "created_at"]
    )
    op.create_index(
        "ix_jobs_unfinished",
        "jobs",
        ["leased_until"],
        sqlite_where=_UNFINISHED,
        postgresql_where=_UNFINISHED,
    )
    op.create_table(
        "inputs",
        sa.Column("job_id", sa.BigInteger, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(32), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("job_id", "name", name="pk_inputs"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], "fk_inputs_job_id", ondelete="CASCADE"),
    )
    op.create_table(
        "servers",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("upload_limit", sa.BigInteger),
        sa.Column("upload_limit_at", UtcDateTime),
        sa.PrimaryKeyConstraint("guild_id", name="pk_servers"),
    )
    op.create_table(
        "facts",
        sa.Column("name", sa.String(128), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_facts"),
    )
