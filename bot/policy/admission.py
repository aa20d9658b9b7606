"""Admission of a request by the server's rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from bot.common.clock import unix_seconds
from bot.common.markdown import Markup
from bot.errors import UserError
from bot.policy.context import ChannelContext
from bot.policy.role_rules import held_here, roles_allowing
from bot.policy.rules import (
    COUNT,
    LARGEST_SIDE,
    QUALITIES,
    QUALITY,
    SAFETY_TOLERANCE,
    TITLES,
    TOLERANCES,
    WORKS,
    EffectiveRule,
    Level,
    age,
    allow,
)
from bot.policy.word_filter import found
from bot.storage.blocks import Block
from bot.storage.policy_snapshot import PolicySnapshot
from bot.ui.links import channel_mention, role_mention
from providers.base import ImageRequest
from providers.registry import EDITORS, FAMILIES, GENERATORS

Request = TypeVar("Request", bound=ImageRequest)

_MOST_NAMED = 3


class Offered(Protocol):
    """Answer about the models on offer, for the advice in refusals."""

    def __call__(self, kind: type[ImageRequest], /, *, from_image: bool) -> bool:
        """Return True if a kind is on offer at all, with a picture to edit if that is wanted."""


def any_offered(_: type[ImageRequest], /, *, from_image: bool) -> bool:  # noqa: ARG001
    """Return True: nothing is known about what is on offer."""
    return True


class Closed(StrEnum):
    """Ways in which a server closes a provider."""

    ALL = "all"
    OFF = "off"
    AGE = "age"
    ROLE = "role"


def closed_to(decided: PolicySnapshot, room: ChannelContext) -> Mapping[str, Closed]:
    """Return the families that may not be used in a room, each with the way it is closed.

    A member who is blocked, and a server that is paused, may use none.
    """
    view = _View(decided, room)
    if decided.block is not None or decided.choices.paused or not view[WORKS]:
        return dict.fromkeys(FAMILIES, Closed.ALL)
    return {family: _way_closed(view, family) for family in FAMILIES if not view.allows(family)}


def fits(decided: PolicySnapshot, request: ImageRequest, room: ChannelContext) -> bool:
    """Return True for a model and a size that the rules let the member choose there.

    Where the place or the member is closed altogether, all fit: the refusal says why.
    """
    if closed_to(decided, room).get(request.family, Closed.ALL) is not Closed.ALL:
        return False
    side = largest_side(decided, room)
    return side is None or request.side <= side


def admit(
    decided: PolicySnapshot,
    request: Request,
    room: ChannelContext,
    offered: Offered = any_offered,
) -> Request:
    """Return the request as it may be sent from there.

    It comes back as it is, or with a cap in place of what was left out and might exceed it. Raises
    `UserError`, which names the option and its cap where it was chosen too high.
    """
    admit_requester(decided, room)
    view = _View(decided, room)
    _check_provider(view, request, offered)
    _check_side(view, request)
    _check_count(view, request)
    request = _capped(view, request, QUALITY, QUALITIES)
    request = _capped(view, request, SAFETY_TOLERANCE, TOLERANCES)
    if decided.words:
        _check_words(decided.words, request)
    return request


def admit_requester(decided: PolicySnapshot, room: ChannelContext) -> None:
    """Raise `UserError` where nothing at all may be asked for: block, pause, then the channel."""
    if decided.block is not None:
        raise _blocked(decided.block)
    if decided.choices.paused:
        raise UserError("refused-paused")
    _check_works(_View(decided, room))


def check_pictures(decided: PolicySnapshot, room: ChannelContext, pictures: int) -> None:
    """Raise `UserError` for more pictures than may be asked for at once."""
    rule = _View(decided, room).rule(COUNT)
    if rule.value is not None and pictures > rule.value:
        raise _above(rule, "count")


def largest_side(decided: PolicySnapshot, room: ChannelContext) -> int | None:
    """Return the longest side in pixels that may be asked for there; None if no rule says."""
    cap = _View(decided, room)[LARGEST_SIDE]
    return cap if isinstance(cap, int) else None


@dataclass(frozen=True, slots=True)
class _View:
    """The rules as they hold for one member in one room."""

    decided: PolicySnapshot
    room: ChannelContext

    def __getitem__(self, name: str) -> Any:
        return self.rule(name).value

    def rule(self, name: str) -> EffectiveRule:
        """Return the rule in force, with what has set it."""
        return held_here(self.decided, self.room, name)

    def allows(self, family: str) -> bool:
        """Return True if the provider may be used."""
        restricted = self[age(family)] and not self.room.age_restricted
        return self[allow(family)] and not restricted

    def is_by_role(self, family: str) -> bool:
        """Return True for a provider that is off for this member alone, by roles."""
        by_role = self.rule(allow(family)).level is Level.ROLE
        return by_role or bool(roles_allowing(self.decided, self.room, family))


def _way_closed(view: _View, family: str) -> Closed:
    if view[allow(family)]:
        return Closed.AGE
    return Closed.ROLE if view.is_by_role(family) else Closed.OFF


def _blocked(block: Block) -> UserError:
    if block.everywhere:
        return _barred(block)
    if block.until is None:
        key = "refused-blocked-elsewhere" if block.elsewhere else "refused-blocked"
        return UserError(key, reason=block.reason)
    key = "refused-blocked-elsewhere-until" if block.elsewhere else "refused-blocked-until"
    return UserError(key, reason=block.reason, until=unix_seconds(block.until))


def _barred(block: Block) -> UserError:
    """Return the refusal of a member whom the operator has blocked."""
    if block.until is None:
        if block.reason:
            return UserError("refused-barred", reason=block.reason)
        return UserError("refused-barred-bare")
    until = unix_seconds(block.until)
    if block.reason:
        return UserError("refused-barred-until", reason=block.reason, until=until)
    return UserError("refused-barred-bare-until", until=until)


def _check_words(words: Sequence[str], request: ImageRequest) -> None:
    for text in request.sent_texts().values():
        if word := found(words, text):
            raise UserError("refused-word", word=word)


def _check_works(view: _View) -> None:
    if view[WORKS]:
        return
    here = {view.room.guild_id, view.room.channel_id}
    open_ = [place for place, rules in view.decided.rules.items() if rules.get(WORKS) is True]
    channels = [channel_mention(place) for place in open_ if place not in here]
    if channels:
        named = Markup(", ".join(channels[:_MOST_NAMED]))
        raise UserError("refused-rule-elsewhere", channels=named)
    raise UserError("refused-rule-works")


def _check_provider(view: _View, request: ImageRequest, offered: Offered) -> None:
    if view.allows(request.family):
        return
    if view[allow(request.family)]:
        raise UserError("refused-rule-age", title=request.title)
    title, others = request.title, ", ".join(_others(view, request, offered))
    if view.is_by_role(request.family):
        roles = _named_roles(view, request.family)
        if others:
            raise UserError("refused-role-provider", title=title, roles=roles, others=others)
        raise UserError("refused-role-no-provider", title=title, roles=roles)
    if others:
        raise UserError("refused-rule-provider", title=title, others=others)
    raise UserError("refused-rule-no-provider", title=title)


def _others(view: _View, request: ImageRequest, offered: Offered) -> list[str]:
    """Return the names of the models that can be used in place of the request's own."""
    edits = bool(request.images())
    able = EDITORS if edits else GENERATORS
    return [
        title
        for family, title in TITLES.items()
        if family in able and view.allows(family) and offered(able[family], from_image=edits)
    ]


def _named_roles(view: _View, family: str) -> Markup:
    """Return the roles whose members may use a provider, a few at most; `none` without any."""
    roles = roles_allowing(view.decided, view.room, family)[:_MOST_NAMED]
    return Markup(", ".join(map(role_mention, roles)) or "none")


def _check_side(view: _View, request: ImageRequest) -> None:
    rule = view.rule(LARGEST_SIDE)
    if rule.value is not None and request.side > rule.value:
        option = max(request.sides, key=lambda name: request.sides[name])
        key = "refused-role-side" if rule.level is Level.ROLE else "refused-rule-side"
        raise UserError(key, option=option, cap=str(rule.value))


def _check_count(view: _View, request: ImageRequest) -> None:
    rule = view.rule(COUNT)
    if rule.value is not None and request.pictures > rule.value:
        raise _above(rule, "n")


def _above(cap: EffectiveRule, option: str) -> UserError:
    """Return the refusal of an option above its cap, by the place or by the member's roles."""
    key = "refused-role-cap" if cap.level is Level.ROLE else "refused-rule-cap"
    return UserError(key, option=option, cap=str(cap.value))


def _capped(view: _View, request: Request, option: str, scale: Sequence[Any]) -> Request:
    """Cap this option of the request; `scale` has its values from the lowest up."""
    rule, fields = view.rule(option), type(request).model_fields
    cap = rule.value
    if cap is None or option not in fields:
        return request
    chosen = getattr(request, option)
    if chosen is not None:
        if scale.index(chosen) > scale.index(cap):
            raise _above(rule, option)
        return request
    extra = fields[option].json_schema_extra
    default = extra.get("relay_default") if isinstance(extra, dict) else None
    # What is neither said nor known, such as `auto`, may turn out as high as it gets.
    taken = scale.index(default) if default in scale else len(scale) - 1
    return request if taken <= scale.index(cap) else request.with_values(**{option: cap})
