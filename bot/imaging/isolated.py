"""The image work of the bot as it is called from async code: each kind in its lane.

Here it is decided how much memory a piece of work may take, whose turn it is, and what happens to
a picture that a worker could not cope with.
"""

import asyncio
import logging
from collections.abc import Callable, Hashable, Sequence
from functools import partial

from bot.imaging.area_inputs import AreaInputs, area_inputs, area_memory, area_preview
from bot.imaging.avatar import avatar_memory, avatar_of
from bot.imaging.comparison import Labels, comparing_memory, side_by_side
from bot.imaging.compositing import Composition, composite, compositing_memory
from bot.imaging.decoding import Flaw, UnreadableError, decoding_memory
from bot.imaging.executor import Lane, run_in_image_executor
from bot.imaging.fingerprints import digest_of, digests_of
from bot.imaging.inputs import (
    Input,
    InputBounds,
    is_mask,
    max_decoding_bytes,
    normalise,
    normalise_mask,
    normalising_memory,
)
from bot.imaging.outputs import (
    NotAPictureError,
    Picture,
    fit,
    fitting_memory,
    verify,
    verify_structure,
    verifying_memory,
)
from bot.imaging.workers.process import WorkerStoppedError
from providers.shapes import Shape

log = logging.getLogger(__name__)

_DIGEST_BYTES = 48_000_000
# The file as it came and stripped, and the normalised one twice.
_FILE_COPIES = 4


async def verify_picture(
    content: bytes,
    *,
    fitted_above: int | None = None,
    member: Hashable = None,
    alone: bool = False,
    job_id: int | None = None,
) -> Picture:
    """Run `verify` on a picture that was paid for, in the member's turn; raises what it raises.

    If no worker can cope with the picture, it is posted on the strength of its structure, which is
    read in Python. With `alone` it gets a fresh worker, as is wise for one that was tried before.
    """
    work = partial(verify, content, fitted_above=fitted_above, job_id=job_id)
    try:
        return await _run_paid(work, verifying_memory(content), member, alone=alone)
    except (UnreadableError, OSError) as error:
        if not _is_stopped(error):
            raise
        log.warning("a picture is judged by its structure alone: %s", error)
    # In a thread, which needs no more memory than there is.
    return await asyncio.to_thread(verify_structure, content, job_id=job_id)


async def fit_picture(
    picture: Picture, limit: int, *, member: Hashable = None, alone: bool = False
) -> Picture:
    """Run `fit` on a picture that was paid for, in the member's turn; raises what it raises."""
    work = partial(fit, picture, limit)
    try:
        return await _run_paid(work, fitting_memory(picture), member, alone=alone)
    except WorkerStoppedError as error:
        raise NotAPictureError(error.reason, **error.facts) from error


async def composite_picture(
    made: Picture, composition: Composition, *, member: Hashable = None
) -> Picture:
    """Run `composite` on a picture that was paid for, in the member's turn; raises what it raises.

    Raises `NotAPictureError`, too, if no worker can cope with it.
    """
    work = partial(composite, made, composition)
    memory = compositing_memory(made, composition)
    try:
        return await _run_paid(work, memory, member, alone=False)
    except WorkerStoppedError as error:
        raise NotAPictureError(error.reason, **error.facts) from error


async def _run_paid(
    work: Callable[[], Picture], memory: int, member: Hashable, *, alone: bool
) -> Picture:
    """Run the work; if that fails for want of memory, once more alone and with twice as much.

    A decoder that has too little memory may say that the file is broken. So every broken file is
    tried again, too; few are.
    """
    run = partial(run_in_image_executor, work, lane=Lane.PAID, key=member)
    try:
        return await run(memory=memory, alone=alone)
    except (UnreadableError, OSError) as error:
        stopped = _is_stopped(error)
        if not stopped and getattr(error, "reason", None) is not Flaw.BROKEN:
            raise
        log.warning("a picture is tried once more, with more memory: %s", error)
    # A worker that is still sound need not be replaced.
    return await run(memory=2 * memory, alone=alone or stopped)


def _is_stopped(error: Exception) -> bool:
    """Return True if a worker ended, could not start, or had too little memory."""
    if not isinstance(error, UnreadableError):
        return isinstance(error, OSError)
    return isinstance(error, WorkerStoppedError) or error.facts.get("part") == "memory"


async def normalise_image(content: bytes, bounds: InputBounds, *, member: Hashable) -> Input:
    """Run `normalise` on a member's image, when it is that member's turn; raises what it raises."""
    memory = normalising_memory(content, bounds)
    return await run_in_image_executor(normalise, content, bounds=bounds, key=member, memory=memory)


async def normalise_mask_image(
    content: bytes, image_size: tuple[int, int], bounds: InputBounds, *, member: Hashable
) -> Input:
    """Run `normalise_mask` as `normalise_image` runs `normalise`."""
    memory = normalising_memory(content, bounds)
    return await run_in_image_executor(
        normalise_mask, content, image_size, bounds, key=member, memory=memory
    )


async def is_mask_image(
    content: bytes, image_size: tuple[int, int], bounds: InputBounds, *, member: Hashable
) -> bool:
    """Run `is_mask` as `normalise_image` runs `normalise`."""
    memory = normalising_memory(content, bounds)
    return await run_in_image_executor(
        is_mask, content, image_size, bounds, key=member, memory=memory
    )


async def make_area_inputs(
    content: bytes, name: str, frames: Sequence[Shape], bounds: InputBounds, *, member: Hashable
) -> AreaInputs:
    """Run `area_inputs` as `normalise_image` runs `normalise`."""
    memory = area_memory(content, bounds)
    return await run_in_image_executor(
        area_inputs, content, name, frames, bounds, key=member, memory=memory
    )


async def preview_area(
    content: bytes, name: str, bounds: InputBounds, *, member: Hashable
) -> bytes:
    """Run `area_preview` as `normalise_image` runs `normalise`."""
    memory = normalising_memory(content, bounds)
    return await run_in_image_executor(
        area_preview, content, name, bounds, key=member, memory=memory
    )


async def digest_image(content: bytes, *, max_pixels: int, member: Hashable) -> str:
    """Run `digest_of` on a member's image; raises what it raises."""
    memory = (
        decoding_memory(content, max_decoding_bytes(content)) + 3 * len(content) + _DIGEST_BYTES
    )
    return await run_in_image_executor(
        digest_of, content, max_pixels=max_pixels, key=member, memory=memory
    )


async def digest_pictures(
    contents: Sequence[bytes], bounds: InputBounds, *, member: Hashable
) -> tuple[str, ...]:
    """Run `digests_of` on pictures, and return the digests of all of them, each once."""
    found: set[str] = set()
    for content in contents:
        memory = decoding_memory(content, max_decoding_bytes(content)) + _DIGEST_BYTES
        memory = max(memory, normalising_memory(content, bounds)) + _FILE_COPIES * len(content)
        found |= {
            *await run_in_image_executor(digests_of, content, bounds, key=member, memory=memory)
        }
    return tuple(sorted(found))


async def compare_images(
    before: bytes, after: bytes, labels: Labels | None = None, *, member: Hashable
) -> bytes:
    """Run `side_by_side` for a member; raises what it raises."""
    memory = comparing_memory(before, after)
    return await run_in_image_executor(
        side_by_side, before, after, labels, key=member, memory=memory
    )


async def avatar_image(content: bytes, *, member: Hashable) -> bytes:
    """Run `avatar_of` for a member; raises what it raises."""
    memory = avatar_memory(content)
    return await run_in_image_executor(avatar_of, content, key=member, memory=memory)
