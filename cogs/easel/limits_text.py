"""The limits of a server in words, a line each."""

from collections.abc import Sequence

from bot.common.clock import unix_seconds
from bot.limits import ANY, SetLimit, TargetKind
from bot.limits.limit import Limit, Metric, Per, Subject
from bot.limits.operator_limits import OperatorLimits
from bot.limits.quota import limit_facts
from bot.texts import Texts
from bot.ui.links import member_mention, role_mention


def limit_lines(
    texts: Texts, operator: OperatorLimits, guild_id: int, limits: Sequence[SetLimit]
) -> list[str]:
    """Return the operator's limits, the defaults that still apply, and what the server has set."""
    return [
        *(_operators(texts, limit) for limit in operator.binding(guild_id)),
        *_defaults(texts, operator.replaceable(guild_id), limits),
        *(_line(texts, limit) for limit in sorted(limits, key=_order)),
    ]


def target_kind(limit: Limit) -> TargetKind:
    """Return the target of a limit that the operator or the bot itself has set."""
    return TargetKind.SERVER if limit.subject is Subject.SERVER else TargetKind.EVERYONE


def window_words(texts: Texts, limit: Limit) -> str:
    """Return the amount and the window of a limit."""
    return texts.say("limits-what", **limit_facts(limit))


def _order(limit: SetLimit) -> tuple[int, int, int, int]:
    """Return a sort key: the server first, then from general to special, short windows first."""
    windows = [*map(str, Per), ANY]
    return [*TargetKind].index(limit.whose), limit.target_id, limit.adds, windows.index(limit.per)


def _defaults(texts: Texts, defaults: Sequence[Limit], limits: Sequence[SetLimit]) -> list[str]:
    """Return a line for each limit of the settings that the server has not replaced."""
    replaced = {(limit.whose, limit.metric, limit.per) for limit in limits}
    lines = []
    for limit in defaults:
        whose = target_kind(limit)
        if not replaced & {(whose, limit.metric, limit.per), (whose, ANY, ANY)}:
            line = texts.say(f"limits-{whose}", what=window_words(texts, limit))
            lines.append(f"{line} {texts.say('rules-default')}")
    return lines


def _operators(texts: Texts, limit: Limit) -> str:
    line = texts.say(f"limits-{target_kind(limit)}", what=window_words(texts, limit))
    return f"{line} {texts.say('limits-operator', **limit_facts(limit))}"


def _line(texts: Texts, limit: SetLimit) -> str:
    mention = _mention(limit)
    if mention is None:
        line = texts.say(f"limits-{limit.whose}", what=_what(texts, limit))
    else:
        line = texts.say("limits-target", target=mention, what=_what(texts, limit))
    if limit.until is None:
        return line
    return f"{line} {texts.say('limits-until', until=unix_seconds(limit.until))}"


def _mention(limit: SetLimit) -> str | None:
    """Return the mention of a member or role; None for everyone and the server."""
    match limit.whose:
        case TargetKind.MEMBER:
            return member_mention(limit.target_id)
        case TargetKind.ROLE:
            return role_mention(limit.target_id)
        case _:
            return None


def _what(texts: Texts, limit: SetLimit) -> str:
    if limit.amount is None:
        return texts.say("limits-unlimited")
    window = Limit(limit.amount, Metric(limit.metric), Per(limit.per))
    return texts.say("limits-more" if limit.adds else "limits-what", **limit_facts(window))
