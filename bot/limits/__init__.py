"""Limits on how much may be made: rolling limits, budgets, and how a member stands.

The values that limits are stored as are handed on from here, for the commands.
"""

from bot.storage.limits import ANY, SetLimit, TargetKind
from bot.storage.servers import STOP

__all__ = ["ANY", "STOP", "SetLimit", "TargetKind"]
