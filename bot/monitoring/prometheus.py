"""Metrics in Prometheus' format; imported only where they are served.

Each label has few values: operations, outcomes and reasons from the code, statuses, shards.
"""

import math
import platform
from collections.abc import Iterable

from prometheus_client import CONTENT_TYPE_LATEST as CONTENT_TYPE
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.common.version import own_version
from bot.events import (
    DiscordAnswered,
    Event,
    JobEnded,
    JobTakenOver,
    PicturesCollected,
    PostFailed,
    RelayFailed,
    TransactionDone,
)
from bot.monitoring.health import Health
from bot.monitoring.monitoring import Monitoring, Sources

__all__ = ["CONTENT_TYPE", "PrometheusMetrics"]

_DOLLAR = 1_000_000
_JOB_SECONDS = (1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1800, 3600)
_QUICK_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
# Told apart from the others of their class: too large a file, and too many requests.
_NAMED_STATUSES = frozenset({413, 429})


class PrometheusMetrics:
    """All metrics of one process, in a registry of their own."""

    def __init__(self, monitoring: Monitoring) -> None:
        # The time at which each series began would double what is served.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._registry = registry = CollectorRegistry()
        build = Info("easel_build", "The version that runs.", registry=registry)
        build.info({"version": own_version(), "python": platform.python_version()})
        self._ended = Counter(
            "easel_jobs_ended",
            "Jobs that ended, by operation and outcome.",
            ("model", "outcome"),
            registry=registry,
        )
        self._job_seconds = Histogram(
            "easel_job_seconds",
            "Seconds from the acceptance of a job to its post.",
            ("model",),
            buckets=_JOB_SECONDS,
            registry=registry,
        )
        self._relay_seconds = Histogram(
            "easel_relay_seconds",
            "Seconds from the first request to the relay to the pictures.",
            ("model",),
            buckets=_JOB_SECONDS,
            registry=registry,
        )
        self._dollars = Counter(
            "easel_estimated_dollars",
            "Dollars that jobs are estimated to have cost, by operation.",
            ("model",),
            registry=registry,
        )
        self._retries = Counter(
            "easel_retries",
            "Steps that failed and are tried again: submit, poll, post.",
            ("stage", "reason"),
            registry=registry,
        )
        self._takeovers = Counter(
            "easel_takeovers",
            "Jobs that were taken over from earlier or dead processes.",
            registry=registry,
        )
        self._answers = Counter(
            "easel_discord_answers",
            "Answers of Discord's REST API, by status; 413 is too large a file.",
            ("status",),
            registry=registry,
        )
        self._database_seconds = Histogram(
            "easel_database_seconds",
            "Seconds of a transaction, its wait included.",
            ("kind",),
            buckets=_QUICK_SECONDS,
            registry=registry,
        )
        self._lag = Histogram(
            "easel_loop_lag_seconds",
            "Seconds by which the event loop wakes too late.",
            buckets=_QUICK_SECONDS,
            registry=registry,
        )
        self._read_sources(monitoring.sources)
        ProcessCollector(registry=registry)
        registry.register(_HealthCollector(monitoring.health))
        monitoring.events.listen(self.listen)

    def _read_sources(self, sources: Sources) -> None:
        """Let each gauge read its number when it is asked for."""
        registry = self._registry
        waiting = Gauge("easel_jobs_waiting", "Jobs in the queue.", registry=registry)
        waiting.set_function(lambda: sources.waiting_jobs())
        running = Gauge("easel_jobs_running", "Jobs that are being made.", registry=registry)
        running.set_function(lambda: sources.running_jobs())
        polls = Gauge(
            "easel_relay_polls_held", "Polls that the relay has not answered.", registry=registry
        )
        polls.set_function(lambda: sources.held_polls())

    def render(self) -> bytes:
        """Return all metrics as text."""
        return generate_latest(self._registry)

    def observe_lag(self, seconds: float) -> None:
        """Count a lag of the event loop."""
        self._lag.observe(seconds)

    def listen(self, event: Event) -> None:
        """Count an event."""
        match event:
            case TransactionDone(kind=kind, seconds=seconds):
                self._database_seconds.labels(kind).observe(seconds)
            case DiscordAnswered(status=status):
                name = str(status) if status in _NAMED_STATUSES else f"{status // 100}xx"
                self._answers.labels(name).inc()
            case JobEnded():
                self._count_end(event)
            case PicturesCollected(model=model, seconds=seconds):
                self._relay_seconds.labels(model).observe(seconds)
            case RelayFailed(stage=stage, reason=reason, is_final=False):
                self._retries.labels(stage, reason).inc()
            case PostFailed(reason=reason):
                self._retries.labels("post", reason).inc()
            case JobTakenOver():
                self._takeovers.inc()

    def _count_end(self, job: JobEnded) -> None:
        self._ended.labels(job.model, job.outcome).inc()
        if job.seconds is not None:
            self._job_seconds.labels(job.model).observe(job.seconds)
        if job.micro_dollars:
            self._dollars.labels(job.model).inc(job.micro_dollars / _DOLLAR)


class _HealthCollector(Collector):
    """Health and shards, read when they are asked for."""

    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterable[Metric]:
        """Return a family for each number."""
        yield GaugeMetricFamily("easel_ready", "1 while commands are taken.", self._health.is_ready)
        healthy = GaugeMetricFamily(
            "easel_healthy", "1 for a part that has worked a short while ago.", labels=("part",)
        )
        for part in self._health.parts():
            healthy.add_metric((part.name,), part.is_healthy)
        yield healthy
        yield from self._gateway()

    def _gateway(self) -> Iterable[Metric]:
        connected = GaugeMetricFamily(
            "easel_gateway_connected", "1 while the shard has a session.", labels=("shard",)
        )
        latency = GaugeMetricFamily(
            "easel_gateway_latency_seconds",
            "Seconds that Discord took for the last heartbeat.",
            labels=("shard",),
        )
        age = GaugeMetricFamily(
            "easel_gateway_heartbeat_age_seconds",
            "Seconds since Discord acknowledged a heartbeat.",
            labels=("shard",),
        )
        for shard in self._health.shards():
            name = (str(shard.id),)
            connected.add_metric(name, shard.is_connected)
            latency.add_metric(name, math.nan if shard.latency is None else shard.latency)
            age.add_metric(name, math.inf if shard.heartbeat_age is None else shard.heartbeat_age)
        yield from (connected, latency, age)
