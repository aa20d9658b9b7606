"""Meaning of the errors of a request to Discord: refused for good, refused as it is, or unknown.

Only an answer of Discord's own, which has a code, is a refusal. Everything else may have taken
effect: a reset, a time-out, an error page of a proxy, a success that nobody can read.
"""

from enum import Enum

import discord

from bot.jobs.outcome import DeliveryError, OperatorTroubleError

_TOO_LARGE = {40005, 50045}
_INVALID_FORM = {50006, 50035, 50109}
_REFERENCE_REFUSED = {160002}
_NO_ACCESS = 50001
# "internal network error": said by what stands before Discord.
_NOT_DISCORD = {0, 40333}
_RATE_LIMITED = 429
# Refusals of the moment, with whatever status (docs/discord.md, section 1).
_PASSING = {20016, 20022, 20028, 20029, 40003, 40004, 40006, 40062, 130000}
# Of an interaction's token, not of the bot's.
_TOKEN_EXPIRED = {50027}


class Part(Enum):
    """A part of a message that it can do without; the value is its name in Discord's errors."""

    REFERENCE = "message_reference"
    BUTTONS = "components"
    FLAGS = "flags"
    ALT_TEXT = "attachments"
    TEXT = "content"


# Dropped together where Discord does not name a part; the text only if it is refused without them.
ORNAMENTS = frozenset(Part) - {Part.TEXT}


class WayClosedError(Exception):
    """A refusal of Discord's that holds for every message sent this way.

    `is_hidden` is True where the bot may not even see the place.
    """

    def __init__(self, message: str, *, is_hidden: bool = False) -> None:
        super().__init__(message)
        self.is_hidden = is_hidden


class TooLargeError(Exception):
    """A refusal of the size of a file or of the whole message."""


class InvalidPartsError(Exception):
    """A refusal of parts of a message; `parts` is empty where Discord does not name them."""

    def __init__(self, error: discord.HTTPException, parts: frozenset[Part]) -> None:
        super().__init__(str(error))
        self.parts = parts


def code_of(error: discord.HTTPException) -> int:
    """Return Discord's code of an error, 0 where the answer is not Discord's own."""
    code = error.code
    return code if isinstance(code, int) and code not in _NOT_DISCORD else 0


def is_refusal(error: BaseException) -> bool:
    """Return True if Discord says definitely that the request did not take effect, nor ever will.

    What it refuses for the moment is no such refusal.
    """
    if not isinstance(error, discord.HTTPException) or not 400 <= error.status < 500:
        return False
    code = code_of(error)
    if error.status == 401:
        return code in _TOKEN_EXPIRED
    return error.status != _RATE_LIMITED and code != 0 and code not in _PASSING


def trouble_of(error: Exception) -> DeliveryError:
    """Return the error of a request that may have taken effect, or may go better later."""
    if not isinstance(error, discord.HTTPException):
        return DeliveryError(type(error).__name__)
    text = f"status {error.status}, code {error.code}"
    return OperatorTroubleError(text) if error.status == 401 else DeliveryError(text)


def refusal_of(error: Exception) -> Exception:
    """Return the meaning of the error of a send: one of the errors of this module, or trouble."""
    if not isinstance(error, discord.HTTPException):
        return trouble_of(error)
    code = code_of(error)
    if error.status == 413 or code in _TOO_LARGE:
        return TooLargeError(str(error.status))
    if code in _REFERENCE_REFUSED:
        return InvalidPartsError(error, frozenset({Part.REFERENCE}))
    if code in _INVALID_FORM or _is_plain_bad_request(error):
        return InvalidPartsError(error, _parts_in(str(error.text)))
    if is_refusal(error):
        text = f"status {error.status}, code {code}"
        return WayClosedError(text, is_hidden=code == _NO_ACCESS)
    return trouble_of(error)


def _is_plain_bad_request(error: discord.HTTPException) -> bool:
    """Return True for a refusal in which Discord gives no code: no error page begins like that."""
    return error.status == 400 and str(error.text).startswith("400: ")


def _parts_in(text: str) -> frozenset[Part]:
    """Return the parts that are named in a refusal, which discord.py writes as `In a.0.b: ...`."""
    named = {line.removeprefix("In ").partition(":")[0] for line in text.splitlines()}
    roots = {name.partition(".")[0] for name in named}
    return frozenset(part for part in Part if part.value in roots)
