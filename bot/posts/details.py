"""Details of a picture, for a member alone: all that was asked for, and how to ask again."""

import re
from collections.abc import Container, Iterable, Sequence
from typing import Any

from bot.common.clock import unix_seconds
from bot.common.markdown import Markup, one_line
from bot.common.money import format_dollars
from bot.common.plain_text import clean_text
from bot.imaging.areas import is_move
from bot.jobs.batch import MODEL_OPTIONS, Batch
from bot.storage.records import Job, Source
from bot.texts import Texts
from bot.ui.area_labels import area_label
from bot.ui.command_options import DisplayOptions, options_of
from bot.ui.discord_limits import MAX_CONTENT
from bot.ui.links import member_mention, message_link
from providers.base import ImageRequest
from providers.registry import OPERATIONS

_MOST_TITLE = 80
_MOST_VALUE = 100
_MOST_STEP = 40
# Those of `/edit` that a picture with an area can be made with, and what else it reads as a name.
_EDIT_OPTIONS = ("prompt", "area", "style", "private", "spoiler", "image", "with")
# Characters of the message that a part may take, or that are kept free for it.
_OPTIONS_ROOM = 600
_STEPS_ROOM = 600
_LEAST_STEPS = 220
_LEAST_PROMPT = 160


def details_text(
    texts: Texts,
    job: Job,
    chain: Sequence[Job],
    title: str,
    *,
    inputs: Sequence[str] = (),
    hidden: Container[int] = (),
    unseen: Container[int] = (),
    prices: bool = False,
    copy_of: str = "",
) -> str:
    """Return all about a job, in at most 2000 characters; what finds no room is cut or left out.

    `chain` is what the picture was made from, the newest first. `inputs` names the images that are
    known to have been given, `title` what the model is called. A command without room is to be
    attached: see `command_file`. `hidden` are jobs of the chain whose prompts are not for the
    reader, and `unseen` are those in channels that the reader does not see. `copy_of` is the
    address of the post that was copied.
    """
    parts = [_facts(texts, job, title, prices=prices)]
    parts += [texts.say("details-copy", link=Markup(copy_of))] if copy_of else []
    options = _as_fit(_options(texts, job), _OPTIONS_ROOM, " · ")
    parts += [" · ".join(options)] if options else []
    again = _again(texts, job, inputs)
    steps = _steps(texts, job, chain, hidden, unseen)
    room = MAX_CONTENT - len("\n".join(parts)) - _LEAST_PROMPT
    if len(again) + (_LEAST_STEPS if steps else 0) > room:
        again = _again_by_file(texts, job, inputs)
    parts += _lineage(texts, steps, min(_STEPS_ROOM, room - len(again)))
    parts += [again] if again else []
    frame = texts.say("details-prompt", prompt="")
    room = MAX_CONTENT - len("\n".join([frame, *parts]))
    prompt = _within(job.prompt, room)
    return "\n".join([texts.say("details-prompt", prompt=prompt), *parts])


def command_file(text: str, job: Job) -> bytes | None:
    """Return the file with the command, if the text of the details has no room for it."""
    command = slash_command(job)
    return None if not command or _block(command) in text else f"{command}\n".encode()


def slash_command(job: Job) -> str:
    """Return the command for the same, on one line, as Discord's client takes it when pasted.

    Empty for an operation that is no more. Images cannot be written. Three things of a text are
    changed, so that it is read as one value and can stand in a code block: line breaks become
    spaces, `seed:` becomes `seed :` where that is an option, and runs of backticks are two at most.
    """
    kind = OPERATIONS.get(job.operation)
    if kind is None or (job.area is not None and is_move(job.area.name)):
        return ""
    batch = Batch.of(job.batch) or Batch()
    if batch.is_comparison:
        return _comparison_command(job, batch)
    names = [option.name for model in (kind, DisplayOptions) for option in options_of(model)]
    manner = {name: True for name in ("private", "spoiler") if getattr(job.destination, name)}
    style = {"style": job.style["name"]} if job.style else {}
    count = {"count": batch.count} if batch.count > 1 else {}
    chosen = {**job.request, "prompt": job.prompt, **manner, **style, **count}
    command = kind.command
    if job.area is not None:
        # The command of the model itself takes a mask, and no area.
        command, names, chosen = "edit", [*_EDIT_OPTIONS], {**chosen, "area": job.area.name}
    values = {name: _value(chosen[name], names) for name in names if name in chosen}
    return " ".join([f"/{command}", *(f"{k}:{value}" for k, value in values.items() if value)])


def _comparison_command(job: Job, batch: Batch) -> str:
    families = [OPERATIONS[name].family for name in batch.operations if name in OPERATIONS]
    models = dict(zip(MODEL_OPTIONS, families, strict=False))
    style = {"style": job.style["name"]} if job.style else {}
    manner = {name: True for name in ("private", "spoiler") if getattr(job.destination, name)}
    chosen = {"prompt": job.prompt, **models, **style, **manner}
    values = {name: _value(value, [*chosen]) for name, value in chosen.items()}
    return " ".join(["/compare", *(f"{name}:{value}" for name, value in values.items())])


def _value(value: Any, names: Iterable[str]) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    line = " ".join(clean_text(str(value)).splitlines()).strip()
    # The client takes the name of an option and a colon for the beginning of the next value.
    line = re.sub(rf"\b({'|'.join(names)}):", r"\1 :", line, flags=re.IGNORECASE)
    return re.sub("`{3,}", "``", line)


def _facts(texts: Texts, job: Job, title: str, *, prices: bool) -> str:
    facts: list[str] = [one_line(title, _MOST_TITLE)]
    if job.ended_at is not None:
        seconds = (job.ended_at - job.created_at).total_seconds()
        minutes, rest = divmod(max(1, round(seconds)), 60)
        facts.append(texts.say("details-took", minutes=minutes, seconds=rest))
    if prices and job.estimate is not None:
        facts.append(texts.say("details-estimate", price=format_dollars(job.estimate)))
    return texts.say(
        "details-facts",
        member=member_mention(job.member_id),
        at=unix_seconds(job.created_at),
        facts=" · ".join(facts),
    )


def _options(texts: Texts, job: Job) -> list[str]:
    style = {"style": job.style["name"]} if job.style else {}
    area = {"area": area_label(texts, job.area.name)} if job.area else {}
    return [
        texts.say("details-option", name=name, value=one_line(str(value), _MOST_VALUE))
        for name, value in {**style, **area, **job.request}.items()
        if name != "prompt"
    ]


def _again(texts: Texts, job: Job, inputs: Sequence[str]) -> str:
    command = slash_command(job)
    if not command:
        return ""
    parts = [texts.say("details-command"), _block(command), *_to_attach(texts, job, inputs)]
    return "\n".join(parts)


def _again_by_file(texts: Texts, job: Job, inputs: Sequence[str]) -> str:
    return "\n".join([texts.say("details-command-long"), *_to_attach(texts, job, inputs)])


def _block(command: str) -> str:
    return f"```\n{command}\n```"


def _to_attach(texts: Texts, job: Job, inputs: Sequence[str]) -> list[str]:
    images = _images(OPERATIONS[job.operation], job.source, inputs)
    if job.area is not None:
        # Its mask follows from the area.
        images = images[:1]
    return [texts.say("details-attach", options=", ".join(images))] if images else []


def _images(
    kind: type[ImageRequest], source: Source | None, inputs: Sequence[str]
) -> Sequence[str]:
    """Return the options that took an image, as far as the row tells: an edit's first one did."""
    fields = [*kind.image_fields()]
    first = fields[:1] if source else []
    return [
        name
        for name in fields
        if name in inputs or name in first or kind.model_fields[name].is_required()
    ]


def _steps(
    texts: Texts,
    job: Job,
    chain: Sequence[Job],
    hidden: Container[int],
    unseen: Container[int],
) -> list[str]:
    """Return a line for each picture it was made from, the newest first."""
    steps = [
        _step(texts, child, parent, is_hidden=parent.id in hidden, is_unseen=parent.id in unseen)
        for child, parent in zip([job, *chain], chain, strict=False)
    ]
    oldest = chain[-1] if chain else job
    if (source := oldest.source) is not None:
        steps.append(_first_step(texts, oldest, source))
    return steps


def _first_step(texts: Texts, oldest: Job, source: Source) -> str:
    if not source.channel_id:
        # It came with the command, so it is in no message.
        return texts.say("details-step-upload")
    own = source.job_id is None
    link = _link(oldest.destination.guild_id, source)
    return texts.say("details-step-own" if own else "details-step-gone", link=link)


def _step(texts: Texts, child: Job, parent: Job, *, is_hidden: bool, is_unseen: bool) -> str:
    # What one member alone was shown stays with that member.
    elsewhere = parent.destination.guild_id != child.destination.guild_id
    is_alone = parent.destination.private or elsewhere
    if is_alone or parent.message_id is None or parent.message_channel_id is None:
        return texts.say("details-step-private")
    if is_unseen:
        return texts.say("details-step-unseen")
    # An edit knows best where its picture was found, as in a thread.
    found = child.source or Source(parent.message_channel_id, parent.message_id)
    if is_hidden:
        return texts.say("details-step-hidden", link=_link(parent.destination.guild_id, found))
    prompt = one_line(parent.prompt, _MOST_STEP)
    shown = f"||{prompt}||" if parent.destination.spoiler else prompt
    return texts.say("details-step", link=_link(parent.destination.guild_id, found), prompt=shown)


def _link(guild_id: int | None, source: Source) -> str:
    return message_link(guild_id, source.channel_id, source.message_id)


def _lineage(texts: Texts, steps: Sequence[str], room: int) -> list[str]:
    if not steps:
        return []
    title, more = texts.say("details-steps"), texts.say("details-steps-more", more=len(steps))
    shown = _as_fit(steps, room - len(title) - len(more) - 2, "\n")
    left = len(steps) - len(shown)
    return [title, *shown, *([texts.say("details-steps-more", more=left)] if left else [])]


def _as_fit(parts: Sequence[str], room: int, between: str) -> Sequence[str]:
    """As many of the first parts as fit into `room` characters when they are joined."""
    count = len(parts)
    while count and len(between.join(parts[:count])) > room:
        count -= 1
    return parts[:count]


def _within(text: str, room: int) -> str:
    """Return a text on one line, cut so that what its marks are escaped with has room too."""
    most = room
    # A character takes two at the most, so half of what is over can be taken off at once.
    while (over := len(shown := one_line(text, most)) - room) > 0:
        most -= (over + 1) // 2
    return shown
