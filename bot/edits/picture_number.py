"""Number of the picture that a member's words name in a set: "#3", "picture 2", "the third one"."""

import re
from collections.abc import Sequence

from bot.edits.vocabulary import LANGUAGES, LAST, Vocabulary, fold

# Three and more digits are a colour.
_HASH = re.compile(r"#\s?([0-9]{1,2})(?![0-9a-f])")
_PIECE = re.compile(r"[^\W_]+|[,.;:!?–—-]")
_ABBREVIATIONS = frozenset({"nr", "num", "number", "nummer", "numero"})


def picture_number(text: str, pictures: int) -> int | None:
    """Return the number of the picture in a set of `pictures` that the words name, from 1.

    It may be larger than the set. None if they name no picture.
    """
    folded = fold(text)
    if found := _HASH.search(folded):
        return int(found[1]) or None
    pieces = _PIECE.findall(folded)
    for language in LANGUAGES:
        number = _named(pieces, language)
        if number is not None:
            return pictures if number == LAST else number
    return None


def _named(pieces: Sequence[str], language: Vocabulary) -> int | None:
    for at, piece in enumerate(pieces):
        # "Nr. 2" has a full stop within.
        before = next((one for one in reversed(pieces[:at]) if one != "."), "")
        after = pieces[at + 1] if at + 1 < len(pieces) else "."
        if piece.isdecimal() and len(piece) <= 2:
            if before in language.pictures or before in _ABBREVIATIONS:
                return int(piece) or None
        elif piece in language.numbers and _ends_name(after, language):
            return language.numbers[piece]
    return None


def _ends_name(after: str, language: Vocabulary) -> bool:
    """Return True unless a thing in the picture is counted, as in "the third cat"."""
    known = language.pictures | language.after_number | language.comparatives
    return not after[0].isalnum() or after in known
