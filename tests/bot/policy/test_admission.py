"""What a server has decided about a request: refused in words, or let through as it may be sent."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.policy.admission import admit
from bot.policy.context import ChannelContext
from bot.policy.rules import (
    COUNT,
    LARGEST_SIDE,
    NAMES,
    QUALITIES,
    QUALITY,
    SAFETY_TOLERANCE,
    WORKS,
    age,
    allow,
    effective_rule,
    scopes_of,
)
from bot.storage.blocks import Block
from bot.storage.policy_snapshot import PolicySnapshot
from bot.storage.servers import ServerChoices
from bot.texts import Texts
from providers.base import ImageRequest
from providers.flux import FluxRequest
from providers.gemini import GeminiRequest
from providers.gpt_image import GptImageEditRequest, GptImageRequest
from providers.qwen import QwenRequest
from providers.registry import EDITORS, FAMILIES, OPERATIONS
from providers.stable_diffusion import StableDiffusionRequest
from tests.bot.policy.test_rules import CATEGORY, CHANNEL, ELSEWHERE, GUILD, ROOM, some_rules
from tests.providers.test_translation import OPTIONS

IMAGE = {"url": "https://cdn.discordapp.com/fox.png", "filename": "fox.png", "size": 9}
FOX = FluxRequest(prompt="a fox")
DEFAULT_SAFETY = 2


def decided(**rules: Any) -> PolicySnapshot:
    """Rules of the channel; `_` in a name stands for `:`."""
    names = {name.replace(":", "_"): name for name in NAMES}
    return PolicySnapshot(rules={CHANNEL: {names[name]: value for name, value in rules.items()}})


def refusal(decisions: PolicySnapshot, request: ImageRequest, room: ChannelContext = ROOM) -> str:
    """The sentence that the member reads."""
    with pytest.raises(UserError) as caught:
        admit(decisions, request, room)
    reason = caught.value.reason
    return Texts().say(reason.key, **reason.facts)


def requests() -> st.SearchStrategy[ImageRequest]:
    """Any request of any kind, with any of its options."""

    def of(kind: type[ImageRequest]) -> st.SearchStrategy[ImageRequest]:
        base = next(known for known in kind.__mro__ if known in OPTIONS)
        required = {name: st.just(IMAGE) for name in ("image",) if name in kind.model_fields}
        fields = st.fixed_dictionaries(
            {"prompt": st.just("a fox"), **required},
            optional={k: v for k, v in OPTIONS[base].items() if k not in required},
        )
        return fields.map(kind.model_validate)

    return st.sampled_from([*OPERATIONS.values()]).flatmap(of)


def sent_at_most(request: ImageRequest) -> dict[str, int]:
    """The most that the relay may take of what rules cap, by the name of the rule."""
    quality, safety = getattr(request, "quality", None), getattr(request, "safety_tolerance", None)
    fields = type(request).model_fields
    found = {LARGEST_SIDE: request.side, COUNT: request.pictures}
    if "quality" in fields:
        found[QUALITY] = QUALITIES.index(quality or "high")
    if "safety_tolerance" in fields:
        found[SAFETY_TOLERANCE] = DEFAULT_SAFETY if safety is None else safety
    return found


@given(some_rules(), requests(), st.booleans(), st.booleans())
def test_what_is_sent_never_passes_a_cap_and_keeps_what_was_chosen(
    rules: dict[int, dict[str, Any]], request: ImageRequest, in_category: bool, restricted: bool
) -> None:
    room = ChannelContext(
        GUILD, CHANNEL, CATEGORY if in_category else None, age_restricted=restricted
    )
    held = {name: effective_rule(rules, scopes_of(room), name).value for name in NAMES}
    caps = {
        name: QUALITIES.index(held[name]) if name == QUALITY else held[name]
        for name in (LARGEST_SIDE, COUNT, QUALITY, SAFETY_TOLERANCE)
        if held[name] is not None
    }
    try:
        admitted = admit(PolicySnapshot(rules=rules), request, room)
    except UserError as error:
        reason = error.reason
        assert Texts().say(reason.key, **reason.facts)
        family = request.family
        shut = not held[WORKS] or not held[allow(family)] or (held[age(family)] and not restricted)
        asked = sent_at_most(request)
        over = {name for name, cap in caps.items() if asked.get(name, 0) > cap}
        assert shut or over
        if not shut:
            assert reason.facts["option"] in {*request.sides, *request.chosen()}
        return
    sent = sent_at_most(admitted)
    assert not [name for name, cap in caps.items() if sent.get(name, 0) > cap]
    assert admitted.chosen().items() >= request.chosen().items()
    assert admitted.images() == request.images()
    if not [name for name, cap in caps.items() if sent_at_most(request).get(name, 0) > cap]:
        assert admitted is request


def test_blocked_member_reads_why_and_until_when() -> None:
    block = Block(7, "too many foxes", None)
    assert "too many foxes" in refusal(PolicySnapshot(block=block), FOX)
    until = datetime(2026, 12, 1, tzinfo=UTC)
    said = refusal(PolicySnapshot(block=Block(7, "too many foxes", until)), FOX)
    assert "too many foxes" in said
    assert f"<t:{int(until.timestamp())}:" in said


def test_paused_server_makes_nothing() -> None:
    assert refusal(PolicySnapshot(choices=ServerChoices(paused=True)), FOX) == (
        "I'm paused in this server. Please try again later."
    )


def test_word_in_the_prompt_is_refused_and_a_part_of_a_word_is_not() -> None:
    decisions = PolicySnapshot(words=("ox", "dog"))
    assert admit(decisions, FOX, ROOM) is FOX
    assert re.search(r"\bdog\b", refusal(decisions, FluxRequest(prompt="a DOG, please")))


@pytest.mark.parametrize("kind", OPERATIONS.values(), ids=[*OPERATIONS])
def test_listed_word_is_refused_in_every_free_text(kind: type[ImageRequest]) -> None:
    decisions = PolicySnapshot(words=("dog",))
    images = {name: IMAGE for name in kind.image_fields() if kind.model_fields[name].is_required()}
    for name in kind.texts:
        request = kind.model_validate({"prompt": "a fox", **images, name: "a dоg"})
        assert "“||dog||”" in refusal(decisions, request)


def test_where_the_bot_does_not_work_it_names_where_it_does() -> None:
    assert refusal(decided(works=False), FOX) == (
        "I don't make pictures in this channel. Please use another one."
    )
    rules = {GUILD: {WORKS: False}, ELSEWHERE: {WORKS: True}}
    assert refusal(PolicySnapshot(rules=rules), FOX) == (
        f"I don't make pictures in this channel. Please use <#{ELSEWHERE}>."
    )


def test_provider_that_is_not_used_here_is_refused_with_those_that_are() -> None:
    others = {family for family in FAMILIES if family not in ("gpt-image", "gemini")}
    not_used = {f"allow_{family}": False for family in others}
    only = decided(**not_used, age_gemini=True)
    assert refusal(only, FOX) == "Flux is switched off here. Please try GPT Image."
    none = decided(**{name.replace(":", "_"): False for name in NAMES if name[:6] == "allow:"})
    assert refusal(none, FOX) == (
        "Flux is switched off here, and so is every other model for this. "
        "Please use another channel."
    )


def test_edit_is_sent_to_providers_that_edit() -> None:
    edit = GptImageEditRequest.model_validate({"prompt": "make it blue", "image": IMAGE})
    said = refusal(decided(**{"allow_gpt-image": False}), edit)
    others = [kind.title for family, kind in EDITORS.items() if family != "gpt-image"]
    assert said == f"GPT Image is switched off here. Please try {', '.join(others)}."


def test_age_restricted_provider_is_for_age_restricted_channels() -> None:
    restricted = ChannelContext(GUILD, CHANNEL, age_restricted=True)
    assert admit(decided(age_flux=True), FOX, restricted) is FOX
    assert refusal(decided(age_flux=True), FOX) == (
        "Flux is for age-restricted channels only in this server. Please use it in one of those."
    )


@pytest.mark.parametrize(
    ("request_", "option"),
    [
        (FluxRequest(prompt="x", width=64, height=1056), "height"),
        (StableDiffusionRequest(prompt="x", width=1032), "width"),
        (GeminiRequest(prompt="x", image_size="2K"), "image_size"),
        (GptImageRequest(prompt="x", size="1024x1536"), "size"),
        (QwenRequest(prompt="x", size="64x1025"), "size"),
    ],
)
def test_size_above_the_cap_is_refused_by_option_and_cap(
    request_: ImageRequest, option: str
) -> None:
    assert refusal(decided(largest_side=1024), request_) == (
        f"`{option}` asks for more than 1024 pixels per side, which is the most in this channel. "
        "Please choose a smaller one."
    )
    assert admit(decided(largest_side=2048), request_, ROOM) is request_


@pytest.mark.parametrize(
    ("rules", "chosen", "option", "cap"),
    [
        ({"quality": "medium"}, {"quality": "high"}, "quality", "medium"),
        ({"count": 2}, {"n": 3}, "n", "2"),
    ],
)
def test_choice_above_a_cap_is_refused_by_option_and_cap(
    rules: dict[str, Any], chosen: dict[str, Any], option: str, cap: str
) -> None:
    request = GptImageRequest.model_validate({"prompt": "x", **chosen})
    assert refusal(decided(**rules), request) == (
        f"`{option}` can be {cap} at most in this channel. Please choose no more than that."
    )


@pytest.mark.parametrize("cap", ["low", "medium", "high"])
def test_quality_left_out_is_held_by_the_cap(cap: str) -> None:
    admitted = admit(decided(quality=cap), GptImageRequest(prompt="x"), ROOM)
    assert admitted.quality == (None if cap == "high" else cap)


@pytest.mark.parametrize("cap", range(7))
def test_safety_left_out_is_held_by_a_cap_below_the_relays_own(cap: int) -> None:
    admitted = admit(decided(safety_tolerance=cap), FOX, ROOM)
    assert admitted.safety_tolerance == (cap if cap < DEFAULT_SAFETY else None)
    if cap < 6:
        eager = FluxRequest(prompt="x", safety_tolerance=cap + 1)
        assert f"`safety_tolerance` can be {cap} at most" in refusal(
            decided(safety_tolerance=cap), eager
        )


def test_images_survive_a_cap_that_is_filled_in() -> None:
    given = {"prompt": "x", "image": IMAGE, "mask": IMAGE}
    edit = GptImageEditRequest.model_validate(given)
    admitted = admit(decided(quality="low"), edit, ROOM)
    assert admitted.images() == edit.images()
    assert admitted.quality == "low"
