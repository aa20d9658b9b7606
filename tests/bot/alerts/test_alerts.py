"""Alerts: told once, and once that they are over, by one process, whatever is away."""

from typing import Any

import pytest

from bot.alerts.alert import Alert
from bot.alerts.alerts import Alerts
from bot.storage.database import StorageError
from bot.storage.key_values import KeyValueStore
from tests.bot.alerts.conftest import Time, Told

KEY = Alert("relay-key", "The key is refused.", "The key is taken again.")
BEGINS, ENDS = "⚠️ The key is refused.", "✅ The key is taken again."


@pytest.fixture
def alerts(store: KeyValueStore, told: Told, time: Time) -> Alerts:
    return Alerts(store, told, time)


async def test_trouble_is_told_once_and_once_that_it_is_over(alerts: Alerts, told: Told) -> None:
    for _ in range(3):
        alerts.begin(KEY)
        await alerts.tell()
    assert told.texts == [BEGINS]
    assert alerts.is_told("relay-key")
    for _ in range(3):
        alerts.end("relay-key")
        await alerts.tell()
    assert told.texts == [BEGINS, ENDS]
    assert not alerts.is_told("relay-key")
    alerts.begin(KEY)
    await alerts.tell()
    assert told.texts == [BEGINS, ENDS, BEGINS]


async def test_what_was_never_told_is_not_told_to_be_over(alerts: Alerts, told: Told) -> None:
    alerts.end("relay-key")
    await alerts.tell()
    alerts.begin(KEY)
    alerts.end("relay-key")
    await alerts.tell()
    assert told.texts == []


async def test_restart_repeats_nothing_and_tells_the_end(
    store: KeyValueStore, told: Told, time: Time
) -> None:
    first = Alerts(store, told, time)
    first.begin(KEY)
    await first.tell()
    second = Alerts(store, told, time)
    second.begin(KEY)
    await second.tell()
    assert told.texts == [BEGINS]
    third = Alerts(store, told, time)
    await third.tell()
    third.end("relay-key")
    await third.tell()
    assert told.texts == [BEGINS, ENDS]


async def test_trouble_that_passed_before_anything_was_loaded_is_told_to_be_over(
    alerts: Alerts, store: KeyValueStore, told: Told, time: Time
) -> None:
    alerts.begin(KEY)
    await alerts.tell()

    later = Alerts(store, told, time)
    later.end(KEY.key)
    await later.tell()

    assert told.texts == [BEGINS, ENDS]


async def test_one_of_two_processes_tells(store: KeyValueStore, told: Told, time: Time) -> None:
    both = [Alerts(store, told, time), Alerts(store, told, time)]
    for alerts in both:
        await alerts.tell()
    for alerts in both:
        alerts.begin(KEY)
        await alerts.tell()
    assert told.texts == [BEGINS]
    for alerts in both:
        alerts.end("relay-key")
        await alerts.tell()
    assert told.texts == [BEGINS, ENDS]


async def test_trouble_is_told_when_it_has_lasted(alerts: Alerts, told: Told, time: Time) -> None:
    slow = Alert("relay", "It does not answer.", "It answers.", after=300)
    alerts.begin(slow)
    time.now += 299
    alerts.begin(slow)
    await alerts.tell()
    time.now += 600
    # Nobody has looked at it since.
    await alerts.tell()
    assert told.texts == []
    alerts.begin(slow)
    await alerts.tell()
    assert told.texts == ["⚠️ It does not answer."]


async def test_trouble_that_passed_begins_to_count_again(
    alerts: Alerts, told: Told, time: Time
) -> None:
    slow = Alert("relay", "It does not answer.", "It answers.", after=300)
    alerts.begin(slow)
    time.now += 200
    alerts.end("relay")
    alerts.begin(slow)
    time.now += 200
    alerts.begin(slow)
    await alerts.tell()
    assert told.texts == []


async def test_trouble_that_nobody_ends_is_over_after_a_while(
    store: KeyValueStore, told: Told, time: Time
) -> None:
    low = Alert("credits-low", "They run low.", "They do not.", lasts=100)
    first = Alerts(store, told, time)
    first.begin(low)
    await first.tell()
    again = Alerts(store, told, time)
    await again.tell()
    time.now += 99
    await again.tell()
    assert told.texts == ["⚠️ They run low."]
    time.now += 1
    await again.tell()
    assert told.texts == ["⚠️ They run low.", "✅ They do not."]


async def test_nobody_there_is_one_line_and_tried_again_more_and_more_seldom(
    alerts: Alerts, told: Told, time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    told.is_closed = True
    alerts.begin(KEY)
    for _ in range(600):
        await alerts.tell()
        time.now += 10
    assert 4 <= told.tries <= 8
    assert not alerts.is_told("relay-key")
    [record] = [record for record in caplog.records if record.levelname == "WARNING"]
    assert record.getMessage() == (
        "alerts reach nobody, and are tried again: Forbidden: their direct messages are closed"
    )
    told.is_closed = False
    time.now += 3600 * 2
    await alerts.tell()
    assert told.texts == [BEGINS]


async def test_end_of_what_could_not_be_told_is_told(
    alerts: Alerts, told: Told, time: Time
) -> None:
    told.is_closed = True
    alerts.begin(KEY)
    await alerts.tell()
    alerts.end("relay-key")
    told.is_closed = False
    time.now += 3600
    await alerts.tell()
    await alerts.tell()
    assert told.texts == [ENDS]


async def test_restart_tells_what_could_not_be_told(
    store: KeyValueStore, told: Told, time: Time
) -> None:
    told.is_closed = True
    first = Alerts(store, told, time)
    first.begin(KEY)
    await first.tell()
    told.is_closed = False
    second = Alerts(store, told, time)
    second.begin(KEY)
    await second.tell()
    assert told.texts == [BEGINS]


async def test_end_that_could_not_be_told_is_told_later(
    alerts: Alerts, told: Told, time: Time
) -> None:
    alerts.begin(KEY)
    await alerts.tell()
    told.is_closed = True
    alerts.end("relay-key")
    await alerts.tell()
    told.is_closed = False
    time.now += 3600
    await alerts.tell()
    await alerts.tell()
    assert told.texts == [BEGINS, ENDS]


async def test_trouble_of_the_database_is_told_without_it(told: Told, time: Time) -> None:
    away: Any = _Away()
    alerts = Alerts(away, told, time)
    await alerts.tell()
    away.is_away = True
    alerts.begin(KEY)
    await alerts.tell()
    await alerts.tell()
    assert told.texts == [BEGINS]
    alerts.end("relay-key")
    await alerts.tell()
    assert told.texts == [BEGINS]
    away.is_away = False
    await alerts.tell()
    await alerts.tell()
    assert told.texts == [BEGINS, ENDS]


async def test_notes_are_told_in_order_and_have_no_end(
    alerts: Alerts, told: Told, time: Time
) -> None:
    told.is_closed = True
    alerts.note("50 % is spent.")
    await alerts.tell()
    alerts.note("80 % is spent.")
    told.is_closed = False
    time.now += 3600
    await alerts.tell()
    await alerts.tell()
    assert told.texts == ["ℹ️ 50 % is spent.", "ℹ️ 80 % is spent."]


async def test_nothing_is_kept_where_nobody_is_to_be_told(store: KeyValueStore, time: Time) -> None:
    alerts = Alerts(store, None, time)
    alerts.begin(KEY)
    alerts.note("50 % is spent.")
    await alerts.tell()
    assert await store.items("alert:") == {}


class _Away:
    """A store that is empty, and sometimes away."""

    def __init__(self) -> None:
        self.is_away = False

    async def items(self, _: str) -> dict[str, str]:
        self._check()
        return {}

    async def fill(self, _name: str, _value: str) -> bool:
        self._check()
        return True

    async def put(self, _name: str, _value: str) -> None:
        self._check()

    async def delete(self, _: str) -> bool:
        self._check()
        return False

    def _check(self) -> None:
        if self.is_away:
            raise StorageError("gone")
