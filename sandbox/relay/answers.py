"""What the relay answers when all goes well: the 202, a poll, a result in its family's shape."""

from typing import Any

import orjson

from sandbox.relay import oddities
from sandbox.relay.bodies import Body
from sandbox.relay.routes import FLUX, GEMINI, STABLE_DIFFUSION
from sandbox.relay.tasks import Task

Json = dict[str, Any]

SHAPES = frozenset({"no-pictures", "both", "data-uri", "objects", "single", "mixed", "many-links"})
"""The shapes of an answer that are others than the route's usual one."""


def accepted(task: Task, *, live: bool) -> Json:
    """The body of a 202."""
    message = "Task accepted; poll for the result"
    if not live:
        return {"task_address": task.id, "status": "queued", "message": message}
    poll_url = f"/v2/tasks/{task.id}"
    return {"task_id": task.id, "status": "queued", "poll_url": poll_url, "message": message}


def poll(task: Task, status: str, now: float, origin: str, *, live: bool) -> Json:
    """The body of a poll; `status` may be one that nobody knows."""
    finished = status == "completed"
    refusal = task.refusal if status == "failed" else None
    detail = refusal.facts if refusal else None
    return {
        **({"task_id": task.id} if live else {}),
        "status": status,
        "elapsed_seconds": int((task.ended or now) - task.started),
        "task_address": None if live else task.id,
        "mode": "direct" if live else "opengpu",
        "model": task.model,
        "created_at": task.created_at.isoformat(),
        "result": result(task, origin, live=live) if finished else None,
        "error": refusal.words if refusal else None,
        "error_code": refusal.code if refusal else None,
        "error_detail": detail
        if isinstance(detail, dict) or detail is None
        else {"errors": detail},
    }


def result(task: Task, origin: str, *, live: bool) -> Json:
    """What a synchronous 200 holds, and a completed task as `result`; links lead to `origin`."""
    as_links = task.route.answers == "urls" or (task.route.spec_answers_links and not live)
    if task.shape in SHAPES:
        answer = shaped(task, origin)
    else:
        answer = {task.route.answers: links(task, origin) if as_links else encoded(task)}
    return {**answer, **oddities.value(task.shape), **about(task, live=live)}


def shaped(task: Task, origin: str) -> Json:
    """The answer in another of the shapes that docs/relay.md, section 2, tells clients to read."""
    kind = "jpeg" if task.body.file_format == "jpeg" else "png"
    match task.shape:
        case "both":
            return {"urls": links(task, origin), "images": encoded(task)}
        case "data-uri":
            return {"images": [f"data:image/{kind};base64,{one}" for one in encoded(task)]}
        case "objects":
            return {"data": [{"b64_json": one} for one in encoded(task)]}
        case "single":
            return {"url": links(task, origin)[0]}
        case "mixed":
            return {"images": [*encoded(task), links(task, origin)[-1]]}
        case "many-links":
            return {"urls": oddities.many(links(task, origin))}
        case _:
            return {task.route.answers: []}


def about(task: Task, *, live: bool) -> Json:
    """What an answer says beside its pictures: the live service tells more."""
    body, route = task.body, task.route
    if route is STABLE_DIFFUSION:
        # AUTOMATIC1111's own answer: the parameters, and the same once more as text.
        parameters = chosen(body)
        return {"parameters": parameters, "info": orjson.dumps(parameters).decode()}
    if not live:
        return {}
    width, height = body.size
    extra: Json = {"size": f"{width}x{height}"}
    if route is FLUX:
        extra = {"width": width, "height": height}
    elif route is GEMINI:
        extra = body.model_dump(include={"aspect_ratio", "image_size"}) | {"finish_reason": "STOP"}
    name = task.id if task.asynchronous else None
    ids = {"task_id": name, "task_address": None, "mode": "direct"}
    return {"model": task.model, **extra, **ids}


def chosen(body: Body) -> Json:
    return body.model_dump(mode="json", exclude={"asynchronous"})


def encoded(task: Task) -> list[str]:
    contents = (task.content(place) for place in range(len(task.pictures)))
    return [oddities.text(content, task.shape) for content in contents]


def links(task: Task, origin: str) -> list[str]:
    kind = "jpg" if task.body.file_format == "jpeg" else "png"
    return [f"{origin}/files/{task.token}/{place}.{kind}" for place in range(len(task.pictures))]
