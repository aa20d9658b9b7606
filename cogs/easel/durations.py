"""Durations of what is set for a member."""

from datetime import datetime, timedelta

from discord import app_commands

ENDS = [
    app_commands.Choice(name=name, value=hours)
    for name, hours in (
        ("in 1 hour", 1),
        ("in 6 hours", 6),
        ("in 24 hours", 24),
        ("in 3 days", 3 * 24),
        ("in 7 days", 7 * 24),
        ("in 30 days", 30 * 24),
        ("in 90 days", 90 * 24),
    )
]
"""Choices of an option `ends`; its values are hours."""


def ends_at(now: datetime, hours: int | None) -> datetime | None:
    """When something ends that begins now; None is not at all."""
    return None if hours is None else now + timedelta(hours=hours)
