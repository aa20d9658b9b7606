"""Failed jobs whose member does not know yet are found by the token they still have."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_UNTOLD = sa.text("state = 'failed' AND token IS NOT NULL")


def upgrade() -> None:
    """Add the index; older failures have no token any more."""
    op.create_index(
        "ix_jobs_untold",
        "jobs",
        ["leased_until"],
        sqlite_where=_UNTOLD,
        postgresql_where=_UNTOLD,
    )
