"""Requests that were refused are kept for a while, beside the questions about prices."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the kind, which questions about prices leave empty."""
    op.add_column("questions", sa.Column("kind", sa.String(16)))
