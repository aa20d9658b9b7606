"""A send that did not end in a clear answer may have been posted: it is looked for, never repeated
blindly, and never taken for a failure."""

from collections.abc import Callable

import pytest

from bot.jobs.outcome import DeliveryError, OperatorTroubleError, UndeliverableError
from tests.bot.delivery.conftest import ANSWER, HISTORY, POST, Desk
from tests.wire.discord import WireDiscord

pytestmark = pytest.mark.slow

ODD_BODIES = {
    "empty": "{}",
    "list": "[]",
    "null": "null",
    "number": "7",
    "id-is-no-id": '{"id": "fox", "channel_id": "1"}',
    "broken": '{"id": "1',
    "nothing": "",
}
PASSING = [20016, 20022, 20028, 20029, 40003, 40004, 40006, 40062, 130000]
OPEN_DIRECT = ("POST", "/users/@me/channels")
Trouble = Callable[[WireDiscord, bool], None]


def garbled(body: str) -> Trouble:
    return lambda wire, processed: wire.garble(*POST, body, processed=processed)


TROUBLES: dict[str, Trouble] = {
    **{f"body-{name}": garbled(body) for name, body in ODD_BODIES.items()},
    "html": lambda wire, processed: wire.garble(
        *POST, "<html>", content_type="text/html", processed=processed
    ),
    "html-403": lambda wire, processed: wire.garble(
        *POST, "<html>", content_type="text/html", status=403, processed=processed
    ),
    "html-404": lambda wire, processed: wire.garble(
        *POST, "<html>", content_type="text/html", status=404, processed=processed
    ),
    "html-400": lambda wire, processed: wire.garble(
        *POST, "<html>", content_type="text/html", status=400, processed=processed
    ),
    "odd-code": lambda wire, processed: wire.garble(
        *POST, '{"code": "x"}', status=403, processed=processed
    ),
    "network-error-403": lambda wire, processed: wire.fail(*POST, 403, 40333, processed=processed),
    "status-503": lambda wire, processed: wire.fail(*POST, 503, processed=processed),
    "reset": lambda wire, processed: wire.lose(*POST, processed=processed),
    "rate-limit-without-time": lambda wire, processed: wire.garble(
        *POST, "{}", status=429, processed=processed
    ),
    "rate-limited-for-minutes": lambda wire, processed: wire.fail(
        *POST, 429, retry_after=200, processed=processed
    ),
}


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
async def test_message_that_was_taken_all_the_same_is_found(
    wire: WireDiscord, desk: Desk, trouble: Trouble
) -> None:
    job = desk.job()
    trouble(wire, True)
    with pytest.raises(DeliveryError):
        await desk.post(job)
    [message] = desk.posts()
    found = await desk.delivery.find(job)
    assert found is not None
    assert (found.channel_id, found.message_id) == (wire.channel.id, message.id)
    assert desk.fenced == ["place"]


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
async def test_message_that_was_not_taken_is_sent_again_to_the_same_place(
    wire: WireDiscord, desk: Desk, trouble: Trouble
) -> None:
    job = desk.job()
    trouble(wire, False)
    with pytest.raises(DeliveryError):
        await desk.post(job)
    assert await desk.delivery.find(job) is None
    await desk.post(job)
    assert len(desk.posts()) == 1


async def test_send_without_an_answer_ends_in_time(
    wire: WireDiscord, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.poster.SEND_LIMIT", 0.3)
    job = desk.job()
    async with wire.held(*POST, "after"):
        with pytest.raises(DeliveryError, match="TimeoutError"):
            await desk.post(job)
        assert await desk.delivery.find(job) is not None


async def test_global_rate_limit_that_was_cut_short_stops_no_other_request(
    wire: WireDiscord, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = '{"retry_after": 20, "global": true}'
    wire.garble(*POST, body, status=429, processed=False, headers={"Via": "1.1 google"})
    monkeypatch.setattr("bot.delivery.poster.SEND_LIMIT", 0.3)
    job = desk.job()
    with pytest.raises(DeliveryError, match="TimeoutError"):
        await desk.post(job)
    monkeypatch.undo()
    await desk.post(job)
    assert len(desk.posts()) == 1


async def test_refused_login_is_the_operators_trouble_wherever_it_shows(
    wire: WireDiscord, desk: Desk
) -> None:
    job = desk.job()
    wire.fail(*POST, 401)
    with pytest.raises(OperatorTroubleError):
        await desk.post(job)
    wire.fail(*HISTORY, 401)
    with pytest.raises(OperatorTroubleError):
        await desk.delivery.find(job)
    await desk.post(job)
    assert len(desk.posts()) == 1


@pytest.mark.parametrize("code", PASSING)
async def test_refusal_of_the_moment_is_waited_out(
    wire: WireDiscord, desk: Desk, code: int
) -> None:
    job = desk.job(desk.ask())
    wire.fail(*POST, 403, code)
    with pytest.raises(DeliveryError):
        await desk.post(job)
    assert await desk.delivery.find(job) is None
    assert (await desk.post(job)).channel_id == wire.channel.id


async def test_direct_messages_that_are_opened_too_fast_are_opened_later(
    wire: WireDiscord, desk: Desk
) -> None:
    job = desk.job(private=True)
    wire.fail(*OPEN_DIRECT, 403, 40003)
    with pytest.raises(DeliveryError):
        await desk.post(job)
    await desk.post(job)
    assert len(desk.direct()) == 1


@pytest.mark.parametrize(
    "body", ["{}", "null", "7", '[{"id": "1"', "", "[{}]", '[{"id": "x"}]', "[7]"]
)
async def test_history_that_nobody_can_read_is_no_reason_to_post_again(
    wire: WireDiscord, desk: Desk, body: str
) -> None:
    job = desk.job()
    await desk.post(job)
    wire.garble(*HISTORY, body)
    with pytest.raises(DeliveryError):
        await desk.delivery.find(job)
    assert await desk.delivery.find(job) is not None


async def test_history_that_is_hidden_looks_empty_and_is_no_reason_to_post_again(
    wire: WireDiscord, desk: Desk
) -> None:
    job = desk.job()
    await desk.post(job)
    wire.deny(wire.channel, "read_message_history")
    with pytest.raises(UndeliverableError, match="failed-unseen"):
        await desk.delivery.find(job)


async def test_private_answer_with_an_odd_body_is_sent_again_in_place(
    wire: WireDiscord, desk: Desk
) -> None:
    asked = desk.ask()
    job = desk.job(asked, private=True)
    wire.garble(*ANSWER, "{}")
    with pytest.raises(DeliveryError):
        await desk.post(job)
    assert await desk.delivery.find(job) is None
    posted = await desk.post(job)
    assert posted.channel_id is None
    assert asked.original is not None
    assert len(asked.original.attachments) == 1
    assert desk.direct() == []
