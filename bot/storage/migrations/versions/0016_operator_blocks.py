"""Members whose requests the operator refuses, in all servers."""

import sqlalchemy as sa
from alembic import op

from bot.storage.schema import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "operator_blocks",
        sa.Column("member_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("until", UtcDateTime),
        sa.PrimaryKeyConstraint("member_id", name="pk_operator_blocks"),
    )
