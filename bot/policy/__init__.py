"""Policy of a server: what is allowed, where, and to whom.

The values that a server's policy is stored as are handed on from here, for the commands.
"""

from bot.storage.audit import Entry
from bot.storage.blocks import Block
from bot.storage.policy_snapshot import PolicySnapshot
from bot.storage.rules import Rules
from bot.storage.servers import EditChanges, ServerChoices
from bot.storage.showcases import Showcase
from bot.storage.styles import Style
from bot.storage.themes import DailyTheme
from bot.storage.words import MAX_WORDS

__all__ = [
    "MAX_WORDS",
    "Block",
    "DailyTheme",
    "EditChanges",
    "Entry",
    "PolicySnapshot",
    "Rules",
    "ServerChoices",
    "Showcase",
    "Style",
]
