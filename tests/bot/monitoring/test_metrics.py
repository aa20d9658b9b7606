"""Metrics as Prometheus reads them: of a process that works, and bounded in number."""

import asyncio
import math
from collections.abc import AsyncIterator, Iterable

import pytest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families

from bot.events import DiscordAnswered, JobEnded, PicturesCollected, PostFailed
from bot.monitoring.health import Health, Shard
from bot.monitoring.monitoring import Monitoring
from bot.monitoring.prometheus import PrometheusMetrics
from providers.registry import OPERATIONS
from sandbox.relay import KEY, RelayEmulator, serve
from tests.bot.monitoring.conftest import Open
from tests.wire.discord import WireDiscord

LONG = 90
PROMPT = "a fox that nobody shall read about"


class Scrape:
    """Return the samples that are served, by their names and labels."""

    def __init__(self, text: str) -> None:
        self.families: list[Metric] = [*text_string_to_metric_families(text)]

    def value(self, name: str, **labels: str) -> float:
        """Return the value of one sample."""
        [value] = [
            sample.value
            for family in self.families
            for sample in family.samples
            if (sample.name, sample.labels) == (name, labels)
        ]
        return value

    def labels(self, name: str) -> list[dict[str, str]]:
        """Return the labels of all samples of a name."""
        samples = (sample for family in self.families for sample in family.samples)
        return [sample.labels for sample in samples if sample.name == name]


@pytest.fixture
async def relay() -> AsyncIterator[RelayEmulator]:
    async with serve(RelayEmulator(delay=0)) as emulator:
        yield emulator


async def test_metrics_of_a_process_that_works(
    asked: Open, wire: WireDiscord, relay: RelayEmulator
) -> None:
    settings = {"EASEL_RELAY_URL": relay.url, "EASEL_RELAY_KEY": KEY}
    options = {"width": 64, "height": 64}
    relay.faults.next("submit", "capacity-exhausted", retry_after=0)
    async with asyncio.timeout(LONG), asked(settings) as bot:
        await bot.until("/readyz", 200)
        # A file that is too large is sent again, smaller.
        wire.fail("POST", "/channels/*/messages", status=413, code=40005)
        await wire.slash(wire.channel, wire.member, "flux", prompt=PROMPT, **options)
        await wire.until(lambda: wire.messages(wire.channel), timeout=LONG)
        failing = f"{PROMPT} [fault:credits]"
        await wire.slash(wire.channel, wire.member, "flux", prompt=failing, **options)
        await bot.easel.says("refuses the bot's account")
        text = ""
        while "failed-operator" not in text:
            text = await bot.text("/metrics")
        assert await bot.easel.stop() == 0

    scrape = Scrape(text)
    assert scrape.value("easel_jobs_ended_total", model="flux", outcome="posted") == 1
    assert scrape.value("easel_jobs_ended_total", model="flux", outcome="failed-operator") == 1
    assert scrape.value("easel_job_seconds_count", model="flux") == 1
    assert scrape.value("easel_relay_seconds_count", model="flux") == 1
    assert scrape.value("easel_estimated_dollars_total", model="flux") == pytest.approx(0.036)
    assert scrape.value("easel_retries_total", stage="submit", reason="busy") == 1
    assert scrape.value("easel_discord_answers_total", status="413") == 1
    assert scrape.value("easel_discord_answers_total", status="2xx") > 1
    assert scrape.value("easel_jobs_waiting") == 0
    assert scrape.value("easel_relay_polls_held") == 0
    assert scrape.value("easel_takeovers_total") == 0
    assert scrape.value("easel_database_seconds_count", kind="write") > 1
    assert scrape.value("easel_database_seconds_count", kind="read") > 1
    assert scrape.value("easel_loop_lag_seconds_count") > 0
    assert scrape.value("easel_ready") == 1
    assert [scrape.value("easel_healthy", part=part) for part in PARTS] == [1, 1, 1]
    assert scrape.value("easel_gateway_connected", shard="0") == 1
    assert 0 < scrape.value("easel_gateway_latency_seconds", shard="0") < LONG
    assert 0 <= scrape.value("easel_gateway_heartbeat_age_seconds", shard="0") < LONG
    [build] = scrape.labels("easel_build_info")
    assert {*build} == {"version", "python"}
    assert scrape.value("process_resident_memory_bytes") > 10**7
    for secret in (PROMPT, wire.token, KEY, *map(str, (wire.member.id, wire.guild.id))):
        assert secret not in text


PARTS = ("gateway", "database", "upkeep")


def rendered(*events: object, shards: Iterable[Shard] = ()) -> Scrape:
    monitoring = Monitoring(Health(90, 10))
    monitoring.health.shards = lambda: [*shards]
    metrics = PrometheusMetrics(monitoring)
    for event in events:
        monitoring.events(event)  # type: ignore[arg-type]
    return Scrape(metrics.render().decode())


def test_numbers_are_read_when_they_are_asked_for() -> None:
    monitoring = Monitoring(Health(90, 10))
    metrics = PrometheusMetrics(monitoring)
    monitoring.sources.waiting_jobs = lambda: 7
    monitoring.sources.running_jobs = lambda: 3
    monitoring.sources.held_polls = lambda: 2
    scrape = Scrape(metrics.render().decode())
    names = ("easel_jobs_waiting", "easel_jobs_running", "easel_relay_polls_held")
    assert [scrape.value(name) for name in names] == [7, 3, 2]


def test_shard_that_was_never_heard_has_no_age_and_no_latency() -> None:
    scrape = rendered(shards=[Shard(4, is_connected=False, heartbeat_age=None)])
    assert scrape.value("easel_gateway_connected", shard="4") == 0
    assert math.isinf(scrape.value("easel_gateway_heartbeat_age_seconds", shard="4"))
    assert math.isnan(scrape.value("easel_gateway_latency_seconds", shard="4"))
    assert scrape.value("easel_healthy", part="gateway") == 0


@pytest.mark.parametrize(
    ("status", "name"),
    [(200, "2xx"), (204, "2xx"), (404, "4xx"), (413, "413"), (429, "429"), (502, "5xx")],
)
def test_statuses_are_few(status: int, name: str) -> None:
    scrape = rendered(DiscordAnswered(status))
    assert scrape.labels("easel_discord_answers_total") == [{"status": name}]


def test_posts_that_are_tried_again_are_a_stage_of_retries() -> None:
    scrape = rendered(PostFailed("token"), PostFailed("token"))
    assert scrape.value("easel_retries_total", stage="post", reason="token") == 2


def test_all_there_can_be_is_small_enough_to_be_written_at_once() -> None:
    monitoring = Monitoring(Health(90, 10))
    metrics = PrometheusMetrics(monitoring)
    for model in (*OPERATIONS, "other"):
        for outcome in range(40):
            monitoring.events(JobEnded(model, f"failed-{outcome}", 1, 1))
        monitoring.events(PicturesCollected(model, 1))
    assert len(metrics.render()) < 100_000
