"""Jobs that have given their slot back while they wait for Discord or the relay."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column: null for all that hold a slot, or have none yet."""
    op.add_column("jobs", sa.Column("parked", sa.Boolean))
