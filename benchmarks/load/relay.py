"""A minimal relay: the specification of a task is in its prompt, and then in its id.

A prompt with `@<seconds>s <kilobytes>kB` is completed after that time with a picture of that size.
The relay stores no tasks, so one of an earlier process can be polled. `GET /metrics` returns the
times of events, on the monotonic clock that all processes share.
"""

import asyncio
import re
import sys
import time
from collections import defaultdict

import orjson
from aiohttp import web

from benchmarks.load.pictures import poll_answer

_SPEC = re.compile(r"@([0-9.]+)s ([0-9]+)kB")
_JOB = re.compile(r"[0-9]+$")


def task_id(job_id: int, due: float, kilobytes: int) -> str:
    """Return the id of a task that is completed at `due` seconds on the monotonic clock."""
    return f"direct:{job_id}:{int(due * 1000)}:{kilobytes}"


class Relay:
    """A relay of submits and held polls, with a record of both."""

    def __init__(self) -> None:
        self._completed: dict[str, float] = {}
        self._times: dict[str, list[float]] = defaultdict(list)
        self._holding = self._max_held = 0

    def app(self) -> web.Application:
        """Return the application with its routes."""
        app = web.Application(client_max_size=2**28)
        app.router.add_post("/v2/image/{model}/generate", self._submit)
        app.router.add_get("/v2/tasks/{id}", self._poll)
        app.router.add_get("/metrics", self._metrics)
        return app

    async def _submit(self, request: web.Request) -> web.Response:
        self._times["submits"].append(time.monotonic())
        spec = _SPEC.search(orjson.loads(await request.read())["prompt"])
        job = _JOB.search(request.headers["Idempotency-Key"])
        if spec is None or job is None:
            return web.Response(status=400)
        task = task_id(int(job[0]), time.monotonic() + float(spec[1]), int(spec[2]))
        return _json({"task_id": task, "status": "queued"}, 202)

    async def _poll(self, request: web.Request) -> web.Response:
        self._times["polls"].append(time.monotonic())
        _, job, due, kilobytes = request.match_info["id"].split(":")
        left = int(due) / 1000 - time.monotonic()
        hold = float(request.query.get("wait", 0))
        self._holding += 1
        self._max_held = max(self._max_held, self._holding)
        try:
            await asyncio.sleep(max(0.0, min(left, hold)))
        finally:
            self._holding -= 1
        if left > hold:
            return _json({"status": "processing"})
        body = poll_answer(int(kilobytes))
        # Later than `due` if there was no poll, or no processor for this process.
        self._completed.setdefault(job, time.monotonic())
        return web.Response(body=body, content_type="application/json")

    async def _metrics(self, _: web.Request) -> web.Response:
        return _json(
            {"completed": self._completed, "max_held": self._max_held, "times": self._times}
        )


def _json(data: object, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(data), status=status, content_type="application/json")


async def serve() -> None:
    """Serve until the process is killed."""
    runner = web.AppRunner(Relay().app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=4096).start()
    sys.stdout.write(f"http://127.0.0.1:{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())
