"""Objects that work in a server, or for one, without being asked."""

from datetime import timedelta
from functools import partial

from bot.assembly.base import Base
from bot.common.clock import utc_now
from bot.common.version import own_version
from bot.intake.catalogue import ModelCatalogue
from bot.intake.live_commands import LiveCommands
from bot.privacy.retention import Retention
from bot.privacy.trusted_clock import TrustedClock
from bot.servers.memberships import Memberships
from bot.servers.presence import Presence
from bot.servers.welcome import Welcome
from bot.storage.expired import ExpiredStore
from bot.storage.key_values import KeyValueStore
from bot.storage.left_servers import LeftServerStore
from bot.storage.memberships import MembershipStore
from bot.storage.migrate import newest
from bot.ui.command_sync import CommandSync
from bot.ui.command_turns import CommandTurns, Version


def make_servers(
    base: Base, catalogue: ModelCatalogue
) -> tuple[LiveCommands, CommandSync, Welcome, Presence, Memberships, Retention]:
    """Make what the bot does in a server, or for one, without being asked."""
    settings, clock, bot = base.settings, base.clock, base.bot
    memberships, presence = MembershipStore(base.database), Presence(bot)
    presence.attach(bot)
    live = LiveCommands(catalogue)
    version = Version.of(own_version(), newest(), utc_now())
    turns = CommandTurns(base.database, version, clock)
    commands = CommandSync(bot.tree, KeyValueStore(base.database), settings.dev_guild, live, turns)
    welcome = Welcome(memberships, base.snapshots, commands, settings, base.languages, clock)
    retention = Retention(
        base.jobs,
        ExpiredStore(base.database),
        partial(LeftServerStore(base.database).forget, lacks=presence.lacks),
        settings,
        TrustedClock(base.jobs.newest_id, base.discord_now, clock),
        base.database.exclusive,
    )
    return (
        live,
        commands,
        welcome,
        presence,
        Memberships(
            memberships,
            welcome,
            base.allowed_servers.allow,
            presence,
            timedelta(seconds=settings.missing_servers),
            clock,
        ),
        retention,
    )
