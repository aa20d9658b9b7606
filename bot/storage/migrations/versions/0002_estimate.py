"""What a job is estimated to cost."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of older jobs nothing is known."""
    op.add_column("jobs", sa.Column("estimate", sa.BigInteger))
