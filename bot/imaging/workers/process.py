"""The bot's side of one worker: start it, give it a task, end it."""

import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

from bot.imaging.flaws import Flaw, UnreadableError
from bot.imaging.workers.messages import Answer, MessageError, Packed, Request, pack, receive, send

# Without the bot's own settings and secrets: a worker decodes what strangers send.
_ENVIRONMENT = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT"),
    *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE"),
)
_PROGRAM = "from bot.imaging.workers.child import main; main({parent}, nice={nice})"
_ROOT = Path(__file__).parents[3]
_START_SECONDS = 60.0
_END_SECONDS = 5.0
# The most that Linux gives to any process; a megabyte passes without a change of processes.
_PIPE_BYTES = 2**20


class WorkerStoppedError(UnreadableError):
    """A file whose worker was stopped or died; fact `part`: `deadline` or `crash`."""


class Worker:
    """A process that runs one task at a time. Not for several threads, but for `kill`.

    On Linux it ends with the thread that has started it.
    """

    def __init__(self, *, nice: int = 0) -> None:
        self._is_expired = self._is_killed = False
        self.tasks = 0
        """The number of tasks that it was given."""
        self._process = subprocess.Popen(  # noqa: S603
            # -S: everything is found by the path that it is given, and the start is faster.
            [
                *(sys.executable, "-P", "-S", "-W", "ignore", "-c"),
                _PROGRAM.format(parent=os.getpid(), nice=nice),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            # So that Ctrl+C in a terminal reaches the bot alone.
            start_new_session=True,
        )
        self._requests = cast(IO[bytes], self._process.stdin)
        self._answers = cast(IO[bytes], self._process.stdout)
        for pipe in (self._requests, self._answers):
            _widen(pipe)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def is_usable(self) -> bool:
        """False for a process that has ended, or will in a moment."""
        return not self._is_killed and self._process.poll() is None

    def wait_until_ready(self) -> None:
        """Wait for the process to have loaded what it needs; raises `WorkerStoppedError`."""
        self._exchange(None, _START_SECONDS)

    def run(self, request: Request) -> Any:
        """Run a task; return what it returns, raise what it raises.

        Raises `WorkerStoppedError` if the worker dies or takes longer than `request.seconds`; then
        it is of no use any more. A request that cannot be pickled leaves it as it is.
        """
        message = pack(request)
        self.tasks += 1
        answer = self._exchange(message, request.seconds)
        if answer.error is not None:
            raise answer.error
        return answer.result

    def _exchange(self, message: Packed | None, seconds: float) -> Answer:
        timer = threading.Timer(seconds, self._expire)
        timer.daemon = True
        timer.start()
        known = message.contents if message else ()
        try:
            if message is not None:
                send(self._requests, message)
            answer = receive(self._answers, careful=True, known=known).value
        except (EOFError, OSError, MessageError) as error:
            raise self._stopped() from error
        finally:
            timer.cancel()
        if not isinstance(answer, Answer):
            raise self._stopped()
        return answer

    def _expire(self) -> None:
        self._is_expired = True
        self.kill()

    def _stopped(self) -> WorkerStoppedError:
        self.close()
        return WorkerStoppedError(
            Flaw.TOO_COMPLEX, part="deadline" if self._is_expired else "crash"
        )

    def kill(self) -> None:
        """End the process at once, whatever it does; from any thread."""
        self._is_killed = True
        with suppress(OSError):
            self._process.kill()

    def close(self) -> None:
        """End the process, and forget it."""
        self.kill()
        for stream in (self._requests, self._answers):
            with suppress(OSError):
                stream.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)


def _widen(pipe: IO[bytes]) -> None:
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _environment() -> Mapping[str, str]:
    known = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    # The last one is where this package is, which may have been found without a path.
    path = os.pathsep.join([*(entry or os.curdir for entry in sys.path), str(_ROOT)])
    # One pool of memory for all threads of a decoder: each would keep its own after the task.
    return {**known, "PYTHONPATH": path, "MALLOC_ARENA_MAX": "1"}
