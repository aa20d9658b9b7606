"""A part of the message that Discord refuses is left out: the pictures matter more."""

import json

import pytest

from bot.jobs.outcome import DeliveryError, UndeliverableError
from tests.bot.delivery.conftest import ANSWER, POST, Desk
from tests.wire.discord import WireDiscord


def refuse(wire: WireDiscord, *fields: str, times: int = 1) -> None:
    """Discord finds these fields of the next messages invalid."""
    fault = {"_errors": [{"code": "X", "message": "no"}]}
    body = {"code": 50035, "message": "Invalid Form Body", "errors": dict.fromkeys(fields, fault)}
    wire.garble(*POST, json.dumps(body), status=400, processed=False, times=times)


async def test_reply_that_is_refused_is_an_ordinary_message(wire: WireDiscord, desk: Desk) -> None:
    photo = await wire.say(wire.channel, wire.member, "my cat")
    refuse(wire, "message_reference")
    await desk.post(desk.job(reply_to=photo.id))
    [message] = desk.posts()
    assert message.reference is None
    assert "a red fox" in message.text
    assert "Again" in message.buttons


async def test_reply_without_the_right_to_read_history_is_an_ordinary_message(
    wire: WireDiscord, desk: Desk
) -> None:
    photo = await wire.say(wire.channel, wire.member, "my cat")
    wire.fail(*POST, 400, 160002)
    await desk.post(desk.job(reply_to=photo.id))
    [message] = desk.posts()
    assert message.reference is None


async def test_buttons_that_are_refused_are_left_out(wire: WireDiscord, desk: Desk) -> None:
    refuse(wire, "components")
    await desk.post(desk.job())
    [message] = desk.posts()
    assert (message.components, "a red fox" in message.text) == ([], True)


async def test_description_that_is_refused_is_left_out(wire: WireDiscord, desk: Desk) -> None:
    refuse(wire, "attachments")
    await desk.post(desk.job())
    [message] = desk.posts()
    assert message.attachments[0].description is None
    assert "Again" in message.buttons


async def test_words_that_are_refused_are_left_out(wire: WireDiscord, desk: Desk) -> None:
    refuse(wire, "content")
    await desk.post(desk.job())
    [message] = desk.posts()
    assert message.text == ""
    assert "Again" in message.buttons


@pytest.mark.parametrize(("times", "words"), [(1, True), (2, False)])
async def test_fault_without_a_name_costs_the_ornaments_first_and_then_the_words(
    wire: WireDiscord, desk: Desk, times: int, words: bool
) -> None:
    wire.fail(*POST, 400, 50035, times=times)
    await desk.post(desk.job())
    [message] = desk.posts()
    assert (message.components, "a red fox" in message.text) == ([], words)
    assert len(message.attachments) == 1
    assert message.nonce is not None


async def test_refusal_without_a_code_is_tried_without_ornaments(
    wire: WireDiscord, desk: Desk
) -> None:
    body = '{"message": "400: Bad Request", "code": 0}'
    wire.garble(*POST, body, status=400, processed=False)
    await desk.post(desk.job())
    assert len(desk.posts()) == 1


async def test_message_that_is_refused_in_every_form_is_shown_privately(
    wire: WireDiscord, desk: Desk
) -> None:
    asked = desk.ask()
    wire.fail(*POST, 400, 50035, times=100)
    posted = await desk.post(desk.job(asked))
    assert posted.channel_id is None
    assert asked.original is not None
    assert len(asked.original.attachments) == 1


async def test_private_answer_is_plainer_too_if_discord_refuses_it(
    wire: WireDiscord, desk: Desk
) -> None:
    asked = desk.ask()
    wire.fail(*ANSWER, 400, 50035)
    await desk.post(desk.job(asked, private=True))
    assert asked.original is not None
    assert (asked.original.components, len(asked.original.attachments)) == ([], 1)


async def test_picture_that_is_too_large_for_one_way_is_sent_by_the_next(
    wire: WireDiscord, desk: Desk
) -> None:
    wire.fail(*POST, 413, 40005, times=100)
    posted = await desk.post(desk.job(desk.ask()))
    assert posted.channel_id is None


async def test_picture_that_is_too_large_for_every_way_fails_as_such(
    wire: WireDiscord, desk: Desk
) -> None:
    wire.fail(*POST, 413, 40005, times=100)
    with pytest.raises(UndeliverableError, match="failed-too-large"):
        await desk.post(desk.job())


@pytest.mark.parametrize("status", [400, 403, 404])
async def test_codes_of_discord_close_a_way_for_good(
    wire: WireDiscord, desk: Desk, status: int
) -> None:
    wire.fail(*POST, status, 50013, times=100)
    with pytest.raises(UndeliverableError, match="failed-no-place"):
        await desk.post(desk.job())


async def test_every_try_is_fenced(wire: WireDiscord, desk: Desk) -> None:
    refuse(wire, "components")
    wire.fail(*POST, 413, 40005)
    await desk.post(desk.job(desk.ask()))
    assert desk.fenced == ["place", "place", "answer"]


async def test_lost_lease_is_passed_on_before_anything_is_sent(
    wire: WireDiscord, desk: Desk
) -> None:
    async def lost(_: str) -> None:
        raise LookupError("no longer ours")

    desk._fence = lost  # type: ignore[method-assign]
    with pytest.raises(LookupError):
        await desk.post(desk.job())
    assert wire.messages(wire.channel) == []


async def test_send_is_put_off_if_the_process_was_stopped_after_the_fence(
    wire: WireDiscord, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.poster.SEND_LIMIT", -1)
    with pytest.raises(DeliveryError):
        await desk.post(desk.job())
    assert wire.messages(wire.channel) == []
