"""Statuses reach their members, and the last one of a job is not given up for a hiccup."""

import pytest

from bot.delivery.reply_status import TROUBLED, WORKING
from bot.errors import Reason
from bot.jobs.outcome import Cancelled, DeliveryError, Done, Failed, Running, Status, Troubled
from bot.storage.records import Posted
from tests.bot.delivery.conftest import ANSWER, POST, Desk
from tests.wire.discord import WireDiscord

FAILED = Failed(Reason("failed-delivery"))
WHY = "Discord didn't let me post the picture"


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries follow each other at once."""
    monkeypatch.setattr("bot.delivery.status_notifier.RETRY_PAUSES", (0.0, 0.0, 0.0))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("status-troubled-relay", "The image service isn't answering right now."),
        ("status-troubled-discord", "Discord isn't taking it right now."),
    ],
)
async def test_trouble_is_told_in_the_private_answer(desk: Desk, key: str, words: str) -> None:
    asked = desk.ask()
    await desk.delivery.notify(desk.job(asked), Troubled(Reason(key, {"until": 1_800_000_000})))
    assert words in asked.text
    assert "<t:1800000000:t>" in asked.text


async def test_trouble_is_told_in_the_members_language(desk: Desk) -> None:
    asked = desk.ask()
    job = desk.job(asked, locale="de", guild_locale="en-US")
    reason = Reason("status-troubled-relay", {"until": 1_800_000_000})
    await desk.delivery.notify(job, Troubled(reason))
    assert "Der Bilddienst antwortet gerade nicht." in asked.text


async def test_reply_that_waits_is_marked_until_its_end(wire: WireDiscord, desk: Desk) -> None:
    request = await wire.say(wire.channel, wire.member, "make it blue")
    job = desk.job_of(request)
    await desk.delivery.notify(job, Running(desk.now()))
    await desk.delivery.notify(job, Troubled(Reason("status-troubled-relay", {"until": 1})))
    assert request.reactions == {WORKING, TROUBLED}
    wire.advance(60)
    await desk.delivery.notify(job, Done(Posted(wire.channel.id, 7, 1)))
    assert request.reactions == set()


@pytest.mark.parametrize("status", [Done(Posted(11, 7, 1)), FAILED])
async def test_mark_is_taken_back_in_spite_of_a_hiccup(
    wire: WireDiscord, desk: Desk, status: Status
) -> None:
    request = await wire.say(wire.channel, wire.member, "make it blue")
    job = desk.job_of(request)
    await desk.delivery.notify(job, Running(desk.now()))
    wire.fail("DELETE", "/channels/*/reactions/*", 503, times=2)
    await desk.delivery.notify(job, status)
    assert request.reactions == set()


async def test_mark_is_taken_back_where_the_bot_may_not_reply(
    wire: WireDiscord, desk: Desk
) -> None:
    request = await wire.say(wire.channel, wire.member, "make it blue")
    job = desk.job_of(request)
    await desk.delivery.notify(job, Running(desk.now()))
    wire.deny(wire.channel, "send_messages")
    await desk.delivery.notify(job, FAILED)
    assert request.reactions == set()
    [told] = desk.told_directly()
    assert WHY in told.text


@pytest.mark.parametrize("trouble", ["lost", "refused-for-now", "odd"])
@pytest.mark.parametrize(
    ("status", "words"),
    [(FAILED, WHY), (Cancelled(), "Cancelled"), (Done(Posted(11, 7, 1)), "✅ Done")],
)
async def test_last_status_is_shown_in_spite_of_a_hiccup(
    wire: WireDiscord, desk: Desk, trouble: str, status: Status, words: str
) -> None:
    asked = desk.ask()
    match trouble:
        case "lost":
            wire.lose(*ANSWER, processed=False, times=2)
        case "refused-for-now":
            wire.garble(*ANSWER, "<html>", status=404, processed=False)
        case _:
            wire.garble(*ANSWER, "{}")
    await desk.delivery.notify(desk.job(asked), status)
    assert words in asked.text
    assert not desk.told_directly()


async def test_status_that_another_follows_is_not_repeated(wire: WireDiscord, desk: Desk) -> None:
    asked = desk.ask()
    wire.lose(*ANSWER, processed=False)
    await desk.delivery.notify(desk.job(asked), Running(desk.now()))
    assert len([call for call in wire.calls if call.matches(*ANSWER)]) == 1


async def test_failure_is_told_directly_once_the_token_is_dead(
    wire: WireDiscord, desk: Desk
) -> None:
    job = desk.job(desk.ask())
    wire.fail(*ANSWER, 401, 50027)
    wire.lose(*POST)
    await desk.delivery.notify(job, FAILED)
    [told] = desk.told_directly()
    assert WHY in told.text


async def test_failure_in_a_channel_is_told_once_though_the_answer_was_lost(
    wire: WireDiscord, desk: Desk
) -> None:
    request = await wire.say(wire.channel, wire.member, "make it blue")
    wire.lose(*POST)
    await desk.delivery.notify(desk.job_of(request), FAILED)
    [_, told] = wire.messages(wire.channel)
    assert WHY in told.text
    assert told.referenced is request
    assert not desk.told_directly()


async def test_failure_that_cannot_be_told_now_is_to_be_told_later(
    wire: WireDiscord, desk: Desk
) -> None:
    asked = desk.ask()
    wire.lose(*ANSWER, processed=False, times=100)
    with pytest.raises(DeliveryError):
        await desk.delivery.notify(desk.job(asked), FAILED)
    wire.clear_faults()
    await desk.delivery.notify(desk.job(asked), FAILED)
    assert WHY in asked.text


async def test_failure_is_told_later_if_direct_messages_are_opened_too_fast(
    wire: WireDiscord, desk: Desk
) -> None:
    job = desk.job(desk.ask())
    wire.fail(*ANSWER, 404, 10015, times=100)
    wire.fail("POST", "/users/@me/channels", 403, 40003, times=100)
    with pytest.raises(DeliveryError):
        await desk.delivery.notify(job, FAILED)
    wire.clear_faults()
    wire.fail(*ANSWER, 404, 10015)
    await desk.delivery.notify(job, FAILED)
    assert len(desk.told_directly()) == 1


async def test_member_who_can_be_told_nowhere_is_left_alone(wire: WireDiscord, desk: Desk) -> None:
    wire.member.takes_dms = False
    job = desk.job(desk.ask())
    wire.fail(*ANSWER, 404, 10015)
    await desk.delivery.notify(job, FAILED)
    assert not desk.told_directly()
