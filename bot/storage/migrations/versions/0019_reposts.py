"""Pictures that are posted once more, reports by their job, and pages of a member's own jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the indexes."""
    op.create_table(
        "reposts",
        sa.Column("job_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("asked_by", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name="fk_reposts_job_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("job_id", "channel_id", name="pk_reposts"),
    )
    op.create_index("ix_reposts_message_id", "reposts", ["message_id"])
    op.create_index("ix_reports_job_id", "reports", ["job_id"])
    op.create_index("ix_jobs_book", "jobs", ["member_id", "guild_id", "created_at", "id"])
