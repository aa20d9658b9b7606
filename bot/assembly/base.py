"""Parts that most objects of the bot are made from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.app import EaselBot
from bot.common.clock import Clock
from bot.events import Notify
from bot.policy.allowed_servers import AllowedServers
from bot.policy.server_settings import ServerSettings
from bot.servers.log_channel import LogChannel
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.policy_snapshot import PolicySnapshotStore
from bot.texts import Languages
from bot.ui.passing_notes import PassingNotes


@dataclass(frozen=True, slots=True)
class Base:
    """Parts that most services are made from."""

    bot: EaselBot
    database: Database
    jobs: JobStore
    snapshots: PolicySnapshotStore
    server_log: LogChannel
    server_settings: ServerSettings
    allowed_servers: AllowedServers
    notes: PassingNotes
    clock: Clock
    lease_clock: Clock
    discord_now: Callable[[], datetime | None]
    notify: Notify

    @property
    def settings(self) -> Settings:
        """Return the operator's settings."""
        return self.bot.settings

    @property
    def languages(self) -> Languages:
        """Return the texts of every language."""
        return self.bot.languages
