"""The message that shows an edit beside its original to everyone, so that there is one at most."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, which is empty for edits that nobody has shown this way."""
    op.add_column("jobs", sa.Column("comparison_id", sa.BigInteger))
