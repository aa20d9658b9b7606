"""A minimal relay: asynchronous tasks and long polls (the sandbox's does more).

A prompt specifies its task: see `TaskSpec`. Beside the relay's own paths there are `/times`, which
has the time on the monotonic clock at which each task was finished and the number of its polls,
and `/held`, the number of polls that are being held.
"""

import argparse
import asyncio
import os
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import orjson
import pybase64

from benchmarks.servers.http import Request, ServerConnection, serve
from benchmarks.task_spec import PATH, TaskSpec

_JSON = "application/json"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass
class _Task:
    name: str
    spec: TaskSpec
    began: float = field(default_factory=time.monotonic)
    finished: float | None = None
    polls: int = 0
    held: ServerConnection | None = None
    timer: asyncio.TimerHandle | None = None


class MeasuringRelay:
    """A relay with the paths that the clients use."""

    def __init__(self) -> None:
        self._tasks: dict[str, _Task] = {}

    def handle(self, request: Request, to: ServerConnection) -> None:
        """Answer `request`, or hold `to` until there is an answer."""
        if request.method == "POST":
            self._submit(request, to)
        elif request.path.startswith("/v2/tasks/"):
            self._poll(request, to)
        elif request.path.startswith("/pictures/"):
            to.send(200, "image/png", _picture(int(request.path.rpartition("/")[2])))
        elif request.path.startswith("/v2/models/"):
            endpoint = {"method": "POST", "path": PATH, "model_in_body": False}
            _send(to, {"name": "FLUX", "status": "active", "endpoint": endpoint})
        elif request.path == "/times":
            _send(to, {name: [task.finished, task.polls] for name, task in self._tasks.items()})
        else:
            _send(to, {"held": sum(task.held is not None for task in self._tasks.values())})

    def _submit(self, request: Request, to: ServerConnection) -> None:
        spec = TaskSpec.read(orjson.loads(request.body)["prompt"])
        task = _Task(f"direct:{len(self._tasks):08d}", spec)
        # Made now, so that it does not delay an answer later.
        _encoded(spec.size) if not spec.link else _picture(spec.size)
        self._tasks[task.name] = task
        asyncio.get_running_loop().call_later(spec.seconds, self._finish, task)
        path = f"/v2/tasks/{task.name}"
        _send(to, {"task_id": task.name, "status": "queued", "poll_url": path}, status=202)

    def _finish(self, task: _Task) -> None:
        task.finished = time.monotonic()
        self._release(task)

    def _poll(self, request: Request, to: ServerConnection) -> None:
        task = self._tasks[request.path.rpartition("/")[2]]
        task.polls += 1
        task.held = to
        wait = float(request.query.partition("wait=")[2] or 0)
        if task.finished is not None or not wait:
            self._release(task)
        else:
            task.timer = asyncio.get_running_loop().call_later(wait, self._release, task)

    def _release(self, task: _Task) -> None:
        """Answer the held poll, if there is one."""
        to, task.held = task.held, None
        if task.timer is not None:
            task.timer.cancel()
        if to is None:
            return
        head = {"task_id": task.name, "elapsed_seconds": round(time.monotonic() - task.began, 3)}
        if task.finished is None:
            _send(to, head | {"status": "running", "result": None})
            return
        # The name is in the result too, as one of the clients returns nothing else.
        result = orjson.dumps(head | {"status": "completed", "result": {"task": task.name}})[:-2]
        if task.spec.link:
            link = f"{task.spec.origin}/pictures/{task.spec.size}"
            to.send(200, _JSON, result + b',"urls":["' + link.encode() + b'"]}}')
        else:
            to.send(200, _JSON, result + b',"images":["', _encoded(task.spec.size))


def _send(to: ServerConnection, body: dict[str, Any], status: int = 200) -> None:
    to.send(status, _JSON, orjson.dumps(body))


@cache
def _picture(size: int) -> bytes:
    return _SIGNATURE + os.urandom(size - len(_SIGNATURE))


@cache
def _encoded(size: int) -> bytes:
    """Return the picture as base64, with the rest of the answer."""
    return pybase64.b64encode(_picture(size)) + b'"]}}'


def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tls", action="store_true")
    asyncio.run(serve(MeasuringRelay().handle, tls=parser.parse_args().tls))


if __name__ == "__main__":
    main()
