"""The uses that the bot has for a file, as tasks for a worker, and the memory of each."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from bot.imaging.comparison import comparing_memory, side_by_side
from bot.imaging.decoding import Format, UnreadableError, decoding_memory, read_header
from bot.imaging.fingerprints import digest_of
from bot.imaging.inputs import (
    InputBounds,
    is_mask,
    max_decoding_bytes,
    normalise,
    normalise_mask,
    normalising_memory,
)
from bot.imaging.outputs import (
    CannotFitError,
    Picture,
    fit,
    fitting_memory,
    verify,
    verifying_memory,
)

BOUNDS = InputBounds(max_bytes=25 * 2**20, max_pixels=50_000_000, max_side=2048)
_MASKED = (97, 61)
_LIMIT = 3000
_DIGEST_BYTES = 48_000_000


class Use(NamedTuple):
    """A use of a file: the work, and the estimate of its memory from the header."""

    work: Callable[[bytes], object]
    memory: Callable[[bytes], int]


def _as_picture(content: bytes) -> None:
    with suppress(CannotFitError):
        fit(verify(content), _LIMIT)


def _memory_of_picture(content: bytes) -> int:
    header = read_header(content)
    size = (header.width, header.height) if header else (0, 0)
    picture = Picture(content, Format.PNG, *size)
    return max(verifying_memory(content), fitting_memory(picture))


def _as_fingerprint(content: bytes) -> str:
    return digest_of(content, max_pixels=BOUNDS.max_pixels)


def _memory_of_fingerprint(content: bytes) -> int:
    return decoding_memory(content, max_decoding_bytes(content)) + 3 * len(content) + _DIGEST_BYTES


USES: Mapping[str, Use] = {
    "input": Use(
        lambda content: normalise(content, bounds=BOUNDS),
        lambda content: normalising_memory(content, BOUNDS),
    ),
    "picture": Use(_as_picture, _memory_of_picture),
    "mask": Use(
        lambda content: normalise_mask(content, _MASKED, BOUNDS),
        lambda content: normalising_memory(content, BOUNDS),
    ),
    "guess": Use(
        lambda content: is_mask(content, _MASKED, BOUNDS),
        lambda content: normalising_memory(content, BOUNDS),
    ),
    "fingerprint": Use(_as_fingerprint, _memory_of_fingerprint),
    "comparison": Use(
        lambda content: side_by_side(content, content),
        lambda content: comparing_memory(content, content),
    ),
}
"""All uses, by name."""


def judge(use: str, content: bytes) -> tuple[str, float, int]:
    """Return the outcome, the seconds of the processor, and the most bytes that were in memory.

    The outcome is `taken`, or the reason of a refusal. Raises what is no refusal.
    """
    _reset_peak()
    began = time.process_time()
    try:
        USES[use].work(content)
        outcome = "taken"
    except UnreadableError as error:
        outcome = "memory" if error.facts.get("part") == "memory" else str(error.reason)
    return outcome, time.process_time() - began, _peak()


def _reset_peak() -> None:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    """Return the peak since it was reset (Linux); 0 elsewhere."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))
