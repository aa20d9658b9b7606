"""`easel pause` and `easel resume` beside a living bot."""

import pytest

from tests.bot.operator.conftest import Studio

pytestmark = pytest.mark.slow


async def test_paused_bot_refuses_in_words_and_finishes_what_it_has(studio: Studio) -> None:
    post = ("POST", "/channels/*/messages")
    async with studio.running(), studio.wire.held(*post) as gate:
        before = await studio.ask()
        await studio.wire.until(lambda: gate.waiting)
        paused = await studio.easel("pause", "The\ncredits *ran* out.")
        assert (paused.status, paused.err) == (0, "")
        asked = await studio.ask()
        await studio.told(asked, "no new pictures for now: “The credits \\*ran\\* out.” Please try")
        assert await studio.job(asked.id) is None
        gate.open()
        await studio.ended(before.id)
        # Another reason, or none, replaces the first.
        assert (await studio.easel("pause")).status == 0
        await studio.told(await studio.ask(), "for now. Please try again later.")
        resumed = await studio.easel("resume")
        assert (resumed.status, resumed.out) == (0, "resumed\n")
        await studio.ended((await studio.ask()).id)
    assert studio.relay.created == 2
    assert (await studio.easel("resume")).out == "it was not paused\n"


async def test_pause_outlasts_a_restart(studio: Studio) -> None:
    assert (await studio.easel("pause")).status == 0
    async with studio.running():
        await studio.told(await studio.ask(), "I'm taking a break")
    assert studio.relay.created == 0


async def test_reason_that_is_too_long_is_a_wrong_usage(studio: Studio) -> None:
    ended = await studio.easel("pause", "x" * 301)
    assert ended.status == 2
    assert "300 characters at most" in ended.err
