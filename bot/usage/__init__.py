"""Use of a server over time: the tally, its chart, its CSV file."""

from bot.storage.erasure import NOBODY

__all__ = ["NOBODY"]
