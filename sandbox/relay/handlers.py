"""The emulator's request handlers: submit, poll, download, and the catalogue."""

import asyncio
import hashlib
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import orjson
from aiohttp import web

from sandbox.relay import answers, broken_answers, catalogue, inputs, oddities
from sandbox.relay.emulator import RelayEmulator
from sandbox.relay.faults import AFTER_ACCEPTING, Fault
from sandbox.relay.refusals import RefusalError, error_response, refusal_response, validation_error
from sandbox.relay.routes import ROUTES, Route
from sandbox.relay.tasks import Task

STATUSES = {"strange-status": "moderating", "running": "running"}
"""The status of a poll by its fault."""
OTHER_JSON = {
    "null": b"null",
    "array": b"[]",
    "empty": b"{}",
    "another-task": b'{"task_id": "direct:ffffffff-ffff-ffff-ffff-ffffffffffff", '
    b'"status": "failed", "error": "another task failed", "error_code": "UPSTREAM_ERROR"}',
}
SYNC_SECONDS = 300.0
"""The timeout of a synchronous call (docs/relay.md, section 1)."""


def add_routes(app: web.Application, emulator: RelayEmulator) -> None:
    """Add all routes of the relay."""
    for route in ROUTES:
        app.router.add_post(route.path, partial(submit, emulator, route))
    app.router.add_get("/v2/tasks/{id}", partial(poll, emulator))
    app.router.add_get("/files/{token}/{name}", partial(download, emulator))
    catalogue.add_routes(app, emulator.catalogue, live=emulator.live, sd=emulator.sd)


async def submit(emulator: RelayEmulator, route: Route, request: web.Request) -> web.StreamResponse:
    """Answer `POST` on one of the seven routes."""
    authorise(emulator, request)
    if not emulator.offers(route):
        raise RefusalError("MODEL_NOT_AVAILABLE")
    raw = await request.read()
    data = await asyncio.to_thread(parse_body, raw)
    prompt = data.get("prompt")
    key = idempotency_key(request) if data.get("async") is True else None
    scope = key or hashlib.sha256(raw).hexdigest()
    fault = emulator.faults.take("submit", prompt if isinstance(prompt, str) else "", scope)
    later = AFTER_ACCEPTING | {"at-once"} | ({"hold"} if key else set())
    if fault and fault.name not in later:
        return await fault_answer(emulator, request, fault)
    if fault and fault.name == "at-once":
        return await submit_at_once(emulator, route, request, raw, data, key)
    if data.get("async") is not True:
        return await submit_sync(emulator, route, request, data, fault)
    return await submit_async(emulator, route, request, raw, data, key, fault)


async def submit_sync(
    emulator: RelayEmulator, route: Route, request: web.Request, data: Any, fault: Fault | None
) -> web.StreamResponse:
    """Answer a synchronous call with its pictures."""
    body = route.parse(data, live=emulator.live)
    await inputs.check(body)
    task = emulator.task_store.start(route, body)
    emulator.record(request, data, None, task)
    if fault:
        return await fault_answer(emulator, request, fault)
    return await finished_answer(emulator, request, task)


async def submit_at_once(
    emulator: RelayEmulator,
    route: Route,
    request: web.Request,
    raw: bytes,
    data: Any,
    key: str | None,
) -> web.StreamResponse:
    """Answer an asynchronous submit with its pictures, and a repeated one with its task."""
    earlier = emulator.keys.begin(key, digest_of(route, raw)) if key else None
    if earlier is not None:
        return json_response(earlier, 202, {"Idempotency-Replayed": "true"})
    body = route.parse(data, live=emulator.live)
    await inputs.check(body)
    task = emulator.task_store.start(route, body)
    emulator.record(request, data, key, task)
    if key:
        emulator.keys.settle(key, orjson.dumps(answers.accepted(task, live=emulator.live)))
    return await finished_answer(emulator, request, task)


def digest_of(route: Route, raw: bytes) -> bytes:
    """Return what tells one submit from another under the same key."""
    return hashlib.sha256(route.path.encode() + b"\0" + raw).digest()


async def finished_answer(
    emulator: RelayEmulator, request: web.Request, task: Task
) -> web.StreamResponse:
    """Wait for the task, and answer with its pictures."""
    try:
        await asyncio.wait_for(
            task.finished.wait(), max(10.0, SYNC_SECONDS * emulator.task_store.delay)
        )
    except TimeoutError:
        raise RefusalError("UPSTREAM_TIMEOUT") from None
    if task.status != "completed":
        raise task.refusal or RefusalError("INTERNAL_ERROR")
    make = partial(answers.result, task, origin(request), live=emulator.live)
    return json_response(await asyncio.to_thread(serialised, make, task))


async def submit_async(
    emulator: RelayEmulator,
    route: Route,
    request: web.Request,
    raw: bytes,
    data: Any,
    key: str | None,
    fault: Fault | None,
) -> web.StreamResponse:
    """Answer an asynchronous submit with 202, or a repeated one with its first answer."""
    earlier = emulator.keys.begin(key, digest_of(route, raw)) if key else None
    if earlier is not None:
        return json_response(earlier, 202, {"Idempotency-Replayed": "true"})
    try:
        body = route.parse(data, live=emulator.live)
        await inputs.check(body)
        if fault and fault.name == "hold":
            await emulator.released.wait()
    except BaseException:
        if key:
            emulator.keys.release(key)
        raise
    task = emulator.task_store.start(route, body)
    emulator.record(request, data, key, task)
    body_bytes = orjson.dumps(answers.accepted(task, live=emulator.live))
    if key:
        emulator.keys.settle(key, body_bytes)
    if fault and fault.name in AFTER_ACCEPTING:
        return await fault_answer(emulator, request, fault, body_bytes)
    return json_response(body_bytes, 202)


async def poll(emulator: RelayEmulator, request: web.Request) -> web.StreamResponse:
    """Answer `GET /v2/tasks/{id}`, which needs no key."""
    emulator.polls += 1
    # The id is in the path as it is, its colon not encoded (docs/relay.md, section 2).
    if "%3A" in request.raw_path.upper():
        raise RefusalError("TASK_NOT_FOUND")
    seconds = wait_seconds(request) if emulator.live else 0
    task = emulator.task_store.find(request.match_info["id"])
    fault = emulator.faults.take("poll", task.body.prompt, task.id)
    if fault is None and seconds:
        await wait_until_finished(task, seconds)
    if fault and fault.name in OTHER_JSON:
        return json_response(OTHER_JSON[fault.name])
    if fault is None or fault.name in ("early", "running", "strange-status", "truncated"):
        status = STATUSES.get(fault.name, task.status) if fault else task.status
        now = emulator.task_store.clock()
        make = partial(answers.poll, task, status, now, origin(request), live=emulator.live)
        # A 4K picture in base64 has some 20 MB, which would block the event loop.
        body_bytes = await asyncio.to_thread(serialised, make, task)
        if fault is None or fault.name != "truncated":
            return json_response(body_bytes)
        return await fault_answer(emulator, request, fault, body_bytes)
    return await fault_answer(emulator, request, fault)


async def download(emulator: RelayEmulator, request: web.Request) -> web.StreamResponse:
    """Answer `GET /files/...` with a picture that an answer has linked to."""
    task = emulator.task_store.find_files(request.match_info["token"])
    index, _, kind = request.match_info["name"].partition(".")
    if task is None or not index.isdigit() or int(index) >= len(task.pictures):
        return error_response(404, "Not Found")
    emulator.downloads += 1
    content = await asyncio.to_thread(task.content, int(index))
    content_type = "image/jpeg" if kind == "jpg" else "image/png"
    fault = emulator.faults.take("file", task.body.prompt, request.path)
    match fault.name if fault else None:
        case None:
            return web.Response(body=content, content_type=content_type)
        case "dead":
            return error_response(404, "Not Found")
        case "late":
            age = emulator.task_store.clock() - (task.ended_at or 0)
            if fault and age >= fault.seconds > 0:
                return web.Response(body=content, content_type=content_type)
            return error_response(404, "Not Found")
        case "html":
            return web.Response(text=broken_answers.PAGE, content_type="text/html")
        case "truncated":
            return await broken_answers.truncated_body(request, content, content_type)
        case "endless":
            return await broken_answers.endless_body(request, content, emulator.released)
        case name:
            return await broken_answers.broken_answer(request, str(name), emulator.released)


async def fault_answer(
    emulator: RelayEmulator, request: web.Request, fault: Fault, whole: bytes = b""
) -> web.StreamResponse:
    """Return the answer of a fault: one of the relay's errors, or a broken one."""
    if fault.refusal:
        return refusal_response(fault.refusal)
    return await broken_answers.broken_answer(request, fault.name, emulator.released, whole)


def serialised(make: Callable[[], answers.Json], task: Task) -> bytes:
    """Return the JSON of an answer, with the oddity of the task's fault."""
    return oddities.written(orjson.dumps(make()), task.result_fault)


def authorise(emulator: RelayEmulator, request: web.Request) -> None:
    given = request.headers.get("X-API-Key")
    if not given:
        raise RefusalError("MISSING_CREDENTIALS")
    if given != emulator.key:
        raise RefusalError("INVALID_API_KEY")


def parse_body(raw: bytes) -> dict[str, Any]:
    """Parse the JSON object of a body. Raises RefusalError."""
    try:
        data = orjson.loads(raw)
    except ValueError as error:
        detail = [{"loc": ["body"], "msg": f"JSON decode error: {error}", "type": "json_invalid"}]
        raise RefusalError("VALIDATION_ERROR", detail=detail) from None
    if not isinstance(data, dict):
        detail = [{"loc": ["body"], "msg": "Input should be an object", "type": "dict_type"}]
        raise RefusalError("VALIDATION_ERROR", detail=detail)
    return data


def idempotency_key(request: web.Request) -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 1 <= len(key) <= 255:
        raise validation_error("Idempotency-Key", "Must have 1 to 255 characters", where="header")
    return key


def wait_seconds(request: web.Request) -> int:
    """Return the `?wait=N` of a poll, whole seconds from 1 to 30; 0 without it."""
    wait = request.query.get("wait")
    if wait is None:
        return 0
    if not re.fullmatch(r"[1-9]|[12]\d|30", wait):
        raise validation_error("wait", "Input should be a whole number from 1 to 30", where="query")
    return int(wait)


async def wait_until_finished(task: Task, seconds: float) -> None:
    """Return when the task has ended, or after `seconds`."""
    try:
        await asyncio.wait_for(task.finished.wait(), seconds)
    except TimeoutError:
        return


def origin(request: web.Request) -> str:
    """Return the origin that the client has used, so that it can follow links to it."""
    return str(request.url.origin())


def json_response(
    body: bytes, status: int = 200, headers: dict[str, str] | None = None
) -> web.Response:
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")
