"""Names that come with an interaction, and those that Discord is asked for."""

import asyncio
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot.common.discord_tokens import Mentioned
from bot.intake.mentioned_names import names_in_interaction
from bot.ui import member_names

RESOLVED = {
    "users": {
        "1": {"username": "maya", "global_name": "Maya M"},
        "2": {"username": "noor", "global_name": None},
        "3": {"username": "paula", "global_name": "Paula"},
    },
    "members": {"3": {"nick": "Queen P"}},
    "roles": {"4": {"name": "Painters"}},
    "channels": {"5": {"name": "pictures"}},
}
NOT_FOUND: Any = SimpleNamespace(status=404, reason="Not Found")


class Server:
    """A server whose members have to be asked for."""

    id = 9

    def __init__(self, error: BaseException | None = None) -> None:
        self.asked: list[int] = []
        self._error = error

    def get_member(self, _member_id: int) -> None:
        return None

    async def fetch_member(self, member_id: int) -> Any:
        self.asked.append(member_id)
        if self._error is not None:
            raise self._error
        return SimpleNamespace(display_name=f"member {member_id}")


def interaction(guild: Any = None, **data: Any) -> Any:
    user = SimpleNamespace(id=7, display_name="Luz")
    return SimpleNamespace(data=data, guild=guild, user=user)


async def test_names_that_came_along_are_not_asked_for() -> None:
    server = Server()
    texts = ["<@1> <@2> <@3> <@7>"]
    name_of = await names_in_interaction(interaction(server, resolved=RESOLVED), texts)
    members = [name_of(Mentioned.MEMBER, one) for one in (1, 2, 3, 7)]
    assert members == ["Maya M", "noor", "Queen P", "Luz"]
    assert name_of(Mentioned.ROLE, 4) == "Painters"
    assert name_of(Mentioned.CHANNEL, 5) == "pictures"
    assert server.asked == []


async def test_few_others_are_asked_for() -> None:
    server = Server()
    texts = [" ".join(f"<@{one}>" for one in range(20, 60)), "<@20>"]
    name_of = await names_in_interaction(interaction(server), texts)
    assert server.asked == [20, 21, 22, 23, 24]
    assert name_of(Mentioned.MEMBER, 24) == "member 24"
    assert name_of(Mentioned.MEMBER, 25) is None


@pytest.mark.parametrize(
    "error",
    [
        discord.NotFound(NOT_FOUND, "Unknown Member"),
        aiohttp.ClientConnectionError(),
        discord.RateLimited(30.0),
        TimeoutError(),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_member_that_discord_does_not_name_has_no_name(error: BaseException) -> None:
    name_of = await names_in_interaction(interaction(Server(error)), ["<@20>"])
    assert name_of(Mentioned.MEMBER, 20) is None


async def test_request_does_not_wait_for_names_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent(Server):
        async def fetch_member(self, member_id: int) -> Any:
            if member_id == 20:
                return await super().fetch_member(member_id)
            return await asyncio.Event().wait()

    monkeypatch.setattr(member_names, "PATIENCE", 0.01)
    name_of = await names_in_interaction(interaction(Silent()), ["<@20> <@21>"])
    assert name_of(Mentioned.MEMBER, 20) == "member 20"
    assert name_of(Mentioned.MEMBER, 21) is None


async def test_without_a_server_nobody_is_asked_for() -> None:
    name_of = await names_in_interaction(interaction(), ["<@20> <#5> <@&4>"])
    assert name_of(Mentioned.MEMBER, 20) is None
    assert name_of(Mentioned.CHANNEL, 5) is None
