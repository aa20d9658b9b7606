"""Reasons of jobs that the operator has ended, of which their members read."""

from typing import Any

from bot.common.money import format_dollars

STOPPED = ("failed-stopped", "failed-stopped-free")
"""The reasons of a job that was given up: it may be paid, or it is free."""


def cancelled_reason() -> dict[str, Any]:
    """Return the reason of a job that was taken out of the line."""
    return {"key": "failed-unqueued"}


def stopped_reason(due: int) -> dict[str, Any]:
    """Return the reason of a job that was given up while it was made, for these micro-dollars."""
    if not due:
        return {"key": "failed-stopped-free"}
    return {"key": "failed-stopped", "price": format_dollars(due)}
