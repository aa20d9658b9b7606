"""Defaults and mentions of members, and the model that a server makes pictures with."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, which are empty where nothing was chosen."""
    op.add_column("members", sa.Column("mention_when_slow", sa.Boolean))
    op.add_column("members", sa.Column("defaults", sa.JSON))
    op.add_column("servers", sa.Column("default_model", sa.String(32)))
