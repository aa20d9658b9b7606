"""Themes of the day: in turn, and each day claimed once."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest

from bot.storage import themes as bounds
from bot.storage.audit import AuditStore
from bot.storage.database import Database
from bot.storage.room import FullError
from bot.storage.themes import DailyTheme, ThemeStore
from tests.postgres import Postgres
from tests.storage.rows import GUILD, entry

TODAY = date(2026, 11, 29)
TOMORROW = TODAY + timedelta(days=1)
DAILY = DailyTheme(7, 9)


@pytest.fixture
def themes(database: Database) -> ThemeStore:
    return ThemeStore(database)


async def add(themes: ThemeStore, *names: str) -> None:
    for name in names:
        await themes.add(name, entry(action="themes add"))


async def test_themes_are_kept_in_order(themes: ThemeStore, database: Database) -> None:
    await add(themes, "hens", "foxes", "hens")
    await themes.add("elsewhere", entry(guild_id=GUILD + 1))
    assert await themes.of(GUILD) == ["hens", "foxes"]
    assert await themes.remove("hens", entry(action="themes remove"))
    assert not await themes.remove("hens", entry(action="themes remove"))
    assert await themes.of(GUILD) == ["foxes"]
    changes = await AuditStore(database).newest(GUILD, 9)
    assert [one.action for one in changes] == ["themes remove", *["themes add"] * 3]


async def test_themes_are_bounded(themes: ThemeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_THEMES", 1)
    await add(themes, "hens", "hens")
    with pytest.raises(FullError):
        await add(themes, "foxes")
    assert await themes.of(GUILD) == ["hens"]


async def test_each_day_has_the_next_theme_once(themes: ThemeStore) -> None:
    await add(themes, "hens", "foxes")
    await themes.set_daily(DAILY, TODAY, entry())
    assert await themes.due(TODAY, 8) == []
    assert await themes.due(TODAY, 9) == [GUILD]

    claimed = await asyncio.gather(*(themes.claim(GUILD, TODAY) for _ in range(5)))
    assert [one for one in claimed if one] == [(DAILY, "hens")]
    assert await themes.due(TODAY, 23) == []
    assert await themes.of(GUILD) == ["foxes", "hens"]
    # A clock that was set back posts nothing twice.
    assert await themes.claim(GUILD, TODAY - timedelta(days=3)) is None
    assert await themes.claim(GUILD, TOMORROW) == (DAILY, "foxes")
    assert await themes.claim(GUILD, TOMORROW + timedelta(days=1)) == (DAILY, "hens")


async def test_two_processes_claim_a_day_once(postgres: Postgres) -> None:
    async with (
        postgres.database() as url,
        Database.open(url) as one,
        Database.open(url) as other,
    ):
        stores = [ThemeStore(one), ThemeStore(other)]
        await add(stores[0], "hens", "foxes")
        await stores[0].set_daily(DAILY, TODAY, entry())
        claimed = await asyncio.gather(*(store.claim(GUILD, TODAY) for store in stores * 3))
    assert [one for one in claimed if one] == [(DAILY, "hens")]


async def test_day_without_a_theme_is_not_used_up(themes: ThemeStore) -> None:
    await themes.set_daily(DAILY, TODAY, entry())
    assert await themes.claim(GUILD, TODAY) is None
    await add(themes, "hens")
    assert await themes.claim(GUILD, TODAY) == (DAILY, "hens")


@pytest.mark.parametrize(("not_before", "is_due"), [(TODAY, True), (TOMORROW, False)])
async def test_first_theme_is_posted_at_the_next_hour(
    themes: ThemeStore, not_before: date, is_due: bool
) -> None:
    await themes.set_daily(DAILY, not_before, entry())
    assert bool(await themes.due(TODAY, 23)) is is_due
    assert await themes.due(TOMORROW, 9) == [GUILD]


async def test_changed_hour_posts_no_second_theme(themes: ThemeStore) -> None:
    await add(themes, "hens", "foxes")
    await themes.set_daily(DAILY, TODAY, entry())
    await themes.claim(GUILD, TODAY)
    later: dict[str, Any] = {"channel_id": 8, "hour": 20}
    await themes.set_daily(DailyTheme(**later), TODAY, entry())
    assert await themes.daily(GUILD) == DailyTheme(8, 20)
    assert await themes.due(TODAY, 23) == []
    assert await themes.stop_daily(entry())
    assert not await themes.stop_daily(entry())
    assert await themes.daily(GUILD) is None
    assert await themes.due(TOMORROW, 23) == []
