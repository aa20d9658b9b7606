"""Requests with several tasks: what each task asks for, and what all of them come to."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from bot.common.plain_text import has_visible_character
from bot.errors import UserError
from bot.intake.alternatives import has_alternatives, prompts_of
from bot.intake.conversion import convert
from bot.jobs.batch import MAX_TASKS, Batch
from bot.jobs.request import TaskRequest
from bot.ui.command_options import DisplayOptions
from providers.base import DRAWN_SEEDS, ImageRequest
from providers.registry import OPERATIONS

MAX_PICTURES = 10
"""As many as one message of Discord's can hold."""

Sources = Callable[[type[ImageRequest]], Sequence[str]]
"""Returns the fields of a kind of requests that take pictures."""
TakesValue = Callable[[type[ImageRequest], str, object], bool | None]
"""Returns False for a value of a field that the relay does not take at present."""


def task_requests(
    request: ImageRequest, images: Collection[str], batch: Batch, sources: Sources
) -> list[TaskRequest]:
    """Return what each task of a batch asks for; raises `UserError` for too many of them.

    `request` has the prompt as it was typed, and these images, by their names.
    """
    if not all(map(has_visible_character, prompts_of(request.prompt))):
        raise UserError("refused-empty-prompt")
    made = [
        TaskRequest(repeated, names=one.names)
        for one in _by_model(request, images, batch, sources)
        for prompt in prompts_of(one.request.prompt)
        for repeated in _repeated(one.request.with_values(prompt=prompt), batch.count)
    ]
    pictures = sum(one.request.pictures for one in made)
    if len(made) > MAX_TASKS or pictures > MAX_PICTURES:
        raise UserError("refused-batch", most=str(MAX_TASKS))
    return made


def batch_of(display: DisplayOptions, prompt: str) -> Batch | None:
    """Return the batch that a member asks for, by options or in the prompt; None for one task."""
    typed = prompt if has_alternatives(prompt) else None
    batch = Batch(display.count or 1, display.operations, typed, display.poll)
    return batch if batch.makes_several else None


def native(
    request: ImageRequest, batch: Batch | None, takes: TakesValue
) -> tuple[ImageRequest, Batch | None]:
    """Return the request with its own number of pictures, where its model makes several at once.

    One task is enough for it then, and there is no batch unless something else asks for one.
    """
    if batch is None or batch.count == 1 or batch.operations:
        return request, batch
    if "n" not in type(request).model_fields or getattr(request, "n", None) is not None:
        return request, batch
    if takes(type(request), "n", batch.count) is False:
        return request, batch
    request = request.with_values(n=batch.count)
    return request, replace(batch, count=1) if batch.prompt is not None else None


def _by_model(
    request: ImageRequest, images: Collection[str], batch: Batch, sources: Sources
) -> Iterator[TaskRequest]:
    if not batch.operations:
        yield TaskRequest(request, names={name: name for name in images})
        return
    for operation in batch.operations:
        kind = OPERATIONS[operation]
        if kind is type(request):
            yield TaskRequest(request, names={name: name for name in images})
            continue
        converted = convert(request, images, kind, sources(kind))
        yield TaskRequest(converted.request, names=converted.names)


def _repeated(request: ImageRequest, count: int) -> Iterator[ImageRequest]:
    """Yield the request so many times; with a seed, each has the next one."""
    seed = request.chosen_seed
    for number in range(count):
        if seed is None or not number:
            yield request
        else:
            yield request.with_values(seed=(seed + number) % DRAWN_SEEDS)
