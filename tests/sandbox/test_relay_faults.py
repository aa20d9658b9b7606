"""Every fault can be had, from a test and from a prompt."""

import asyncio
import base64
import re
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
import orjson
import pytest
from PIL import Image, UnidentifiedImageError

from providers.signature import Format, sniff
from sandbox.relay import KEY, Faults, RelayEmulator, broken_answers, faults, oddities, serve
from sandbox.relay.faults import BY_CODE, CODE_NAMES, NAMES, SHORT_NAMES, faults_in_prompt
from sandbox.relay.refusals import CODES

Opened = Callable[[str | bytes], Image.Image]
# aiohttp repeats a GET by itself when a connection that it had kept open ends.
TRIES = 2
QWEN = "/v2/image/qwen/generate"


def flux(http: Any, prompt: str = "x", **more: Any) -> dict[str, Any]:
    return {"prompt": prompt, **http.small, "async": True, **more}


async def raw(http: Any, relay: RelayEmulator, path: str) -> tuple[int, bytes]:
    async with http.session.get(relay.url + path) as answer:
        return answer.status, await answer.read()


async def raw_post(http: Any, relay: RelayEmulator, body: Any, key: str = "k") -> tuple[int, bytes]:
    headers = {"X-API-Key": KEY, "Idempotency-Key": key}
    async with http.session.post(relay.url + http.flux, json=body, headers=headers) as answer:
        return answer.status, await answer.read()


@pytest.mark.parametrize("name", BY_CODE)
async def test_every_code_can_be_had_at_submit(relay: RelayEmulator, http: Any, name: str) -> None:
    relay.faults.next("submit", name)
    status, answer, headers = await http.post(relay, http.flux, flux(http))
    assert status == CODES[BY_CODE[name]].status
    assert answer["error"]["code"] == BY_CODE[name]
    assert ("Retry-After" in headers) == (status in (429, 503, 409))
    assert relay.created == 0
    assert (await http.post(relay, http.flux, flux(http)))[0] == 202


@pytest.mark.parametrize("name", BY_CODE)
async def test_every_code_can_end_a_task_and_is_not_charged(
    relay: RelayEmulator, http: Any, name: str
) -> None:
    poll = await http.submit(relay, f"x [fault:task/{name}]")
    task = await http.ended(relay, poll)
    assert (task["status"], task["error_code"]) == ("failed", BY_CODE[name])
    assert task["error"]
    assert task["result"] is None
    assert (relay.created, relay.charged) == (1, 0)


@pytest.mark.parametrize("word", SHORT_NAMES)
async def test_short_words_name_faults_that_there_are(word: str) -> None:
    ((_, fault, times),) = faults_in_prompt(f"a fox [fault:{word}]")
    assert fault.name in NAMES[fault.stage]
    assert times >= 1


async def test_unknown_word_is_answered_with_the_known_ones(
    relay: RelayEmulator, http: Any
) -> None:
    status, answer, _ = await http.post(relay, http.flux, flux(http, "x [fault:contnet]"))
    assert status == 400
    assert "content" in answer["error"]["message"]


def test_every_fault_is_in_the_documentation() -> None:
    said = str(faults.__doc__)
    assert [word for word in SHORT_NAMES if f"[fault:{word}]" not in said] == []
    spelt = {name for names in NAMES.values() for name in names} - CODE_NAMES
    assert [name for name in spelt if not re.search(rf"\b{name}\b", said)] == []


def test_unknown_name_is_refused_where_it_is_queued() -> None:
    with pytest.raises(ValueError, match="no fault 'x' at poll"):
        RelayEmulator().faults.next("poll", "x")


async def test_fault_of_a_prompt_passes_after_so_many_tries(
    relay: RelayEmulator, http: Any
) -> None:
    body = flux(http, "x [fault:limit*2]")
    statuses = [(await http.post(relay, http.flux, body))[0] for _ in range(3)]
    assert statuses == [429, 429, 202]


async def test_declined_content_carries_the_models_words(relay: RelayEmulator, http: Any) -> None:
    task = await http.ended(relay, await http.submit(relay, "x [fault:content]"))
    assert task["error_detail"].keys() == {"finish_reason", "block_reason", "text"}
    task = await http.ended(relay, await http.submit(relay, "x [fault:words]"))
    assert task["error_detail"]["text"]


async def test_synchronous_call_answers_the_tasks_error(relay: RelayEmulator, http: Any) -> None:
    body = {"prompt": "x [fault:content]", **http.small}
    status, answer, _ = await http.post(relay, http.flux, body)
    assert (status, answer["error"]["code"]) == (422, "CONTENT_POLICY_DECLINED")
    assert answer["detail"]["finish_reason"]


async def test_retry_after_is_seconds_or_a_date(relay: RelayEmulator, http: Any) -> None:
    relay.faults.next("submit", "rate-limited", retry_after=7)
    relay.faults.next("submit", "rate-limited-date", retry_after=7)
    _, _, headers = await http.post(relay, http.flux, flux(http))
    assert headers["Retry-After"] == "7"
    status, _, headers = await http.post(relay, http.flux, flux(http))
    assert status == 429
    assert parsedate_to_datetime(headers["Retry-After"]).tzinfo is not None


@pytest.mark.parametrize(("name", "made"), [("drop", 0), ("drop-accepted", 1)])
async def test_connection_is_dropped_before_or_after_accepting(
    relay: RelayEmulator, http: Any, name: str, made: int
) -> None:
    relay.faults.next("submit", name)
    with pytest.raises(aiohttp.ClientError):
        await raw_post(http, relay, flux(http))
    assert relay.created == made
    status, _ = await raw_post(http, relay, flux(http))
    assert (status, relay.created) == (202, 1)


@pytest.mark.parametrize(
    ("name", "status", "made"), [("html", 502, 0), ("blank", 502, 0), ("html-accepted", 200, 1)]
)
async def test_submit_can_answer_what_is_no_json(
    relay: RelayEmulator, http: Any, name: str, status: int, made: int
) -> None:
    relay.faults.next("submit", name)
    answered, body = await raw_post(http, relay, flux(http))
    assert (answered, relay.created) == (status, made)
    with pytest.raises(orjson.JSONDecodeError):
        orjson.loads(body)


async def test_submit_and_poll_can_answer_half_of_the_json(relay: RelayEmulator, http: Any) -> None:
    relay.faults.next("submit", "truncated")
    _, body = await raw_post(http, relay, flux(http))
    assert body.startswith(b'{"task_id"')
    assert relay.created == 1
    relay.faults.next("poll", "truncated")
    _, body = await raw(http, relay, f"/v2/tasks/{next(iter(relay.tasks))}")
    assert body.startswith(b'{"task_id"')
    with pytest.raises(orjson.JSONDecodeError):
        orjson.loads(body)


@pytest.mark.parametrize("name", ["hang", "hang-accepted"])
async def test_hanging_submit_ends_when_it_is_released(
    relay: RelayEmulator, http: Any, name: str
) -> None:
    relay.faults.next("submit", name)
    waiting = asyncio.create_task(raw_post(http, relay, flux(http)))
    await http.get(relay, "/v2/models")
    assert not waiting.done()
    while not waiting.done():
        relay.release()
        await asyncio.sleep(0.001)
    with pytest.raises(aiohttp.ClientError):
        await waiting


async def test_second_submit_while_the_first_is_accepted_is_a_409(
    relay: RelayEmulator, http: Any
) -> None:
    relay.faults.next("submit", "hold")
    first = asyncio.create_task(raw_post(http, relay, flux(http)))
    while not relay.keys._entries:
        await http.get(relay, "/v2/models")
    status, said, headers = await http.post(relay, http.flux, flux(http), Idempotency_Key="k")
    assert (status, said["error"]["code"]) == (409, "IDEMPOTENCY_IN_PROGRESS")
    assert headers["Retry-After"] == "1"
    relay.release()
    assert (await first)[0] == 202


async def test_task_that_hangs_never_ends(relay: RelayEmulator, http: Any) -> None:
    poll = await http.submit(relay, "x [fault:hang]")
    assert (await http.get(relay, poll))[1]["status"] in ("queued", "running")
    assert not relay.tasks[poll.rpartition("/")[2]].finished.is_set()


async def test_lost_task_is_a_404_for_good(relay: RelayEmulator, http: Any) -> None:
    poll = await http.submit(relay, "x [fault:lost]")
    for _ in range(3):
        status, answer, _ = await http.get(relay, poll)
        assert (status, answer["error"]["code"]) == (404, "TASK_NOT_FOUND")


async def test_poll_can_fail_and_then_go_on(relay: RelayEmulator, http: Any) -> None:
    poll = await http.submit(relay, "x [fault:poll/internal-error][fault:poll/strange-status]")
    assert (await http.get(relay, poll))[0] == 500
    assert (await http.get(relay, poll))[1]["status"] == "moderating"
    relay.faults.next("poll", "drop", times=TRIES)
    with pytest.raises(aiohttp.ClientError):
        await http.get(relay, poll)
    relay.faults.next("poll", "html")
    assert (await raw(http, relay, poll))[0] == 502
    assert (await http.ended(relay, poll))["status"] == "completed"


async def test_early_poll_does_not_wait(http: Any) -> None:
    async with serve(RelayEmulator(delay=100)) as relay, asyncio.timeout(5):
        poll = await http.submit(relay, "x [fault:poll/early]")
        assert (await http.get(relay, f"{poll}?wait=30"))[1]["status"] == "queued"


async def test_answers_come_in_every_shape(relay: RelayEmulator, http: Any, opened: Opened) -> None:
    async def result(shape: str) -> Any:
        poll = await http.submit(relay, f"x [fault:result/{shape}]")
        return (await http.ended(relay, poll))["result"]

    assert (await result("no-pictures"))["images"] == []
    assert (await result("data-uri"))["images"][0].startswith("data:image/png;base64,")
    assert opened((await result("objects"))["data"][0]["b64_json"]).format == "PNG"
    both = await result("both")
    assert len(both["urls"]) == len(both["images"]) == 1
    assert (await result("single"))["url"].startswith(relay.url)
    with pytest.raises(UnidentifiedImageError):
        opened((await result("not-a-picture"))["images"][0])
    with pytest.raises(OSError, match="truncated"):
        opened((await result("broken-picture"))["images"][0]).load()


async def link(relay: RelayEmulator, http: Any, prompt: str) -> str:
    _, answer, _ = await http.post(relay, QWEN, {"prompt": prompt, "size": "64x64"})
    return str(answer["urls"][0]).removeprefix(relay.url)


async def test_link_can_be_dead_or_lead_to_a_page(relay: RelayEmulator, http: Any) -> None:
    dead = await link(relay, http, "x [fault:dead-link]")
    assert (await raw(http, relay, dead))[0] == (await raw(http, relay, dead))[0] == 404
    status, page = await raw(http, relay, await link(relay, http, "x [fault:html-link]"))
    assert (status, page[:9]) == (200, b"<!DOCTYPE")
    empty = await link(relay, http, "x [fault:broken]")
    assert (await raw(http, relay, empty))[1].startswith(b"This is no picture")


@pytest.mark.parametrize("name", ["drop", "truncated"])
async def test_link_can_end_early(relay: RelayEmulator, http: Any, name: str) -> None:
    path = await link(relay, http, "x")
    relay.faults.next("file", name, times=TRIES)
    with pytest.raises(aiohttp.ClientError):
        await raw(http, relay, path)
    relay.faults.clear()
    assert (await raw(http, relay, path))[0] == 200


async def test_link_can_lead_to_bytes_without_end(relay: RelayEmulator, http: Any) -> None:
    path = await link(relay, http, "x [fault:file/endless]")
    async with http.session.get(relay.url + path) as answer:
        assert len(await answer.content.readexactly(2**20)) == 2**20


@pytest.mark.parametrize("name", broken_answers.GATES)
async def test_what_stands_before_the_relay_answers_without_a_code(
    relay: RelayEmulator, http: Any, name: str
) -> None:
    async def status(path: str) -> int:
        async with http.session.get(relay.url + path, allow_redirects=False) as answer:
            assert b"<html>" in await answer.read()
            return int(answer.status)

    relay.faults.next("submit", name)
    headers = {"X-API-Key": KEY}
    async with http.session.post(
        relay.url + http.flux, json=flux(http), headers=headers, allow_redirects=False
    ) as answer:
        assert answer.status == broken_answers.GATES[name]
    assert relay.created == 0
    poll = await http.submit(relay)
    relay.faults.next("poll", name)
    assert await status(poll) == broken_answers.GATES[name]
    path = await link(relay, http, "x")
    relay.faults.next("file", name)
    assert await status(path) == broken_answers.GATES[name]
    assert (await raw(http, relay, path))[0] == 200


@pytest.mark.parametrize(("name", "made"), [("drip", 0), ("drip-accepted", 1)])
async def test_an_answer_can_drip(
    relay: RelayEmulator, http: Any, monkeypatch: pytest.MonkeyPatch, name: str, made: int
) -> None:
    monkeypatch.setattr(broken_answers, "DRIP_SECONDS", 0.001)
    relay.faults.next("submit", name)
    status, _ = await raw_post(http, relay, flux(http))
    assert (status, relay.created) == (200, made)


async def test_a_submit_can_be_answered_at_once(
    relay: RelayEmulator, http: Any, opened: Opened
) -> None:
    status, said, _ = await http.post(relay, http.flux, flux(http, "x [fault:submit/at-once]"))
    assert status == 200
    assert opened(said["images"][0]).size == (64, 64)


@pytest.mark.parametrize(
    ("name", "said"), [("null", None), ("array", []), ("empty", {}), ("running", "running")]
)
async def test_a_poll_can_say_something_else(
    relay: RelayEmulator, http: Any, name: str, said: Any
) -> None:
    poll = await http.submit(relay, f"x [fault:poll/{name}]")
    await relay.tasks[poll.rpartition("/")[2]].finished.wait()
    _, first, _ = await http.get(relay, poll)
    assert (first["status"] if name == "running" else first) == said
    assert (await http.get(relay, poll))[1]["status"] == "completed"


async def test_a_poll_can_be_about_another_task(relay: RelayEmulator, http: Any) -> None:
    poll = await http.submit(relay, "x [fault:poll/another-task]")
    _, other, _ = await http.get(relay, poll)
    assert other["status"] == "failed"
    assert not poll.endswith(other["task_id"])


@pytest.mark.parametrize("name", oddities.JSON_TEXTS)
async def test_json_can_have_defects(relay: RelayEmulator, http: Any, name: str) -> None:
    poll = await http.submit(relay, f"x [fault:result/{name}]")
    await relay.tasks[poll.rpartition("/")[2]].finished.wait()
    _, text = await raw(http, relay, poll)
    if name in ("flood", "twice"):
        result = orjson.loads(text)["result"]
        assert result["images"] == [] or len(result["more"]) > 10**7
    else:
        with pytest.raises(orjson.JSONDecodeError):
            orjson.loads(text)
    assert b'"images":["iVBORw0KGgo' in text


async def test_pictures_come_in_rare_kinds(relay: RelayEmulator, http: Any) -> None:
    async def picture(shape: str) -> str:
        poll = await http.submit(relay, f"x [fault:result/{shape}]")
        return str((await http.ended(relay, poll))["result"]["images"][0])

    jpeg = base64.b64decode(await picture("without-end-marker"))
    assert (jpeg[:3], jpeg[-2:] == b"\xff\xd9") == (b"\xff\xd8\xff", False)
    avif = base64.b64decode(await picture("general-brand"))
    assert avif[4:12] == b"ftypmif1"
    assert sniff(avif) is Format.AVIF
    assert "=" not in await picture("url-safe")
    assert "\n" in await picture("wrapped")


async def test_links_can_be_mixed_with_pictures_or_far_too_many(
    relay: RelayEmulator, http: Any
) -> None:
    async def result(shape: str) -> Any:
        poll = await http.submit(relay, f"x [fault:result/{shape}]")
        return (await http.ended(relay, poll))["result"]

    inline, linked = (await result("mixed"))["images"]
    assert (inline[:4], linked[:4]) == ("iVBO", "http")
    assert len((await result("many-links"))["urls"]) == 120


async def test_a_link_can_be_late(relay: RelayEmulator, http: Any, clock: Any) -> None:
    path = await link(relay, http, "x [fault:late-link]")
    assert (await raw(http, relay, path))[0] == 404
    clock.now += 1.9
    assert (await raw(http, relay, path))[0] == 404
    clock.now += 0.1
    assert (await raw(http, relay, path))[0] == 200
    relay.faults.next("file", "late")
    assert (await raw(http, relay, path))[0] == 404


def test_a_kept_fault_lasts_until_it_is_cleared() -> None:
    kept = Faults()
    kept.keep("submit", "capacity-exhausted")
    kept.next("submit", "drop")

    taken = [kept.take("submit", "", "x") for _ in range(3)]
    assert [one.name for one in taken if one] == ["drop", *["capacity-exhausted"] * 2]
    assert kept.take("poll", "", "x") is None

    kept.clear()
    assert kept.take("submit", "", "x") is None
