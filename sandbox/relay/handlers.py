"""The routes of the emulator: submit, poll, files, and the catalogue."""

import asyncio
import hashlib
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import orjson
from aiohttp import web

from sandbox.relay import answers, catalogue, inputs, oddities, wire
from sandbox.relay.emulator import RelayEmulator
from sandbox.relay.faults import AFTER_ACCEPTING, Fault
from sandbox.relay.refusals import RefusalError, error_response, invalid, refusal_response
from sandbox.relay.routes import ROUTES, STABLE_DIFFUSION, Route
from sandbox.relay.tasks import Task

STATUSES = {"strange-status": "moderating", "running": "running"}
"""The statuses that a poll says by a fault."""
OTHER_JSON = {
    "null": b"null",
    "array": b"[]",
    "empty": b"{}",
    "another-task": b'{"task_id": "direct:ffffffff-ffff-ffff-ffff-ffffffffffff", '
    b'"status": "failed", "error": "another task failed", "error_code": "UPSTREAM_ERROR"}',
}
SYNC_SECONDS = 300.0
"""docs/relay.md, section 1: a synchronous call times out after 5 minutes."""


def add_routes(app: web.Application, emulator: RelayEmulator) -> None:
    """Everything the relay serves."""
    for route in ROUTES:
        app.router.add_post(route.path, partial(submit, emulator, route))
    app.router.add_get("/v2/tasks/{id}", partial(poll, emulator))
    app.router.add_get("/files/{token}/{name}", partial(file, emulator))
    catalogue.add_routes(app, live=emulator.live, sd=emulator.sd)


async def submit(emulator: RelayEmulator, route: Route, request: web.Request) -> web.StreamResponse:
    """`POST` on one of the seven routes."""
    authorise(emulator, request)
    if route is STABLE_DIFFUSION and not emulator.sd:
        raise RefusalError("MODEL_NOT_AVAILABLE")
    raw = await request.read()
    data = await asyncio.to_thread(parsed, raw)
    prompt = data.get("prompt")
    key = idempotency_key(request) if data.get("async") is True else None
    scope = key or hashlib.sha256(raw).hexdigest()
    fault = emulator.faults.take("submit", prompt if isinstance(prompt, str) else "", scope)
    first = {"at-once"} | ({"hold"} if key else set())
    if fault and fault.name not in AFTER_ACCEPTING | first:
        return await faulty(emulator, request, fault)
    if fault and fault.name == "at-once":
        return await synchronous(emulator, route, request, data, None)
    if data.get("async") is not True:
        return await synchronous(emulator, route, request, data, fault)
    return await asynchronous(emulator, route, request, raw, data, key, fault)


async def synchronous(
    emulator: RelayEmulator, route: Route, request: web.Request, data: Any, fault: Fault | None
) -> web.StreamResponse:
    """A call that is answered with its pictures."""
    body = route.parse(data, live=emulator.live)
    await inputs.check(body)
    task = emulator.book.start(route, body)
    emulator.note(request, data, None, task)
    if fault:
        return await faulty(emulator, request, fault)
    try:
        await asyncio.wait_for(task.over.wait(), max(10.0, SYNC_SECONDS * emulator.book.delay))
    except TimeoutError:
        raise RefusalError("UPSTREAM_TIMEOUT") from None
    if task.status != "completed":
        raise task.refusal or RefusalError("INTERNAL_ERROR")
    make = partial(answers.result, task, origin(request), live=emulator.live)
    return json_response(await asyncio.to_thread(written, make, task))


async def asynchronous(
    emulator: RelayEmulator,
    route: Route,
    request: web.Request,
    raw: bytes,
    data: Any,
    key: str | None,
    fault: Fault | None,
) -> web.StreamResponse:
    """A submit that is answered 202 at once, or as it was answered before."""
    digest = hashlib.sha256(route.path.encode() + b"\0" + raw).digest()
    earlier = emulator.keys.begin(key, digest) if key else None
    if earlier is not None:
        return json_response(earlier, 202, {"Idempotency-Replayed": "true"})
    try:
        body = route.parse(data, live=emulator.live)
        await inputs.check(body)
        if fault and fault.name == "hold":
            await emulator.held.wait()
    except BaseException:
        if key:
            emulator.keys.release(key)
        raise
    task = emulator.book.start(route, body)
    emulator.note(request, data, key, task)
    said = orjson.dumps(answers.accepted(task, live=emulator.live))
    if key:
        emulator.keys.settle(key, said)
    if fault and fault.name in AFTER_ACCEPTING:
        return await faulty(emulator, request, fault, said)
    return json_response(said, 202)


async def poll(emulator: RelayEmulator, request: web.Request) -> web.StreamResponse:
    """`GET /v2/tasks/{id}`, which needs no key."""
    emulator.polls += 1
    # docs/relay.md, section 2: the id goes into the path raw, its colon not encoded.
    if "%3A" in request.raw_path.upper():
        raise RefusalError("TASK_NOT_FOUND")
    seconds = wait_seconds(request) if emulator.live else 0
    task = emulator.book.find(request.match_info["id"])
    fault = emulator.faults.take("poll", task.body.prompt, task.id)
    if fault is None and seconds:
        await ended(task, seconds)
    if fault and fault.name in OTHER_JSON:
        return json_response(OTHER_JSON[fault.name])
    if fault is None or fault.name in ("early", "running", "strange-status", "truncated"):
        status = STATUSES.get(fault.name, task.status) if fault else task.status
        now = emulator.book.clock()
        make = partial(answers.poll, task, status, now, origin(request), live=emulator.live)
        # A 4K picture in base64 is some 20 MB: not for the event loop.
        said = await asyncio.to_thread(written, make, task)
        if fault is None or fault.name != "truncated":
            return json_response(said)
        return await faulty(emulator, request, fault, said)
    return await faulty(emulator, request, fault)


async def file(emulator: RelayEmulator, request: web.Request) -> web.StreamResponse:
    """`GET /files/...`: a picture of an answer with links."""
    task = emulator.book.find_files(request.match_info["token"])
    place, _, kind = request.match_info["name"].partition(".")
    if task is None or not place.isdigit() or int(place) >= len(task.pictures):
        return error_response(404, "Not Found")
    emulator.downloads += 1
    content = await asyncio.to_thread(task.content, int(place))
    content_type = "image/jpeg" if kind == "jpg" else "image/png"
    fault = emulator.faults.take("file", task.body.prompt, request.path)
    match fault.name if fault else None:
        case None:
            return web.Response(body=content, content_type=content_type)
        case "dead":
            return error_response(404, "Not Found")
        case "late":
            if fault and emulator.book.clock() - (task.ended or 0) >= fault.seconds > 0:
                return web.Response(body=content, content_type=content_type)
            return error_response(404, "Not Found")
        case "html":
            return web.Response(text=wire.PAGE, content_type="text/html")
        case "truncated":
            return await wire.short(request, content, content_type)
        case "endless":
            return await wire.endless(request, content, emulator.held)
        case name:
            return await wire.spoilt(request, str(name), emulator.held)


async def faulty(
    emulator: RelayEmulator, request: web.Request, fault: Fault, whole: bytes = b""
) -> web.StreamResponse:
    """The answer of a fault: one of the relay's errors, or something no client expects."""
    if fault.refusal:
        return refusal_response(fault.refusal)
    return await wire.spoilt(request, fault.name, emulator.held, whole)


def written(make: Callable[[], answers.Json], task: Task) -> bytes:
    """The JSON of an answer, with the oddity of the task's fault in it."""
    return oddities.written(orjson.dumps(make()), task.shape)


def authorise(emulator: RelayEmulator, request: web.Request) -> None:
    given = request.headers.get("X-API-Key")
    if not given:
        raise RefusalError("MISSING_CREDENTIALS")
    if given != emulator.key:
        raise RefusalError("INVALID_API_KEY")


def parsed(raw: bytes) -> dict[str, Any]:
    """The JSON object of a body."""
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
        raise invalid("Idempotency-Key", "Must have 1 to 255 characters", where="header")
    return key


def wait_seconds(request: web.Request) -> int:
    """`?wait=N` of a poll, whole seconds from 1 to 30; 0 where it was not asked for."""
    asked = request.query.get("wait")
    if asked is None:
        return 0
    if not re.fullmatch(r"[1-9]|[12]\d|30", asked):
        raise invalid("wait", "Input should be a whole number from 1 to 30", where="query")
    return int(asked)


async def ended(task: Task, seconds: float) -> None:
    """Return when the task ends, or after `seconds`."""
    try:
        await asyncio.wait_for(task.over.wait(), seconds)
    except TimeoutError:
        return


def origin(request: web.Request) -> str:
    """The address by which the caller reached us, so that the links we give reach us too."""
    return str(request.url.origin())


def json_response(
    body: bytes, status: int = 200, headers: dict[str, str] | None = None
) -> web.Response:
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")
