"""Words of all alerts: in English, as the log is."""

from collections.abc import Sequence

from bot.alerts.alert import Alert
from bot.events import BudgetReached

CREDITS_LAST = 2.5 * 3600
"""Seconds after which credits that were said to be low are not any more: the relay says it with
each answer, and is asked for its catalogue every hour."""

KEY = Alert(
    "relay-key",
    "The relay refuses the bot's key: no pictures can be made. Set EASEL_RELAY_KEY to a valid key.",
    "The relay takes the bot's key again.",
)
CREDITS_OUT = Alert(
    "credits-out",
    "The relay's account is out of credits, or its key out of budget: no pictures can be made.",
    "The relay accepts requests again.",
)
CREDITS_LOW = Alert(
    "credits-low",
    "The relay says that the account's credits run low.",
    "The relay no longer says that credits run low.",
    lasts=CREDITS_LAST,
)
BACKUP = Alert(
    "backup",
    "No backup is younger than twice EASEL_BACKUP_EVERY, and new ones fail. The log says why.",
    "Backups are made again.",
)


def relay_away(after: float) -> Alert:
    """Return the alert about a relay that does not answer."""
    return Alert(
        "relay",
        f"The relay has not answered for {_time(after)}. Jobs wait for it, and then go on.",
        "The relay answers again.",
        after,
    )


def discord_away(after: float) -> Alert:
    """Return the alert about a gateway that is silent."""
    return Alert(
        "discord",
        f"Discord's gateway has been silent for {_time(after)}. The bot connects again by itself.",
        "Discord's gateway answers again.",
        after,
    )


def database_away(after: float) -> Alert:
    """Return the alert about a database that does not answer."""
    return Alert(
        "database",
        "The database does not answer. Nothing new is accepted; jobs in hand wait for it.",
        "The database answers again.",
        after,
    )


def upkeep_fails(after: float) -> Alert:
    """Return the alert about upkeep that does not succeed."""
    return Alert(
        "upkeep",
        "Upkeep does not succeed: jobs of dead processes are not taken over. The log says why.",
        "Upkeep succeeds again.",
        after,
    )


def disk_full(free: int, total: int) -> Alert:
    """Return the alert about a disk with so many bytes left."""
    percent = 100 * free / total if total else 0
    return Alert(
        "disk",
        f"The disk of the database is nearly full: {free // 2**20} MB are left ({percent:.0f} %).",
        "The disk of the database has room again.",
    )


def failures(count: int, outcome: str) -> Alert:
    """Return the alert about so many failures in a row."""
    return Alert(
        "failures",
        f"{count} jobs in a row have failed, the last with `{outcome}`. The log has the details.",
        "Pictures are made again.",
    )


def model_gone(operation: str) -> Alert:
    """Return the alert about an operation that is no longer offered."""
    return Alert(
        f"model:{operation}",
        f"The relay no longer offers `{operation}`. Members are told to use another model.",
        f"The relay offers `{operation}` again.",
    )


def options_lacking(operation: str, names: Sequence[str]) -> Alert:
    """Return the alert about options that the relay no longer takes."""
    listed = ", ".join(f"`{name}`" for name in names)
    return Alert(
        f"options:{operation}",
        f"The relay no longer takes these options of `{operation}`: {listed}. They are not sent.",
        f"The relay takes all options of `{operation}` again.",
    )


def budget(reached: BudgetReached) -> str:
    """Return the notice about a part of the budget that is spent."""
    is_spent = reached.percent >= 100
    end = " What costs money is refused." if is_spent else ""
    return (
        f"{reached.percent} % of the budget of ${reached.budget} a {reached.per} is spent: "
        f"${reached.spent}.{end}"
    )


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes > 1 else "a minute" if minutes else "a moment"
