"""Jobs that have ended, and whose member does not know how, are marked until they do."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_UNNOTIFIED = sa.text("unnotified IS TRUE")


def upgrade() -> None:
    """Add the mark, which older failures get that still have their token."""
    op.add_column("jobs", sa.Column("unnotified", sa.Boolean))
    op.execute("UPDATE jobs SET unnotified = TRUE WHERE state = 'failed' AND token IS NOT NULL")
    op.drop_index("ix_jobs_untold", "jobs")
    op.create_index(
        "ix_jobs_unnotified",
        "jobs",
        ["leased_until"],
        sqlite_where=_UNNOTIFIED,
        postgresql_where=_UNNOTIFIED,
    )
