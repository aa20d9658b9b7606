"""Members' defaults: a model and options, for `/imagine` and for what a command leaves out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from bot.errors import UserError
from bot.intake.offers import OffersHere
from bot.policy import PolicySnapshot
from bot.policy.admission import admit
from bot.policy.context import ChannelContext
from bot.storage.members import MemberStore
from providers.base import ImageRequest
from providers.registry import GENERATORS, OPERATIONS

_SIDES = {"width", "height"}
# Of one picture alone.
_NOT_KEPT = {"prompt", "negative_prompt", "seed"}


@dataclass(frozen=True, slots=True)
class Default:
    """A kind of requests, and the options that the member wants with it."""

    kind: type[ImageRequest]
    options: Mapping[str, Any]

    def for_generator(self) -> "Default":
        """Return the default for pictures from words: of the same family, if that has one."""
        kind = GENERATORS.get(self.kind.family, self.kind)
        return Default(kind, _known(kind, self.options))


class MemberDefaults:
    """The defaults that members have kept."""

    def __init__(self, members: MemberStore) -> None:
        self._members = members

    async def of(self, member_id: int) -> Default | None:
        """Return a member's default; None if there is none, or its model is no more."""
        return default_of((await self._members.choices(member_id)).defaults)

    async def keep(self, member_id: int, request: ImageRequest) -> Default:
        """Keep the model and the options of a request as the member's default."""
        kind = type(request)
        default = Default(kind, _known(kind, request.chosen()))
        stored = {"operation": kind.operation, "options": dict(default.options)}
        await self._members.set_defaults(member_id, stored)
        return default

    async def clear(self, member_id: int) -> None:
        """Forget a member's default."""
        await self._members.set_defaults(member_id, None)


def default_of(stored: Mapping[str, Any] | None) -> Default | None:
    """Return a stored default; None if there is none, or its model is no more."""
    kind = OPERATIONS.get(str((stored or {}).get("operation")))
    options = (stored or {}).get("options")
    if kind is None or not isinstance(options, dict):
        return None
    return Default(kind, _known(kind, options))


def filled(
    request: ImageRequest,
    snapshot: PolicySnapshot,
    context: ChannelContext,
    offered: Callable[[ImageRequest], bool],
    *,
    keeps_shape: bool,
) -> ImageRequest:
    """Return the request with the options of the member's default that it leaves out.

    Only a default of the same family is used, and what the rules of the place do not allow, or the
    relay does not have, is no reason to refuse: it is not filled in. With `keeps_shape` no option
    about the shape is filled in, and never one side beside a chosen one.
    """
    default = default_of(snapshot.defaults)
    kind, chosen = type(request), request.chosen()
    if default is None or default.kind.family != kind.family:
        return request
    shape = {*kind.shape_options} if keeps_shape else set[str]()
    if not _SIDES.isdisjoint(chosen):
        shape |= _SIDES
    # Free texts are not filled in, and searching them for words takes its time.
    rules = replace(snapshot, words=())
    for name, value in _known(kind, default.options).items():
        if name in chosen or name in shape:
            continue
        try:
            more = request.with_values(**{name: value})
            admit(rules, more, context)
        except (UserError, ValidationError):
            continue
        if name != "model" or offered(more):
            request = more
    return request


def imagined(
    prompt: str,
    offers: OffersHere,
    default: Default | None,
    server: str | None,
    style: str | None = None,
) -> tuple[ImageRequest, type[ImageRequest] | None]:
    """Return the request of `/imagine`, and the kind that was wanted if it cannot be used.

    The model of a chosen style comes first, then the member's own, then the server's, then the
    first on offer; those that fail at present are last. Where none can be used, the wanted one is
    refused later, and says why.
    """
    usable = offers.usable(GENERATORS.values())
    own = default.for_generator().kind if default else None
    wished = [GENERATORS.get(style or ""), own, GENERATORS.get(server or "")]
    wanted = next((kind for kind in wished if kind and not kind.needs_image()), None)
    first = usable or [offer.kind for offer in offers.offers if not offer.kind.needs_image()]
    kind = next((one for one in wished if one in usable and one), wanted if not usable else None)
    kind = kind or first[0]
    missing = wanted if wanted is not None and kind is not wanted else None
    model = default.options.get("model") if default and kind is own else None
    chosen = {"prompt": prompt, "model": model} if model else {"prompt": prompt}
    return kind.from_chosen(chosen), missing


def _known(kind: type[ImageRequest], options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that a kind of requests has, and that are no part of one picture."""
    known = {*kind.option_choices()} - {*kind.image_fields()} - _NOT_KEPT
    if "model" in kind.model_fields and not _is_hidden(kind):
        known.add("model")
    return {name: value for name, value in options.items() if name in known}


def _is_hidden(kind: type[ImageRequest]) -> bool:
    extra = kind.model_fields["model"].json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("hidden"))
