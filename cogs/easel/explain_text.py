"""The verdict of `/easel explain` in one line: yes, or no and until when."""

from collections.abc import Mapping

import discord

from bot.common.clock import unix_seconds
from bot.common.markdown import Markup
from bot.errors import Reason, UserError, sentence
from bot.texts import Texts

# Refusals speak to the member; here somebody else reads about that member.
WHY: Mapping[str, str] = {
    "refused-blocked": "explain-why-blocked",
    "refused-blocked-until": "explain-why-blocked-until",
    "refused-paused": "explain-why-paused",
    "refused-rule-works": "explain-why-works",
    "refused-rule-elsewhere": "explain-why-works",
    "refused-permissions": "explain-why-permissions",
    "refused-member-permissions": "explain-why-member-permissions",
    "refused-timed-out": "explain-why-timed-out",
    "refused-locked-thread": "explain-why-locked",
    "refused-try-none": "explain-why-models",
    "refused-word": "explain-why-word",
    "refused-limit": "explain-why-limit",
    "refused-over-limit": "explain-why-over-limit",
    "refused-budget": "explain-why-budget",
    "refused-operator-budget": "explain-why-operator",
    "refused-failed-often": "explain-why-failed",
    "refused-declined-often": "explain-why-declined",
    "refused-lost": "explain-why-lost",
    "refused-line-mine": "explain-why-line-mine",
    "refused-line-all": "explain-why-line-all",
}
"""The verdict's text for each refusal."""


def verdict(
    texts: Texts, member: discord.Member, channel_mention: str, refusal: UserError | None
) -> str:
    """Return whether the member can make a picture there now, and if not, why and until when."""
    if refusal is None:
        return texts.say("explain-yes", member=member.mention, channel=channel_mention)
    why = _why(texts, member, refusal.reason)
    return texts.say("explain-no", member=member.mention, channel=channel_mention, why=why)


def _why(texts: Texts, member: discord.Member, reason: Reason) -> Markup:
    key = WHY.get(reason.key)
    if key is None:
        return sentence(texts, reason)
    until = member.timed_out_until
    timed_out = {} if until is None else {"timed_out": unix_seconds(until)}
    return sentence(texts, Reason(key, {**timed_out, **reason.facts}))
