"""The time is Discord's, whatever the machine's clock says."""

from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.ui.discord_clock import DiscordClock

LONG_AGO = datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC)


async def heard(date: str | None) -> DiscordClock:
    """Return a clock that has heard one answer with this header."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(headers={} if date is None else {"Date": date})

    clock, app = DiscordClock(), web.Application()
    app.router.add_get("/", answer)
    async with (
        TestServer(app) as server,
        aiohttp.ClientSession(trace_configs=[clock.trace()]) as session,
        session.get(server.make_url("/")) as response,
    ):
        assert response.status == 200
    return clock


async def test_the_newest_answer_tells_the_time() -> None:
    clock = await heard("Sat, 03 Feb 2001 04:05:06 GMT")
    now = clock.now()
    assert now is not None
    assert timedelta() <= now - LONG_AGO < timedelta(seconds=30)


@pytest.mark.parametrize("date", ["", "yesterday", "Sat, 99 Feb 2001 04:05:06 GMT"])
async def test_an_unreadable_answer_tells_nothing(date: str) -> None:
    assert (await heard(date)).now() is None


def test_nothing_is_known_before_the_first_answer() -> None:
    assert DiscordClock().now() is None
