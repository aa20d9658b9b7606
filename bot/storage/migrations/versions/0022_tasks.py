"""Jobs with several tasks at the relay: how they were asked for, and a row for each task."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, and the column: null for a job with one task."""
    op.create_table(
        "tasks",
        sa.Column("job_id", sa.BigInteger, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("operation", sa.String(64), nullable=False),
        sa.Column("request", sa.JSON, nullable=False),
        sa.Column("names", sa.JSON, nullable=False),
        sa.Column("pictures", sa.Integer, nullable=False),
        sa.Column("estimate", sa.BigInteger),
        sa.Column("task", sa.Text),
        sa.Column("arrived", sa.Integer),
        sa.Column("charged", sa.BigInteger),
        sa.Column("reason", sa.JSON(none_as_null=True)),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name="fk_tasks_job_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("job_id", "number", name="pk_tasks"),
    )
    op.add_column("jobs", sa.Column("batch", sa.JSON(none_as_null=True)))
