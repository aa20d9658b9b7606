"""Alerts, health and metrics: those who look at the process."""

from bot.alerts.alerts import Alerts
from bot.alerts.channels import channel_of
from bot.alerts.disk import DiskWatch, folder_of
from bot.alerts.watch import AlertWatch
from bot.app import EaselBot
from bot.assembly.base import Base
from bot.events import TransactionDone
from bot.jobs.runner import JobRunner
from bot.monitoring.gateway_watch import GatewayWatch
from bot.monitoring.monitoring import Monitoring
from bot.storage.database import Database
from bot.storage.key_values import KeyValueStore
from providers.relay import Relay


def make_alerts(base: Base, monitoring: Monitoring) -> AlertWatch:
    """Make what tells those who run the bot; it listens only if somebody is to be told."""
    settings = base.settings
    channel = channel_of(base.bot, settings.alerts.get_secret_value())
    alerts = Alerts(
        KeyValueStore(base.database),
        channel,
        is_alone=base.database.alone,
        interval=settings.upkeep_interval,
    )
    disk = DiskWatch(folder_of(settings.database_url))
    watch = AlertWatch(alerts, monitoring.health, disk, settings.alert_after)
    if channel is not None:
        monitoring.events.listen(watch.listen)
    return watch


def connect_watches(
    bot: EaselBot, database: Database, relay: Relay, monitoring: Monitoring
) -> None:
    """Connect what is read when somebody asks, and what happens below the services."""
    runner, sources = bot.services[JobRunner], monitoring.sources
    sources.waiting_jobs = lambda: runner.waiting
    sources.running_jobs = lambda: runner.running
    sources.held_polls = lambda: relay.held_polls
    GatewayWatch(bot).attach(bot, monitoring.health)
    notify = monitoring.events
    database.on_transaction = lambda kind, seconds: notify(TransactionDone(kind, seconds))
