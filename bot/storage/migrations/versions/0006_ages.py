"""What is old is found by indexes that hold nothing but what may still become too old."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_KEPT = sa.text("channel_id <> 0")
_COUNTED_ONLY = sa.text("channel_id = 0 AND member_id <> 0")


def upgrade() -> None:
    """Add the indexes; the rows are as they were."""
    op.create_index(
        "ix_jobs_kept", "jobs", ["ended_at"], sqlite_where=_KEPT, postgresql_where=_KEPT
    )
    op.create_index(
        "ix_jobs_counted_only",
        "jobs",
        ["created_at"],
        sqlite_where=_COUNTED_ONLY,
        postgresql_where=_COUNTED_ONLY,
    )
