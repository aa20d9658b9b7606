"""Background tasks with an owner: references are kept, failures logged, shutdown waits for them."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)


class BackgroundTasks:
    """A set of running asyncio tasks; `kind` names them in the log."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None], *, name: str) -> asyncio.Task[None]:
        """Run `work` in a new task, and log an error if it raises."""
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        return task

    async def finish(self, seconds: float) -> None:
        """Wait for all tasks, at most `seconds`; cancel the others and wait until they end."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(set(self._tasks), timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _on_done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("%s task %s failed", self._kind, task.get_name(), exc_info=error)
