"""The specification's form: docs/relay.md, section 1."""

from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from sandbox.relay import RelayEmulator, serve

Opened = Callable[[str | bytes], Image.Image]


async def test_submit_answers_a_task_address_alone(spec: RelayEmulator, http: Any) -> None:
    status, answer, _ = await http.post(
        spec, http.flux, {"prompt": "x", **http.small, "async": True}
    )
    assert status == 202
    assert answer.keys() & {"task_id", "poll_url"} == set()
    task = await http.ended(spec, f"/v2/tasks/{answer['task_address']}")
    assert task["task_address"] == answer["task_address"]
    assert list(task["result"]) == ["images"]


async def test_wait_is_unknown_and_answered_at_once(http: Any) -> None:
    async with serve(RelayEmulator(live=False, delay=100)) as spec:
        poll = await http.submit(spec)
        status, task, _ = await http.get(spec, f"{poll}?wait=99")
        assert (status, task["status"]) == (200, "queued")


async def test_auto_is_taken_and_gpt_image_answers_links(
    spec: RelayEmulator, http: Any, opened: Opened
) -> None:
    body = {"prompt": "x", "size": "auto", "quality": "auto", "n": 2}
    status, answer, _ = await http.post(spec, "/v2/image/gpt-image/generate", body)
    assert status == 200
    assert len(answer["images"]) == 2
    async with http.session.get(answer["images"][0]) as file:
        assert opened(await file.read()).size == (1024, 1024)


async def test_links_live_seven_days(spec: RelayEmulator, http: Any, clock: Any) -> None:
    body = {"prompt": "x", "size": "64x64"}
    _, answer, _ = await http.post(spec, "/v2/image/qwen/generate", body)
    clock.now += 7 * 24 * 3600 - 1
    async with http.session.get(answer["urls"][0]) as file:
        assert file.status == 200
    clock.now += 1
    async with http.session.get(answer["urls"][0]) as file:
        assert file.status == 404


async def test_unknown_fields_are_ignored_and_bad_values_are_not(
    spec: RelayEmulator, http: Any
) -> None:
    body = {"prompt": "x", **http.small, "style": "oil"}
    assert (await http.post(spec, http.flux, body))[0] == 200
    assert (await http.post(spec, http.flux, {**body, "width": 70}))[0] == 422


@pytest.mark.parametrize("seed", [None, -1, 12])
async def test_stable_diffusion_is_served(
    spec: RelayEmulator, http: Any, opened: Opened, seed: int | None
) -> None:
    path = "/v2/automatic1111/sdapi/v1/txt2img"
    body = {"prompt": "x", "negative_prompt": "red", "width": 200, "height": 104, "steps": 5}
    body |= {} if seed is None else {"seed": seed}
    status, answer, _ = await http.post(spec, path, body)
    assert status == 200
    assert opened(answer["images"][0]).size == (200, 104)
