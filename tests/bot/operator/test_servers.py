"""`easel servers` and `easel forget`, beside a living bot."""

import pytest
from aiohttp import web

from bot.common.clock import utc_now
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.memberships import MembershipStore
from tests.bot.operator.conftest import Studio
from tests.storage.rows import accept, bring, new_job
from tests.wire.rest import Rest
from tests.wire.server import PREFIX, answer

pytestmark = pytest.mark.slow


class ServersRest(Rest):
    """The fake Discord's routes, and those of the bot's own servers."""

    def routes(self) -> list[web.RouteDef]:
        """Return all routes."""
        path = f"{PREFIX}/users/@me/guilds"
        return [
            *super().routes(),
            web.get(path, self.my_guilds),
            web.delete(path + "/{guild:\\d+}", self.leave),
        ]

    async def my_guilds(self, _: web.Request) -> web.Response:
        return answer(
            [
                {"id": str(guild.id), "name": guild.name, "icon": None, "features": []}
                | {"banner": None, "owner": False, "permissions": "0"}
                | {"approximate_member_count": 12, "approximate_presence_count": 3}
                for guild in self._world.guilds.values()
                if guild.has_bot
            ]
        )

    async def leave(self, request: web.Request) -> web.Response:
        guild = self._guild(request)
        guild.has_bot = False
        return web.Response(status=204)


@pytest.fixture(autouse=True)
def _servers_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.wire.discord.Rest", ServersRest)


async def test_servers_are_listed_left_and_forgotten(studio: Studio) -> None:
    guild = studio.wire.guild
    async with studio.running():
        asked = await studio.ask()
        await studio.ended(asked.id)
        listed = await studio.easel("servers", "--json")
        assert listed.document == [{"server": str(guild.id), "name": guild.name, "members": 12}]
        table = (await studio.easel("servers")).out.splitlines()
        assert table[0].split() == ["server", "name", "members"]
        early = await studio.easel("forget", "server", guild.id)
        assert (early.status, "has not left" in early.err) == (1, True)
        left = await studio.easel("servers", "leave", guild.id)
        assert (left.status, left.err) == (0, "")
    assert (await studio.easel("servers")).out == "the bot is in no server\n"
    assert await studio.job(asked.id)
    forgotten = await studio.easel("forget", "server", guild.id)
    assert (forgotten.status, forgotten.out) == (0, f"server {guild.id} is forgotten\n")
    assert await studio.job(asked.id) is None


async def test_server_that_the_bot_is_not_in_is_not_left(studio: Studio) -> None:
    ended = await studio.easel("servers", "leave", 4711)
    assert (ended.status, ended.err) == (1, "the bot is not in server 4711\n")


async def test_refused_token_and_missing_one_have_their_status(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    for token, words in (("not.the.token", "Discord refuses it"), ("", "is not set")):
        monkeypatch.setenv("EASEL_DISCORD_TOKEN", token)
        ended = await studio.easel("servers")
        assert ended.status == 78
        assert words in ended.err
        assert "not.the.token" not in ended.err
        assert len(ended.err.splitlines()) == 1


async def test_unfinished_jobs_outlast_the_forgetting_of_their_server(studio: Studio) -> None:
    async with Database.attach(studio.url) as database:
        store = JobStore(database, "ours")
        await accept(store, new_job(1, guild_id=5))
        await bring(store, new_job(2, guild_id=5), "done")
        await MembershipStore(database).mark_left(5, utc_now())
    ended = await studio.easel("forget", "server", 5)
    assert ended.status == 0
    assert "unfinished jobs stay" in ended.out
    assert await studio.job(1)
    assert await studio.job(2) is None


async def test_member_is_forgotten_as_by_their_own_command(studio: Studio) -> None:
    async with Database.attach(studio.url) as database:
        store = JobStore(database, "ours")
        await bring(store, new_job(1, member_id=7), "failed")
        await bring(store, new_job(2, member_id=8), "failed")
        await accept(store, new_job(3, member_id=7))
    ended = await studio.easel("forget", "member", 7)
    assert (ended.status, ended.out.splitlines()) == (
        0,
        [
            "member 7 is forgotten",
            "1 unfinished jobs stay: run this again when they are over",
        ],
    )
    emptied, other, unfinished = [await studio.job(number) for number in (1, 2, 3)]
    assert emptied is not None
    assert other is not None
    assert unfinished is not None
    assert (emptied.emptied, other.emptied, unfinished.emptied) == (True, False, False)
