"""Columns that a job needs to wait for the relay and for Discord across restarts."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table of kept pictures; older jobs have none of them."""
    op.add_column("jobs", sa.Column("guild_locale", sa.String(16)))
    op.add_column("jobs", sa.Column("private_thread", sa.Boolean))
    op.add_column("jobs", sa.Column("task_origin", sa.String(255)))
    op.add_column("jobs", sa.Column("delivery_way", sa.String(16)))
    op.add_column("jobs", sa.Column("attempts", sa.Integer))
    op.add_column("jobs", sa.Column("result", sa.JSON(none_as_null=True)))
    op.create_table(
        "results",
        sa.Column("job_id", sa.BigInteger, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name="fk_results_job_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("job_id", "position", name="pk_results"),
    )
