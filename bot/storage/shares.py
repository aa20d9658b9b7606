"""Shares of the tasks of a job that has several: what each operation counts of it.

A job whose tasks are not stored any longer counts as a whole for its own operation.
"""

from typing import Any

from sqlalchemy import ColumnElement, Subquery, case, func, select

from bot.storage.records import UNFINISHED, State
from bot.storage.schema import jobs, tasks

_DUE = case((tasks.c.arrived.is_(None), tasks.c.estimate), else_=tasks.c.charged)

DUE_FOR_TASKS = (
    select(func.sum(_DUE)).where(tasks.c.job_id == jobs.c.id).correlate(jobs).scalar_subquery()
)
"""Micro-dollars of a job that ends now: paid for the tasks that have ended, and the prices of the
others. Null for a job with one task."""


def shares_of(*conditions: ColumnElement[bool]) -> Subquery:
    """Return the pictures and micro-dollars of each operation, of the jobs that meet these."""
    is_unfinished = jobs.c.state.in_(UNFINISHED)
    pictures = case(
        (is_unfinished, tasks.c.pictures),
        (jobs.c.state == State.DONE, func.coalesce(tasks.c.arrived, 0)),
        else_=0,
    )
    micro: Any = case((is_unfinished, tasks.c.estimate), else_=_DUE)
    return (
        select(
            tasks.c.job_id,
            tasks.c.operation,
            func.sum(pictures).label("pictures"),
            func.sum(micro).label("micro"),
        )
        .join(jobs, jobs.c.id == tasks.c.job_id)
        .where(*conditions)
        .group_by(tasks.c.job_id, tasks.c.operation)
        .subquery("shares")
    )
