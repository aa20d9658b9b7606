"""Successful answers: the 202, a poll, and a result in the shape of its family."""

from typing import Any

import orjson

from sandbox.relay import oddities
from sandbox.relay.bodies import Body
from sandbox.relay.routes import FLUX, GEMINI, STABLE_DIFFUSION
from sandbox.relay.tasks import Task

Json = dict[str, Any]

SHAPES = frozenset({"no-pictures", "both", "data-uri", "objects", "single", "mixed", "many-links"})
"""The shapes of an answer beside the route's usual one."""


def accepted(task: Task, *, live: bool) -> Json:
    """Return the body of a 202."""
    message = "Task accepted; poll for the result"
    if not live:
        return {"task_address": task.id, "status": "queued", "message": message}
    poll_url = f"/v2/tasks/{task.id}"
    return {"task_id": task.id, "status": "queued", "poll_url": poll_url, "message": message}


def poll(task: Task, status: str, now: float, origin: str, *, live: bool) -> Json:
    """Return the body of a poll; `status` may be an invented one."""
    finished = status == "completed"
    refusal = task.refusal if status == "failed" else None
    detail = refusal.facts if refusal else None
    return {
        **({"task_id": task.id} if live else {}),
        "status": status,
        "elapsed_seconds": int((task.ended_at or now) - task.started),
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
    """Return the body of a synchronous 200, which is also a completed task's `result`.

    Links lead to `origin`.
    """
    as_links = task.route.answers == "urls" or (task.route.spec_answers_links and not live)
    if task.result_fault in SHAPES:
        answer = result_in_shape(task, origin)
    else:
        answer = {task.route.answers: links(task, origin) if as_links else encoded_pictures(task)}
    return {**answer, **oddities.value(task.result_fault), **extra_fields(task, live=live)}


def result_in_shape(task: Task, origin: str) -> Json:
    """Return the pictures in another of the shapes of docs/relay.md, section 2."""
    kind = "jpeg" if task.body.file_format == "jpeg" else "png"
    match task.result_fault:
        case "both":
            return {"urls": links(task, origin), "images": encoded_pictures(task)}
        case "data-uri":
            return {
                "images": [f"data:image/{kind};base64,{entry}" for entry in encoded_pictures(task)]
            }
        case "objects":
            return {"data": [{"b64_json": entry} for entry in encoded_pictures(task)]}
        case "single":
            return {"url": links(task, origin)[0]}
        case "mixed":
            return {"images": [*encoded_pictures(task), links(task, origin)[-1]]}
        case "many-links":
            return {"urls": oddities.many(links(task, origin))}
        case _:
            return {task.route.answers: []}


def extra_fields(task: Task, *, live: bool) -> Json:
    """Return the fields beside the pictures, of which the live service has more."""
    body, route = task.body, task.route
    if route is STABLE_DIFFUSION:
        # As AUTOMATIC1111 answers: the parameters as an object, and once more as text.
        parameters = parameters_of(body)
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


def parameters_of(body: Body) -> Json:
    return body.model_dump(mode="json", exclude={"asynchronous"})


def encoded_pictures(task: Task) -> list[str]:
    contents = (task.content(index) for index in range(len(task.pictures)))
    return [oddities.text(content, task.result_fault) for content in contents]


def links(task: Task, origin: str) -> list[str]:
    kind = "jpg" if task.body.file_format == "jpeg" else "png"
    return [f"{origin}/files/{task.token}/{index}.{kind}" for index in range(len(task.pictures))]
