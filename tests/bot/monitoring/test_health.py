"""Health of a process, by what has worked a short while ago."""

import logging
import math
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.events import EventHub, JobTakenOver, TransactionDone
from bot.monitoring.gateway_watch import GatewayWatch
from bot.monitoring.health import Health, Shard
from bot.monitoring.health_file import HealthFile


class Time:
    """A monotonic clock that the tests move."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def shards(*ages: float | None) -> Sequence[Shard]:
    return [Shard(number, is_connected=True, heartbeat_age=age) for number, age in enumerate(ages)]


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def health(time: Time) -> Health:
    """A process that has just done everything; it is unhealthy after 90 s, and 10 s of a pause."""
    health = Health(90, 10, time)
    health.shards = lambda: shards(1)
    health.upkeep_succeeded()
    health.listen(TransactionDone("read", 0.1))
    return health


def sick(health: Health) -> list[str]:
    """Return the names of the unhealthy parts."""
    return [part.name for part in health.parts() if not part.is_healthy]


def test_process_that_has_done_nothing_yet_is_unhealthy() -> None:
    health = Health(90, 10)
    assert sick(health) == ["gateway", "database", "upkeep"]
    assert not health.is_healthy
    assert not health.is_ready


def test_each_part_is_healthy_for_a_while(health: Health, time: Time) -> None:
    assert health.is_healthy
    time.now += 100
    assert sick(health) == []
    health.listen(TransactionDone("write", 0.1))
    time.now += 1
    assert sick(health) == ["upkeep"]
    time.now += 100
    assert sick(health) == ["database", "upkeep"]
    health.upkeep_succeeded()
    assert sick(health) == ["database"]


@pytest.mark.parametrize("ages", [(), (None,), (91,), (1, 91), (1, None), (91, 1)])
def test_one_silent_shard_is_enough(health: Health, ages: tuple[float | None, ...]) -> None:
    health.shards = lambda: shards(*ages)
    assert sick(health) == ["gateway"]


def test_facts_name_the_parts_and_the_shards(health: Health, time: Time) -> None:
    time.now += 200
    assert health.facts() == {
        "healthy": False,
        "parts": {
            "gateway": {"healthy": True, "seconds_ago": 1},
            "database": {"healthy": False, "seconds_ago": 200},
            "upkeep": {"healthy": False, "seconds_ago": 200},
        },
        "shards": [{"id": 0, "connected": True, "seconds_ago": 1}],
    }


def test_process_is_ready_until_it_stops(health: Health) -> None:
    health.start()
    assert health.is_ready
    health.stop()
    # A session that comes back while the bot stops changes nothing.
    health.start()
    assert not health.is_ready


def test_listener_that_fails_harms_neither_the_job_nor_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    hub, heard = EventHub(), []

    def fail(_: object) -> None:
        raise LookupError("lost")

    hub.listen(fail)
    hub.listen(heard.append)
    hub(JobTakenOver())
    assert heard == [JobTakenOver()]
    assert "an event is not taken: JobTakenOver" in caplog.text


async def test_file_is_touched_while_healthy(health: Health, time: Time, tmp_path: Path) -> None:
    path = tmp_path / "alive"
    file = HealthFile(path, health)
    time.now += 200
    await file.touch()
    assert not path.exists()
    health.upkeep_succeeded()
    health.listen(TransactionDone("read", 0.1))
    await file.touch()
    assert path.exists()


async def test_file_that_cannot_be_written_is_one_warning(
    health: Health, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = HealthFile(tmp_path / "missing" / "alive", health)
    await file.touch()
    await file.touch()
    [record] = caplog.records
    assert record.levelno == logging.WARNING
    assert record.getMessage().startswith("EASEL_HEALTH_FILE cannot be written: ")


def connected(time: Time, *, acknowledged: float, latency: float) -> Any:
    keep_alive = SimpleNamespace(_last_ack=acknowledged, latency=latency)
    shard = SimpleNamespace(_parent=SimpleNamespace(ws=SimpleNamespace(_keep_alive=keep_alive)))
    return GatewayWatch(client(ids=[0], shards={0: shard}), time)


def client(ids: list[int], shards: dict[int, Any]) -> Any:
    return SimpleNamespace(shard_ids=ids, shard_count=len(ids), shards=shards)


def test_shard_is_as_young_as_its_newest_acknowledged_heartbeat(time: Time) -> None:
    watch = connected(time, acknowledged=1030, latency=0.04)
    watch.begin(0)
    time.now = 1040
    assert watch.shards() == [Shard(0, is_connected=True, heartbeat_age=10, latency=0.04)]


def test_heartbeat_without_a_session_does_not_count(time: Time) -> None:
    watch = connected(time, acknowledged=1030, latency=0.04)
    assert watch.shards() == [Shard(0, is_connected=False, heartbeat_age=None)]
    watch.begin(0)
    watch.end(0)
    time.now = 1040
    assert watch.shards() == [Shard(0, is_connected=False, heartbeat_age=40)]


def test_new_connection_that_no_heartbeat_has_passed_is_as_old_as_its_session(time: Time) -> None:
    watch = connected(time, acknowledged=1030, latency=math.inf)
    watch.begin(0)
    time.now = 1040
    assert watch.shards() == [Shard(0, is_connected=True, heartbeat_age=40)]


def test_shard_that_is_not_launched_was_never_heard(time: Time) -> None:
    watch = GatewayWatch(client(ids=[4], shards={}), time)
    assert watch.shards() == [Shard(4, is_connected=False, heartbeat_age=None, is_launched=False)]


def test_shards_that_wait_for_their_turn_leave_the_gateway_healthy(health: Health) -> None:
    waiting = Shard(1, is_connected=False, heartbeat_age=None, is_launched=False)
    health.shards = lambda: [*shards(1), waiting]
    assert health.parts()[0].is_healthy
    health.shards = lambda: [waiting]
    assert not health.parts()[0].is_healthy
