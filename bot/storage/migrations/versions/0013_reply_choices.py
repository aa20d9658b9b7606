"""A member's choice about replies that may be an instruction or talk, and when it was made."""

import sqlalchemy as sa
from alembic import op

from bot.storage.schema import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the choice, which no member has made yet."""
    op.add_column("members", sa.Column("unclear_edits", sa.Boolean))
    op.add_column("members", sa.Column("unclear_chosen_at", UtcDateTime))
