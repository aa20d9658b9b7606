"""What counts is summed up from an index alone, and so are the unfinished jobs counted."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_UNFINISHED = sa.text("state IN ('queued', 'submitted')")
_SUMMED = ["created_at", "state", "pictures", "estimate"]


def upgrade() -> None:
    """Make the indexes anew, with what is looked at in them; the rows are as they were."""
    op.drop_index("ix_jobs_member_id_guild_id_created_at", "jobs")
    op.drop_index("ix_jobs_guild_id_created_at", "jobs")
    op.drop_index("ix_jobs_unfinished", "jobs")
    op.create_index("ix_jobs_of_member", "jobs", ["member_id", "guild_id", *_SUMMED])
    op.create_index("ix_jobs_of_server", "jobs", ["guild_id", *_SUMMED])
    op.create_index(
        "ix_jobs_unfinished",
        "jobs",
        ["leased_until", "state", "member_id", "guild_id"],
        sqlite_where=_UNFINISHED,
        postgresql_where=_UNFINISHED,
    )
