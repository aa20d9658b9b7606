"""A server's usage over time: the tally, its chart, its CSV file."""

from bot.storage.erasure import ANONYMOUS

__all__ = ["ANONYMOUS"]
