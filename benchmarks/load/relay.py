"""A relay that costs next to nothing: what a task does stands in its prompt, and then in its id.

`... @<seconds>s <kilobytes>kB` in a prompt is completed after so long with a picture of that size.
It remembers no task: one of an earlier life is polled like any other. `GET /seen` says when what
happened, on the monotonic clock that all processes share.
"""

import asyncio
import re
import sys
import time
from collections import defaultdict

import orjson
from aiohttp import web

from benchmarks.load.pictures import as_answer

_WISH = re.compile(r"@([0-9.]+)s ([0-9]+)kB")
_JOB = re.compile(r"[0-9]+$")


def task_id(job_id: int, due: float, kilobytes: int) -> str:
    """The id of a task that is completed at `due` seconds on the monotonic clock."""
    return f"direct:{job_id}:{int(due * 1000)}:{kilobytes}"


class Relay:
    """Submits, held polls, and the book of what was seen."""

    def __init__(self) -> None:
        self._completed: dict[str, float] = {}
        self._times: dict[str, list[float]] = defaultdict(list)
        self._holding = self._most_held = 0

    def app(self) -> web.Application:
        """Its routes."""
        app = web.Application(client_max_size=2**28)
        app.router.add_post("/v2/image/{model}/generate", self._submit)
        app.router.add_get("/v2/tasks/{id}", self._poll)
        app.router.add_get("/seen", self._seen)
        return app

    async def _submit(self, request: web.Request) -> web.Response:
        self._times["submits"].append(time.monotonic())
        wish = _WISH.search(orjson.loads(await request.read())["prompt"])
        job = _JOB.search(request.headers["Idempotency-Key"])
        if wish is None or job is None:
            return web.Response(status=400)
        task = task_id(int(job[0]), time.monotonic() + float(wish[1]), int(wish[2]))
        return _json({"task_id": task, "status": "queued"}, 202)

    async def _poll(self, request: web.Request) -> web.Response:
        self._times["polls"].append(time.monotonic())
        _, job, due, kilobytes = request.match_info["id"].split(":")
        left = int(due) / 1000 - time.monotonic()
        hold = float(request.query.get("wait", 0))
        self._holding += 1
        self._most_held = max(self._most_held, self._holding)
        try:
            await asyncio.sleep(max(0.0, min(left, hold)))
        finally:
            self._holding -= 1
        if left > hold:
            return _json({"status": "processing"})
        body = as_answer(int(kilobytes))
        # Later than `due` where nobody polled, or this process had no processor.
        self._completed.setdefault(job, time.monotonic())
        return web.Response(body=body, content_type="application/json")

    async def _seen(self, _: web.Request) -> web.Response:
        return _json(
            {"completed": self._completed, "most_held": self._most_held, "times": self._times}
        )


def _json(data: object, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(data), status=status, content_type="application/json")


async def serve() -> None:
    """Until the process is ended."""
    runner = web.AppRunner(Relay().app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=4096).start()
    sys.stdout.write(f"http://127.0.0.1:{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())
