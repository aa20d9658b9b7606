"""Requests as the database keeps them while they wait for a yes to their price."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from bot.intake.image_plan import ImagePlan
from bot.intake.preparation import PreparedRequest
from bot.jobs.batch import Batch
from bot.jobs.request import JobRequest
from bot.limits.spender import Spender
from bot.storage.questions import Question
from bot.storage.records import Area, Destination, Source
from providers.base import ImageRef, MaskRef
from providers.registry import OPERATIONS
from providers.styles import PromptStyle

# A private answer can be seen and changed for as long as its token lives.
LIFETIME = timedelta(minutes=14)


def as_form(prepared: PreparedRequest) -> dict[str, Any]:
    """Return everything about a request as JSON values, but no token and no bytes."""
    asked, plan = prepared.request, prepared.plan
    destination = {**asdict(asked.destination), "token": None}
    return {
        "operation": asked.request.operation,
        "values": asked.request.chosen(),
        "style": asdict(asked.request.style) if asked.request.style else None,
        "wanted_style": prepared.style,
        "estimate": asked.estimate,
        "destination": destination,
        "private_answer": asked.destination.token is not None,
        "source": asdict(asked.source) if asked.source else None,
        "batch": asked.batch.stored() if asked.batch else None,
        "area": asdict(asked.area) if asked.area else None,
        "shape": prepared.shape,
        "images": dict(plan.names),
        "images_of_job": plan.job_id,
        "uploads": {name: _upload_form(upload) for name, upload in plan.uploads.items()},
    }


def as_question(prepared: PreparedRequest, channel_id: int | None, now: datetime) -> Question:
    """Return the question about a request, in the channel where it was asked for."""
    asked = prepared.request
    return Question(
        id=asked.id,
        member_id=asked.spender.member_id,
        guild_id=asked.spender.guild_id or 0,
        channel_id=channel_id or 0,
        asked_at=now,
        request=as_form(prepared),
    )


def from_form(
    form: Mapping[str, Any], question_id: int, spender: Spender, token: str
) -> PreparedRequest:
    """Return the request of a form; `token` is that of the answer that shows its question.

    Raises `ValueError`, `LookupError` or `TypeError` for a form of another version.
    """
    destination = Destination(**form["destination"])
    if form["private_answer"]:
        destination = Destination(**{**form["destination"], "token": token})
    style, area = form.get("style"), form.get("area")
    request = OPERATIONS[form["operation"]].from_chosen(form["values"])
    uploads = {name: _upload(upload) for name, upload in form["uploads"].items()}
    asked = JobRequest(
        id=question_id,
        spender=spender,
        destination=destination,
        request=request.with_style(PromptStyle(**style)) if style else request,
        source=Source(**form["source"]) if form["source"] else None,
        estimate=form["estimate"],
        batch=Batch.of(form.get("batch")),
        area=Area(**area) if area else None,
    )
    plan = ImagePlan(form["images"], uploads, form["images_of_job"])
    wanted = form.get("wanted_style")
    return PreparedRequest(asked, plan, None, shape=form.get("shape"), style=wanted)


def _upload_form(upload: ImageRef) -> dict[str, Any]:
    return {**upload.model_dump(), "mask": isinstance(upload, MaskRef)}


def _upload(form: Mapping[str, Any]) -> ImageRef:
    kind = MaskRef if form["mask"] else ImageRef
    return kind(**{name: form[name] for name in kind.model_fields if name in form})
