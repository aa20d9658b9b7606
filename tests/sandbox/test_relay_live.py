"""The live form: docs/relay.md, sections 2 and 3."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import yarl
from PIL import Image, ImageChops, ImageStat

from sandbox.relay import KEY, RelayEmulator, serve

Opened = Callable[[str | bytes], Image.Image]
GPT = "/v2/image/gpt-image/generate"
GPT_EDIT = "/v2/image/gpt-image/edit"
QWEN = "/v2/image/qwen/generate"
QWEN_EDIT = "/v2/image/qwen/edit"
GEMINI = "/v2/image/gemini-3/generate"
SD = "/v2/automatic1111/sdapi/v1/txt2img"


async def test_async_submit_is_accepted_and_polled_to_its_picture(
    relay: RelayEmulator, http: Any, opened: Opened
) -> None:
    body = {"prompt": "a red fox", "width": 96, "height": 64, "seed": 5, "async": True}
    status, accepted, _ = await http.post(relay, http.flux, body)
    assert status == 202
    assert accepted["task_id"].startswith("direct:")
    assert accepted["poll_url"] == f"/v2/tasks/{accepted['task_id']}"
    assert accepted["status"] == "queued"
    task = await http.ended(relay, accepted["poll_url"])
    assert task["status"] == "completed"
    assert (task["error"], task["error_code"], task["error_detail"]) == (None, None, None)
    assert opened(task["result"]["images"][0]).size == (96, 64)


async def test_same_seed_answers_the_same_bytes_and_none_does_not(
    relay: RelayEmulator, http: Any
) -> None:
    async def picture(**more: Any) -> str:
        _, answer, _ = await http.post(relay, http.flux, {"prompt": "x", **http.small, **more})
        return str(answer["images"][0])

    assert await picture(seed=3) == await picture(seed=3)
    assert await picture() != await picture()


@pytest.mark.parametrize(
    ("path", "body", "size"),
    [
        (GPT, {"size": "1536x1024"}, (1536, 1024)),
        (GPT, {}, (1024, 1024)),
        (GEMINI, {"aspect_ratio": "16:9"}, (1360, 768)),
        (GEMINI, {"image_size": "2K"}, (2048, 2048)),
        (
            "/v2/image/flux/generate",
            {"output_format": "jpeg", "width": 320, "height": 64},
            (320, 64),
        ),
    ],
)
async def test_base64_answers_honour_the_size(
    relay: RelayEmulator, http: Any, opened: Opened, path: str, body: Any, size: tuple[int, int]
) -> None:
    status, answer, _ = await http.post(relay, path, {"prompt": "hills", **body})
    assert status == 200
    picture = opened(answer["images"][0])
    assert picture.size == size
    assert picture.format == ("JPEG" if body.get("output_format") == "jpeg" else "PNG")


async def test_n_gives_so_many_different_pictures(relay: RelayEmulator, http: Any) -> None:
    _, answer, _ = await http.post(relay, GPT, {"prompt": "a fox", "n": 3, "quality": "low"})
    assert len(set(answer["images"])) == 3


async def test_qwen_answers_links_that_live_an_hour(
    relay: RelayEmulator, http: Any, opened: Opened, clock: Any
) -> None:
    _, answer, _ = await http.post(relay, QWEN, {"prompt": "sea", "size": "256x128"})
    link = answer["urls"][0]
    async with http.session.get(link) as file:
        assert opened(await file.read()).size == (256, 128)
        assert file.content_type == "image/png"
    clock.now += 3600
    async with http.session.get(link) as file:
        assert file.status == 404


async def test_edit_changes_the_white_area_of_the_mask_only(
    relay: RelayEmulator, http: Any, opened: Opened, photo: Callable[..., str]
) -> None:
    size = (1024, 1024)
    image, mask = photo(size, "olive", "orange"), photo(size, "white", "black")
    body = {"prompt": "blue", "image": f"data:image/png;base64,{image}", "mask": mask}
    status, answer, _ = await http.post(relay, GPT_EDIT, body)
    assert status == 200
    before, after = opened(image).convert("RGB"), opened(answer["images"][0])
    assert after.size == size
    left, right = (0, 0, 512, 1024), (512, 0, 1024, 1024)
    assert after.crop(right).tobytes() == before.crop(right).tobytes()
    assert max(ImageStat.Stat(ImageChops.difference(after, before).crop(left)).mean) > 20


async def test_qwen_edit_takes_a_link(relay: RelayEmulator, http: Any) -> None:
    _, first, _ = await http.post(relay, QWEN, {"prompt": "sea", "size": "64x64"})
    body = {"prompt": "red", "image": first["urls"][0], "size": "64x64"}
    status, second, _ = await http.post(relay, QWEN_EDIT, body)
    assert status == 200
    assert second["urls"] != first["urls"]


@pytest.mark.parametrize("link", ["http://example.invalid/x.png", "http://127.0.0.1:9/x.png"])
async def test_link_that_cannot_be_read_is_the_providers_refusal(
    relay: RelayEmulator, http: Any, link: str
) -> None:
    status, answer, _ = await http.post(relay, QWEN_EDIT, {"prompt": "red", "image": link})
    assert (status, answer["error"]["code"]) == (400, "UPSTREAM_INVALID_REQUEST")


@pytest.mark.parametrize(
    ("path", "body", "loc"),
    [
        ("/v2/image/flux/generate", {}, "prompt"),
        ("/v2/image/flux/generate", {"prompt": ""}, "prompt"),
        ("/v2/image/flux/generate", {"prompt": "x", "style": "oil"}, "style"),
        ("/v2/image/flux/generate", {"prompt": "x", "width": 100}, "width"),
        ("/v2/image/flux/generate", {"prompt": "x", "width": "64"}, "width"),
        ("/v2/image/flux/generate", {"prompt": "x", "height": 32}, "height"),
        ("/v2/image/flux/generate", {"prompt": "x", "safety_tolerance": 7}, "safety_tolerance"),
        ("/v2/image/flux/generate", {"prompt": "x", "output_format": "webp"}, "output_format"),
        ("/v2/image/flux/generate", {"prompt": "x", "input_image": "%%"}, "input_image"),
        ("/v2/image/flux/generate", {"prompt": "x", "async": "yes"}, "async"),
        (GEMINI, {"prompt": "x", "aspect_ratio": "2:1"}, "aspect_ratio"),
        (GEMINI, {"prompt": "x", "model": "google/gemini-3-pro-T2I"}, "model"),
        (GPT, {"prompt": "x", "size": "auto"}, "size"),
        (GPT, {"prompt": "x", "quality": "auto"}, "quality"),
        (GPT, {"prompt": "x", "n": 5}, "n"),
        (GPT_EDIT, {"prompt": "x"}, "image"),
        (QWEN, {"prompt": "x", "size": "big"}, "size"),
        (QWEN, {"prompt": "x", "seed": 1.5}, "seed"),
    ],
)
async def test_what_the_live_service_does_not_take_is_a_422_that_names_the_field(
    relay: RelayEmulator, http: Any, path: str, body: Any, loc: str
) -> None:
    status, answer, _ = await http.post(relay, path, body)
    assert status == 422
    assert answer["error"]["code"] == "VALIDATION_ERROR"
    assert [one["loc"] for one in answer["detail"]] == [["body", loc]]
    assert all(set(one) == {"loc", "msg", "type"} for one in answer["detail"])
    assert relay.created == 0


async def test_body_that_is_no_json_object_is_a_422(relay: RelayEmulator, http: Any) -> None:
    for raw in (b"{", b"[]", b""):
        headers = {"X-API-Key": KEY}
        async with http.session.post(relay.url + GPT, data=raw, headers=headers) as answer:
            assert answer.status == 422


async def test_input_that_is_no_image_is_a_415(relay: RelayEmulator, http: Any) -> None:
    body = {"prompt": "x", "image": "bm8gaW1hZ2U="}
    status, answer, _ = await http.post(relay, GPT_EDIT, body)
    assert (status, answer["error"]["code"]) == (415, "FILE_TYPE_UNSUPPORTED")


async def test_input_that_only_looks_like_an_image_fails_the_task(
    relay: RelayEmulator, http: Any
) -> None:
    poll = await http.submit(relay, input_image="iVBORw0KGgoAAAA=")
    task = await http.ended(relay, poll)
    assert (task["status"], task["error_code"]) == ("failed", "UPSTREAM_INVALID_REQUEST")
    assert relay.charged == 0


@pytest.mark.parametrize(
    ("key", "code"), [(None, "MISSING_CREDENTIALS"), ("relay_sk_other", "INVALID_API_KEY")]
)
async def test_submit_needs_the_key(
    relay: RelayEmulator, http: Any, key: str | None, code: str
) -> None:
    headers = {"X-API-Key": key} if key else {}
    async with http.session.post(relay.url + GPT, json={"prompt": "x"}, headers=headers) as answer:
        body = await answer.json()
    assert (answer.status, body["error"]["code"]) == (401, code)
    assert answer.headers["X-Request-ID"] == body["error"]["request_id"]
    assert set(body["error"]) == {"code", "type", "source", "message", "request_id", "detail"}
    assert body["detail"] == body["error"]["message"]


async def test_no_stable_diffusion_model_is_served(relay: RelayEmulator, http: Any) -> None:
    status, answer, _ = await http.post(relay, SD, {"prompt": "x"})
    assert (status, answer["error"]["code"]) == (403, "MODEL_NOT_AVAILABLE")


async def test_stable_diffusion_is_served_where_it_is_switched_on(
    http: Any, opened: Opened
) -> None:
    async with serve(RelayEmulator(delay=0, sd=True)) as relay:
        status, answer, _ = await http.post(relay, SD, {"prompt": "x", "seed": 4})
        assert status == 200
        assert opened(answer["images"][0]).size == (512, 512)
        assert answer["parameters"]["seed"] == 4


async def test_long_poll_returns_the_moment_the_task_ends(http: Any) -> None:
    async with serve(RelayEmulator(delay=0.002)) as relay:
        poll = await http.submit(relay)
        async with asyncio.timeout(5):
            _, task, _ = await http.get(relay, f"{poll}?wait=30")
        assert task["status"] == "completed"
        assert relay.polls == 1


async def test_poll_without_wait_answers_at_once(http: Any) -> None:
    async with serve(RelayEmulator(delay=100)) as relay:
        _, task, _ = await http.get(relay, await http.submit(relay))
        assert task["status"] == "queued"
        assert task["result"] is None


@pytest.mark.parametrize("wait", ["0", "31", "1.5", "x", "-1", ""])
async def test_wait_beyond_1_to_30_is_a_422(relay: RelayEmulator, http: Any, wait: str) -> None:
    poll = await http.submit(relay)
    status, answer, _ = await http.get(relay, f"{poll}?wait={wait}")
    assert status == 422
    assert answer["detail"][0]["loc"] == ["query", "wait"]


async def test_task_is_gone_after_an_hour(relay: RelayEmulator, http: Any, clock: Any) -> None:
    poll = await http.submit(relay)
    await http.ended(relay, poll)
    clock.now += 3599
    assert (await http.get(relay, poll))[0] == 200
    clock.now += 1
    status, answer, _ = await http.get(relay, poll)
    assert (status, answer["error"]["code"]) == (404, "TASK_NOT_FOUND")


async def test_encoded_colon_does_not_name_the_task(relay: RelayEmulator, http: Any) -> None:
    poll = await http.submit(relay)
    encoded = yarl.URL(relay.url + poll.replace(":", "%3A"), encoded=True)
    async with http.session.get(encoded) as answer:
        assert answer.status == 404


async def test_replay_gives_the_first_answer_and_no_second_task(
    relay: RelayEmulator, http: Any, clock: Any
) -> None:
    body = {"prompt": "x", **http.small, "async": True}
    _, first, headers = await http.post(relay, http.flux, body, Idempotency_Key="k")
    assert "Idempotency-Replayed" not in headers
    status, second, headers = await http.post(relay, http.flux, body, Idempotency_Key="k")
    assert (status, second, headers["Idempotency-Replayed"]) == (202, first, "true")
    await http.ended(relay, first["poll_url"])
    assert (relay.created, relay.charged, relay.spent) == (1, 1, 36_000)
    assert [submit.idempotency_key for submit in relay.submits] == ["k"]
    clock.now += 24 * 3600
    _, third, _ = await http.post(relay, http.flux, body, Idempotency_Key="k")
    assert third != first


async def test_key_with_another_body_is_refused(relay: RelayEmulator, http: Any) -> None:
    body = {"prompt": "x", **http.small, "async": True}
    await http.post(relay, http.flux, body, Idempotency_Key="k")
    other = {**body, "prompt": "y"}
    status, answer, _ = await http.post(relay, http.flux, other, Idempotency_Key="k")
    assert (status, answer["error"]["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")


async def test_key_of_a_refused_submit_is_free_again(relay: RelayEmulator, http: Any) -> None:
    bad = {"prompt": "x", "width": 1, "async": True}
    assert (await http.post(relay, http.flux, bad, Idempotency_Key="k"))[0] == 422
    good = {"prompt": "x", **http.small, "async": True}
    assert (await http.post(relay, http.flux, good, Idempotency_Key="k"))[0] == 202


async def test_synchronous_calls_do_not_replay(relay: RelayEmulator, http: Any) -> None:
    for _ in range(2):
        await http.post(relay, http.flux, {"prompt": "x", **http.small}, Idempotency_Key="k")
    assert (relay.created, relay.charged) == (2, 2)


async def test_low_balance_is_said_on_every_answer(relay: RelayEmulator, http: Any) -> None:
    assert "X-Credit-Warning" not in (await http.get(relay, "/v2/models"))[2]
    relay.credit_warning = True
    assert (await http.get(relay, "/v2/models"))[2]["X-Credit-Warning"] == "true"
    assert (await http.post(relay, GPT, {}))[2]["X-Credit-Warning"] == "true"


async def test_unknown_path_and_model_say_so_in_the_relays_words(
    relay: RelayEmulator, http: Any
) -> None:
    status, answer, _ = await http.get(relay, "/v2/nothing")
    assert (status, answer["detail"], answer["error"]["code"]) == (404, "Not Found", None)
    status, answer, _ = await http.get(relay, "/v2/models/nobody/nothing")
    assert (status, answer["error"]["code"]) == (404, "MODEL_NOT_FOUND")


async def test_gemini_edits_images_live(
    relay: RelayEmulator, http: Any, photo: Callable[..., str]
) -> None:
    plain = await http.post(relay, GEMINI, {"prompt": "x"})
    edited = await http.post(relay, GEMINI, {"prompt": "x", "images": [photo(), photo()]})
    assert (plain[0], edited[0]) == (200, 200)
    body = {"prompt": "x", "model": "google/gemini-2.5-flash-image", "images": [photo(), photo()]}
    assert (await http.post(relay, GEMINI, body))[0] == 422


async def test_emulator_that_is_started_again_still_knows_its_tasks(http: Any) -> None:
    relay = RelayEmulator(delay=0)
    async with serve(relay):
        poll = await http.submit(relay)
        await http.ended(relay, poll)
    async with serve(relay):
        assert (await http.get(relay, poll))[1]["status"] == "completed"
        await http.ended(relay, await http.submit(relay))
    assert relay.charged == 2


async def test_closing_does_not_wait_for_anyone(http: Any) -> None:
    async with asyncio.timeout(3):
        async with serve(RelayEmulator(delay=100)) as relay:
            waiting = asyncio.create_task(http.get(relay, f"{await http.submit(relay)}?wait=30"))
            relay.faults.next("submit", "hang")
            hanging = asyncio.create_task(http.submit(relay))
            while not relay.polls:
                await http.get(relay, "/v2/models")
        await asyncio.gather(waiting, hanging, return_exceptions=True)
