"""Money that was paid for undelivered pictures, and indexes for sums over all servers."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_SUMMED = ["state", "pictures", "estimate", "charged"]


def upgrade() -> None:
    """Add the column, which older jobs leave empty, and replace the indexes that are summed."""
    op.add_column("jobs", sa.Column("charged", sa.BigInteger))
    op.drop_index("ix_jobs_of_member", "jobs")
    op.drop_index("ix_jobs_of_server", "jobs")
    op.create_index("ix_jobs_of_member", "jobs", ["member_id", "created_at", "guild_id", *_SUMMED])
    op.create_index("ix_jobs_of_server", "jobs", ["guild_id", "created_at", *_SUMMED])
    op.create_index("ix_jobs_of_everyone", "jobs", ["created_at", *_SUMMED])
