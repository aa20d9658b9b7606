"""Right to ask in direct messages: that of members of an allowed server, as Discord says."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.errors import UserError
from bot.servers import shared_servers
from bot.servers.shared_servers import (
    MAX_ASKED,
    MAX_LOOKS,
    REMEMBERED,
    UNSURE,
    SharedServers,
)
from bot.storage.member_places import MemberPlaceStore
from tests.storage.rows import NOON

MEMBER = 7


class Setting:
    """Servers of the bot's, and those that the member is in; each look is written down."""

    def __init__(self, *guilds: int) -> None:
        self.now = NOON
        self.guilds = [*guilds]
        self.asked_in: list[int] = []
        self.stored: list[int] = []
        self.is_in: set[int] = set()
        self.allowed: set[int] | None = None
        self.looks: list[int] = []
        self.failure: BaseException | None = None
        self.ready = True
        client: Any = SimpleNamespace(
            is_ready=lambda: self.ready,
            guilds=[SimpleNamespace(id=guild) for guild in self.guilds],
        )
        self.shared = SharedServers(
            client, cast(MemberPlaceStore, self), self.has_member, self.allows, lambda: self.now
        )

    async def servers_of(self, _: int, most: int) -> list[int]:
        return self.asked_in[:most]

    async def known_servers(self, most: int) -> list[int]:
        return self.stored[:most]

    async def has_member(self, guild_id: int, member_id: int) -> bool:
        assert member_id == MEMBER
        self.looks.append(guild_id)
        if self.failure is not None:
            raise self.failure
        return guild_id in self.is_in

    def allows(self, guild_id: int) -> bool:
        return self.allowed is None or guild_id in self.allowed

    async def refusal(self) -> str | None:
        try:
            await self.shared.check(MEMBER)
        except UserError as error:
            return error.reason.key
        return None


async def test_member_of_any_server_may_ask() -> None:
    setting = Setting(1, 2, 3)
    setting.is_in = {3}
    assert await setting.refusal() is None
    assert setting.looks == [1, 2, 3]


async def test_servers_in_which_pictures_were_made_are_asked_about_first() -> None:
    setting = Setting(*range(1, 12))
    setting.asked_in, setting.is_in = [11, 8], {8}
    assert await setting.refusal() is None
    assert setting.looks[:2] == [11, 8]
    assert len(setting.looks) == len({*setting.looks}) == 5


async def test_stranger_is_refused() -> None:
    assert await Setting(1, 2).refusal() == "refused-no-shared-server"
    assert await Setting().refusal() == "refused-no-shared-server"


async def test_server_that_is_not_allowed_does_not_count_and_is_not_asked_about() -> None:
    setting = Setting(1, 2)
    setting.is_in, setting.allowed = {1}, {2}
    assert await setting.refusal() == "refused-no-shared-server"
    assert setting.looks == [2]


async def test_server_of_another_process_counts() -> None:
    setting = Setting(1)
    setting.stored, setting.is_in = [5], {5}
    assert await setting.refusal() is None


async def test_answer_holds_for_a_minute() -> None:
    setting = Setting(1)
    setting.is_in = {1}
    assert await setting.refusal() is None
    setting.is_in.clear()
    setting.now += REMEMBERED - timedelta(seconds=1)
    assert await setting.refusal() is None
    assert setting.looks == [1]
    setting.now += timedelta(seconds=1)
    assert await setting.refusal() == "refused-no-shared-server"
    assert await setting.refusal() == "refused-no-shared-server"
    assert setting.looks == [1, 1]


async def test_clock_that_was_set_back_does_not_keep_an_answer() -> None:
    setting = Setting(1)
    setting.is_in = {1}
    assert await setting.refusal() is None
    setting.now -= timedelta(hours=1)
    assert await setting.refusal() is None
    assert setting.looks == [1, 1]


async def test_requests_at_the_same_moment_ask_once() -> None:
    setting = Setting(1)
    setting.is_in = {1}
    answers = await asyncio.gather(*(setting.refusal() for _ in range(5)))
    assert answers == [None] * 5
    assert setting.looks == [1]


async def test_many_members_are_asked_about_a_few_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    setting, now, most = Setting(*range(1, 6)), 0, 0

    async def has_member(_: int, __: int) -> bool:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0)
        now -= 1
        return False

    monkeypatch.setattr(setting.shared, "_has_member", has_member)
    checks = (setting.shared.check(member) for member in range(20))
    found = await asyncio.gather(*checks, return_exceptions=True)
    assert all(isinstance(one, UserError) for one in found)
    assert most == MAX_ASKED


async def test_more_servers_than_may_be_asked_about_leave_it_open() -> None:
    setting = Setting(*range(1, MAX_LOOKS + 2))
    assert await setting.refusal() == "refused-shared-unsure"
    assert len(setting.looks) == MAX_LOOKS
    setting.is_in = {MAX_LOOKS}
    # A member who presses on makes nobody ask again.
    assert await setting.refusal() == "refused-shared-unsure"
    assert len(setting.looks) == MAX_LOOKS
    setting.now += UNSURE
    assert await setting.refusal() is None


async def test_failure_of_discord_leaves_it_open_for_a_moment() -> None:
    setting = Setting(1)
    setting.failure = OSError("gone")
    assert await setting.refusal() == "refused-shared-unsure"
    setting.failure, setting.is_in = None, {1}
    setting.now += UNSURE
    assert await setting.refusal() is None


async def test_bot_that_does_not_know_its_servers_yet_leaves_it_open() -> None:
    setting = Setting()
    setting.ready = False
    assert await setting.refusal() == "refused-shared-unsure"


async def test_silence_of_discord_leaves_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_servers, "PATIENCE", 0.01)
    setting, silence = Setting(1), asyncio.Event()

    async def never(*_: int) -> bool:
        await silence.wait()
        raise AssertionError

    monkeypatch.setattr(setting.shared, "_has_member", never)
    assert await setting.refusal() == "refused-shared-unsure"
