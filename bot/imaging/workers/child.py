"""A worker's own side: it runs one task after the other, until the bot closes its pipe."""

import contextlib
import os
import signal
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import IO

from bot.imaging.flaws import Flaw, UnreadableError
from bot.imaging.workers.messages import (
    Answer,
    MessageError,
    Packed,
    Request,
    is_plain,
    pack,
    receive,
    send,
)

_PRELOADED = (
    *("bot.imaging.inputs", "bot.imaging.outputs"),
    *("PIL.JpegImagePlugin", "PIL.PngImagePlugin"),
)
# What a worker takes by itself: Python, Pillow and its libraries. Measured: 20 MB.
_OWN_BYTES = 64_000_000
# A worker outlives its deadline by this only if the bot is no longer there to end it.
_GRACE = 10
# Linux: prctl(2), the signal that a process gets when the thread that started it ends.
_PR_SET_PDEATHSIG = 1


def main(parent: int, *, nice: int = 0) -> None:
    """Serve the pipes that are standard input and output, for the bot's process `parent`."""
    requests, answers = _private_streams()
    _end_with(parent)
    _be_modest(nice)
    # What most tasks need, loaded before the first one comes.
    for module in _PRELOADED:
        import_module(module)
    send(answers, pack(Answer()))
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            send(answers, _answer(requests))


def _private_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Take both pipes for the messages alone: what anything prints goes nowhere."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return requests, answers


def _end_with(parent: int) -> None:
    """End when the bot does, also within a task, while the pipe is not looked at."""
    if sys.platform != "linux":
        # Elsewhere a worker ends after its task, or by its own timer.
        return
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        # It ended before it could be said.
        os._exit(1)


def _be_modest(nice: int) -> None:
    """Give way to the bot, and let it decide alone when to end."""
    for number in (signal.SIGINT, signal.SIGTERM):
        # A service manager sends these to every process; posts in flight still need this one.
        signal.signal(number, signal.SIG_IGN)
    with contextlib.suppress(OSError, AttributeError):
        os.nice(nice)
    with contextlib.suppress(OSError):
        # Linux: where memory runs out, a worker is ended before the bot.
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        # No file is written here, least of all the memory with members' pictures after a crash.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        sys.dont_write_bytecode = True


def _answer(requests: IO[bytes]) -> Packed:
    try:
        received = receive(requests, careful=False)
    except (EOFError, MessageError):
        raise
    except Exception as error:  # noqa: BLE001 - the task cannot be found here
        return pack(Answer(error=_portable(error)))
    request: Request = received.value
    _limit(request.memory, request.seconds + _GRACE)
    try:
        # A picture that stays as it came is not sent back.
        result = request.work(*request.args, **request.named)
        return pack(Answer(result=result), received.contents)
    except MemoryError:
        return pack(Answer(error=UnreadableError(Flaw.TOO_COMPLEX, part="memory")))
    except Exception as error:  # noqa: BLE001 - it is raised where the task came from
        return pack(Answer(error=_portable(error)))
    finally:
        _limit(None, 0)


def _limit(memory: int | None, seconds: float) -> None:
    """Limit what this process may take from now on; None and 0 lift the limits."""
    with contextlib.suppress(ImportError, OSError, ValueError, OverflowError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        soft = hard if memory is None else _OWN_BYTES + memory
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _portable(error: Exception) -> Exception:
    """Return the exception, or a plain one with the same words if the bot would not read it."""
    kind = type(error)
    if not isinstance(error, UnreadableError):
        error.add_note("".join(traceback.format_exception(error)))
    if is_plain(kind.__module__, kind.__qualname__):
        return error
    return RuntimeError(f"{kind.__qualname__}: {error}")
