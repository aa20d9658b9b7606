"""Edits: where they go, what they began with; what servers and members say about them."""

import sqlalchemy as sa
from alembic import op

from bot.storage.schema import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what edits need; no older job is one."""
    for name in (
        "thread_of",
        "reply_to",
        "source_channel_id",
        "source_message_id",
        "source_job_id",
    ):
        op.add_column("jobs", sa.Column(name, sa.BigInteger))
    op.add_column("jobs", sa.Column("source_picture", sa.Integer))
    op.create_index(
        "ix_jobs_message_channel_id_message_id", "jobs", ["message_channel_id", "message_id"]
    )
    op.create_index("ix_jobs_message_id", "jobs", ["message_id"])
    op.add_column("servers", sa.Column("edit_provider", sa.String(32)))
    op.add_column("servers", sa.Column("reply_edits", sa.Boolean))
    op.add_column("servers", sa.Column("edits_by_owner_only", sa.Boolean))
    op.create_table(
        "members",
        sa.Column("member_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("lets_others_edit", sa.Boolean),
        sa.Column("hinted_at", UtcDateTime),
        sa.PrimaryKeyConstraint("member_id", name="pk_members"),
    )
