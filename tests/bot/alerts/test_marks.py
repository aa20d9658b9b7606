"""Troubles of several processes: over when it is over in each of them, and not before."""

import pytest

from bot.alerts.alerts import Alerts
from bot.alerts.marks import GRACE, REFRESH
from bot.storage.key_values import KeyValueStore
from tests.bot.alerts.conftest import Time, Told
from tests.bot.alerts.test_alerts import BEGINS, ENDS, KEY


@pytest.fixture
async def troubled(store: KeyValueStore, told: Told, time: Time) -> Alerts:
    """A process that has told its trouble."""
    alerts = Alerts(store, told, time, is_alone=False)
    alerts.begin(KEY)
    await alerts.tell()
    assert told.texts == [BEGINS]
    return alerts


async def look(*processes: Alerts, time: Time, rounds: int = 1) -> None:
    for _ in range(rounds):
        time.now += REFRESH
        for alerts in processes:
            await alerts.tell()


async def test_process_that_starts_well_does_not_end_the_trouble_of_another(
    troubled: Alerts, store: KeyValueStore, told: Told, time: Time
) -> None:
    other = Alerts(store, told, time, is_alone=False)
    await other.tell()
    for _ in range(20):
        other.end(KEY.key)
        troubled.begin(KEY)
        await look(other, troubled, time=time)
    assert told.texts == [BEGINS]
    assert other.is_told(KEY.key)
    troubled.end(KEY.key)
    await look(troubled, other, time=time, rounds=3)
    assert told.texts == [BEGINS, ENDS]
    assert not other.is_told(KEY.key)


async def test_last_of_two_processes_tells_the_end(
    troubled: Alerts, store: KeyValueStore, told: Told, time: Time
) -> None:
    other = Alerts(store, told, time, is_alone=False)
    other.begin(KEY)
    await look(other, time=time)
    troubled.end(KEY.key)
    await look(troubled, other, time=time, rounds=9)
    assert told.texts == [BEGINS]
    other.end(KEY.key)
    await look(troubled, other, time=time, rounds=2)
    assert told.texts == [BEGINS, ENDS]


@pytest.mark.usefixtures("troubled")
async def test_trouble_of_a_process_that_died_is_over_after_a_while(
    store: KeyValueStore, told: Told, time: Time
) -> None:
    other = Alerts(store, told, time, is_alone=False)
    await other.tell()
    other.end(KEY.key)
    await look(other, time=time, rounds=int(GRACE / REFRESH))
    assert told.texts == [BEGINS]
    await look(other, time=time, rounds=2)
    assert told.texts == [BEGINS, ENDS]
    assert await store.items("alert") == {}


@pytest.mark.usefixtures("troubled")
async def test_process_that_starts_alone_ends_the_trouble_of_the_last_one_at_once(
    store: KeyValueStore, told: Told, time: Time
) -> None:
    alone = Alerts(store, told, time, is_alone=True)
    await alone.tell()
    alone.end(KEY.key)
    await alone.tell()
    assert told.texts == [BEGINS, ENDS]
    assert await store.items("alert") == {}


async def test_rows_move_less_often_than_alerts_are_looked_at(
    troubled: Alerts, store: KeyValueStore, time: Time
) -> None:
    before = await store.items("alert-in:")
    assert len(before) == 1
    time.now += REFRESH - 1
    await troubled.tell()
    assert await store.items("alert-in:") == before
    time.now += 1
    await troubled.tell()
    assert await store.items("alert-in:") != before
