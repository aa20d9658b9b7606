"""Areas of edits that change a part of a picture, or show more of it."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column: null for a job that makes a whole picture."""
    op.add_column("jobs", sa.Column("area", sa.JSON(none_as_null=True)))
