"""Facts read from a message: its pictures, its job, its owner."""

import re
from collections.abc import Iterable, Iterator

import discord

from bot.errors import UserError
from bot.storage.records import Job

POST_ACTIONS = ("again", "remix", "edit", "try", "details", "delete")
"""The actions under a picture, those that members press most in front."""
EXTEND = "extend"
"""The action under a picture that shows more of it."""
_UNDER_PICTURES = (*POST_ACTIONS, EXTEND, "compare", "share")
PICTURE_ACTIONS = (
    *("again", "remix", "try", "restyle", "confirm", "meant"),
    *("retry", "correct", "asmask", "change", "other"),
)
"""The actions that ask for a picture."""
# About the pictures of a message, whose id stands in place of a job's.
REPORT_ACTIONS = ("restore", "remove", "block")
KEPT_ACTIONS = ("share", "show")
"""The actions under private pictures, which stay as they are when an action is refused."""
SEND, REPOST = "send", "repost"
"""The actions for a member's own picture: to send it to them, and to post it once more."""
COMPARED = "compared"
"""The action under a comparison that everyone sees: it is deleted."""
CUSTOM_ID = re.compile(r"easel:(?P<action>[a-z]+):(?P<job>[0-9]{1,20})", re.ASCII)
CARRIERS = ("jobs", "jobsall")
"""The actions whose custom ids carry more than a number: what a list shows."""
_CARRYING = re.compile(
    rf"easel:(?P<action>{'|'.join(CARRIERS)}):(?P<job>[0-9]{{1,20}}):(?P<rest>.*)",
    re.ASCII | re.DOTALL,
)
ANY_CUSTOM_ID = re.compile(r"easel:.*", re.DOTALL)
"""Custom ids that are ours or look so: those with an odd number end in words, too."""
MAX_ID = 2**63 - 1
"""The largest number that the database holds."""
_MAX_DIGITS = 20


def custom_id(action: str, job_id: int) -> str:
    """Return what a button carries; by the job's id in it a lost message is found again."""
    return f"easel:{action}:{job_id}"


def rest_of(message: discord.Message, action: str) -> str:
    """Return what else the component with this action carries; empty if there is none."""
    for row in message.components:
        for item in (row, *_items_in(row)):
            found = _CARRYING.fullmatch(str(getattr(item, "custom_id", "")))
            if found and found["action"] == action:
                return found["rest"]
    return ""


def job_of(message: discord.Message) -> int | None:
    """Return the job whose pictures are or were in the message, by the buttons under it.

    A question about a job has its id in other buttons, and is not what was asked for.
    """
    return job_of_buttons(_buttons_of(message))


def job_of_buttons(buttons: Iterable[tuple[str, int]]) -> int | None:
    """Return the job in buttons, given as actions and numbers, that belong under its pictures."""
    return next((job for action, job in buttons if action in _UNDER_PICTURES), None)


def comparison_of(message: discord.Message) -> int | None:
    """Return the edit that a message shows beside its original; None for any other message."""
    return next((job for action, job in _buttons_of(message) if action == COMPARED), None)


def is_about(message: discord.Message, job_id: int) -> bool:
    """Return True if all buttons of the message that stand under pictures name this job."""
    named = {job for action, job in _buttons_of(message) if action in _UNDER_PICTURES}
    return named == {job_id}


def parse_custom_id(value: object) -> tuple[str, int] | None:
    """Return the action and the number in a button's custom id, None if it is not one of ours.

    A number that no id can have is none of ours, either: the database would not take it.
    """
    if not isinstance(value, str):
        return None
    found = CUSTOM_ID.fullmatch(value) or _CARRYING.fullmatch(value)
    if found is None or int(found["job"]) > MAX_ID:
        return None
    return found["action"], int(found["job"])


def id_in(value: str, prefix: str) -> int:
    """Return the id behind a prefix; 0, which is nobody's, where none can be."""
    digits = value.removeprefix(prefix)
    is_id = digits.isascii() and digits.isdigit() and len(digits) <= _MAX_DIGITS
    return int(digits) if is_id and int(digits) <= MAX_ID else 0


def has_component(message: discord.Message, value: str) -> bool:
    """Return True if the message has a button or a select with this custom id."""
    return any(
        getattr(item, "custom_id", None) == value
        for row in message.components
        for item in (row, *_items_in(row))
    )


def _items_in(component: object) -> Iterator[object]:
    """Yield all components within one, at any depth."""
    inner = (*getattr(component, "children", ()), getattr(component, "accessory", None))
    for item in inner:
        if item is not None:
            yield item
            yield from _items_in(item)


def is_notice(message: discord.Message) -> bool:
    """Return True if moderators decide under this message about pictures of another one."""
    return any(action in REPORT_ACTIONS for action, _ in _buttons_of(message))


def is_deletable(message: discord.Message) -> bool:
    """Return True if all can see the message: *Delete* is under all such messages with pictures."""
    return any(action == "delete" for action, _ in _buttons_of(message))


def _buttons_of(message: discord.Message) -> Iterator[tuple[str, int]]:
    for row in message.components:
        for item in getattr(row, "children", ()):
            if found := parse_custom_id(getattr(item, "custom_id", None)):
                yield found


# What members wrote has its marks escaped, so this is the mention that we wrote.
_MEMBER = re.compile(r"(?<!\\)<@([0-9]{1,20})>")


def owner_of(message: discord.Message, job: Job | None) -> int:
    """Return who asked for the pictures of a message, or posted them; `job` made them, if known.

    Our own messages name their member, which holds when the job is known no more.
    """
    if job is not None:
        return job.member_id
    named = named_member(message.content) if job_of(message) is not None else None
    return named or message.author.id


def named_member(text: str) -> int | None:
    """Return the member whom a text of ours names first."""
    named = _MEMBER.search(text)
    return int(named[1]) if named else None


def pressed_on(interaction: discord.Interaction) -> discord.Message:
    """Return the message that the button is under."""
    if interaction.message is None:
        raise UserError("refused-button")
    return interaction.message
