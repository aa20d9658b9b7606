"""Watch over the bot: events and health become alerts."""

from collections.abc import Mapping

from bot.alerts import wording
from bot.alerts.alert import Alert
from bot.alerts.alerts import Alerts
from bot.alerts.disk import DiskWatch
from bot.events import (
    BackupLate,
    BackupMade,
    BudgetReached,
    CatalogueRead,
    CreditsLow,
    Event,
    JobEnded,
    KeyTaken,
    RelayAnswered,
    RelayFailed,
)
from bot.monitoring.health import Health
from providers.errors import BadKeyError, OutOfCreditsError

FAILURES_IN_A_ROW = 10
_DATABASE_SECONDS = 60.0
"""Seconds that the database may be away before it is told, on top of those of its health."""
_AWAY = frozenset({"unreachable", "bad-answer"})
"""Failures of a relay that does not answer as a relay."""
_OUR_FAILURES = frozenset(
    {
        "failed-unreachable",
        "failed-provider",
        "failed-timeout",
        "failed-busy",
        "failed-operator",
        "failed-operator-told",
        "failed-internal",
        "failed-storage",
        "failed-link",
        "failed-delivery",
        "failed-expired",
        "failed-poison",
        "failed-moved",
    }
)
"""Outcomes that no member can avoid by asking for something else."""

_BEGINNINGS: Mapping[type, Alert] = {CreditsLow: wording.CREDITS_LOW, BackupLate: wording.BACKUP}
_ENDS: Mapping[type, Alert] = {KeyTaken: wording.KEY, BackupMade: wording.BACKUP}
"""Alerts that an event begins or ends by itself."""


class AlertWatch:
    """Begins and ends alerts. `after` are the seconds that others may be out of reach."""

    def __init__(self, alerts: Alerts, health: Health, disk: DiskWatch, after: float) -> None:
        self._alerts = alerts
        self._health = health
        self._disk = disk
        self._after = after
        self._failures = 0
        own = min(after, _DATABASE_SECONDS)
        self._parts: Mapping[str, Alert] = {
            "gateway": wording.discord_away(after),
            "database": wording.database_away(own),
            "upkeep": wording.upkeep_fails(own),
        }

    def listen(self, event: Event) -> None:
        """Take an event."""
        if alert := _BEGINNINGS.get(type(event)):
            self._alerts.begin(alert)
        elif alert := _ENDS.get(type(event)):
            self._alerts.end(alert.key)
        else:
            self._take(event)

    def _take(self, event: Event) -> None:
        match event:
            case RelayAnswered(is_accepted=is_accepted):
                self._alerts.end("relay")
                if is_accepted:
                    self._alerts.end(wording.KEY.key)
                    self._alerts.end(wording.CREDITS_OUT.key)
            case RelayFailed():
                self._note_failure(event)
            case JobEnded(outcome=outcome):
                self._count(outcome)
            case BudgetReached():
                self._alerts.note(wording.budget(event))
            case CatalogueRead():
                self._compare(event)

    def was_told(self, error: Exception) -> bool:
        """Return True if those who run the bot were told of what caused this error."""
        match error:
            case BadKeyError():
                return self._alerts.is_told(wording.KEY.key)
            case OutOfCreditsError():
                return self._alerts.is_told(wording.CREDITS_OUT.key)
            case _:
                return False

    async def look(self) -> None:
        """Look at the health and the disk, and tell what there is to tell."""
        parts = {part.name: part.is_healthy for part in self._health.parts()}
        for name, is_healthy in parts.items():
            if is_healthy:
                self._alerts.end(self._parts[name].key)
            elif name != "upkeep" or parts["database"]:
                # Upkeep cannot succeed without the database, and that is told already.
                self._alerts.begin(self._parts[name])
        # A disk that was nearly full has to have some more room than others.
        if await self._alerts.load():
            await self._look_at_disk()
        await self._alerts.tell()

    async def _look_at_disk(self) -> None:
        usage = await self._disk.look(was_full=self._alerts.is_told("disk"))
        if usage is not None:
            self._alerts.begin(wording.disk_full(*usage))
        elif self._disk.is_known:
            self._alerts.end("disk")

    def _note_failure(self, failure: RelayFailed) -> None:
        if failure.reason in _AWAY:
            self._alerts.begin(wording.relay_away(self._after))
        elif failure.reason == "key" and failure.is_final:
            # Before that it may be the word of a proxy on the way.
            self._alerts.begin(wording.KEY)
        elif failure.reason == "credits":
            self._alerts.begin(wording.CREDITS_OUT)

    def _count(self, outcome: str) -> None:
        if outcome == "posted":
            self._failures = 0
            self._alerts.end("failures")
        elif outcome in _OUR_FAILURES:
            self._failures += 1
            if self._failures >= FAILURES_IN_A_ROW:
                self._alerts.begin(wording.failures(self._failures, outcome))

    def _compare(self, read: CatalogueRead) -> None:
        for operation in read.gone:
            self._alerts.begin(wording.model_gone(operation))
        for operation in read.offered:
            self._alerts.end(wording.model_gone(operation).key)
            lacking = read.lacking.get(operation, ())
            alert = wording.options_lacking(operation, lacking)
            if lacking:
                self._alerts.begin(alert)
            else:
                self._alerts.end(alert.key)
