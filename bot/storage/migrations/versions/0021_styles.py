"""Styles of a server, and the style that a job was asked for with."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, and the column: null for a job without a style."""
    op.create_table(
        "styles",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("example", sa.Text, nullable=False),
        sa.Column("family", sa.String(64)),
        sa.PrimaryKeyConstraint("guild_id", "name", name="pk_styles"),
    )
    op.add_column("jobs", sa.Column("style", sa.JSON(none_as_null=True)))
