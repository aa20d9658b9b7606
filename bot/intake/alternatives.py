"""Alternatives in a prompt: `{red|blue} cat` stands for two prompts, and `{2-4} cats` for three."""

import math
import re
from itertools import product

from bot.errors import UserError
from bot.jobs.batch import MAX_TASKS

# Neither quotes nor lines, so that JSON and code in a prompt stay as they are.
_GROUP = re.compile(r"""\{([^{}"\n]*)\}""")
# A product of hundreds of choices is a number that nobody reads, and that no locale can write.
_MOST_NAMED = 100_000
_RANGE = re.compile(r"\s*(\d{1,4})\s*-\s*(\d{1,4})\s*")


def has_alternatives(prompt: str) -> bool:
    """Return True if a prompt stands for several."""
    return any(_size(group) > 1 for group in _GROUP.findall(prompt))


def prompts_of(prompt: str) -> list[str]:
    """Return the prompts that a prompt stands for, each once; raises `UserError` for too many.

    One without alternatives stands for itself.
    """
    parts = _GROUP.split(prompt)
    texts, groups = parts[::2], parts[1::2]
    count = math.prod(map(_size, groups))
    if count > _MOST_NAMED:
        raise UserError("refused-alternatives-many", most=str(MAX_TASKS))
    if count > MAX_TASKS:
        raise UserError("refused-alternatives", count=count, most=str(MAX_TASKS))
    made = ["".join(_woven(texts, choice)) for choice in product(*map(_choices, groups))]
    return list(dict.fromkeys(made))


def _woven(texts: list[str], choice: tuple[str, ...]) -> list[str]:
    return [piece for pair in zip(texts, (*choice, ""), strict=True) for piece in pair]


def _size(group: str) -> int:
    if found := _RANGE.fullmatch(group):
        return abs(int(found[2]) - int(found[1])) + 1
    return group.count("|") + 1


def _choices(group: str) -> list[str]:
    if found := _RANGE.fullmatch(group):
        first, last = sorted((int(found[1]), int(found[2])))
        return [str(number) for number in range(first, last + 1)]
    if "|" not in group:
        # What is no choice stays as it was written.
        return [f"{{{group}}}"]
    return [choice.strip() for choice in group.split("|")]
