"""Number of the picture that a member's words name in a set: "#3", "picture 2", "the third one"."""

import re
from collections.abc import Sequence

from bot.edits.vocabulary import LANGUAGES
from bot.edits.vocabulary_type import LAST, Vocabulary, fold

# Three and more digits are a colour.
_HASH = re.compile(r"#\s?([0-9]{1,2})(?![0-9a-f])")
_PIECE = re.compile(r"[^\W_]+|[,.;:!?–—-]")
_ABBREVIATIONS = frozenset({"nr", "num", "number", "nummer", "numero"})
# Before an ordinal: "add a second one" counts things, and "at last" nothing.
_UNCOUNTED = frozenset(
    fold(
        "a an another one any every each at un una otro otra por ein eine einen einem einer als"
    ).split()
)
# Before "number 7": a numeral in the picture, as on a shirt. In German and Spanish "die Nummer 2"
# and "la número 2" are pictures.
_NUMERALS = frozenset({"a", "the", "with", "eine", "mit", "el", "un", "con"})


def picture_number(text: str, pictures: int) -> int | None:
    """Return the number of the picture in a set of `pictures` that the words name, from 1.

    It may be larger than the set. None if they name no picture.
    """
    folded = fold(text)
    if found := _HASH.search(folded):
        return int(found[1]) or None
    pieces = _PIECE.findall(folded)
    for language in LANGUAGES:
        number = _named(pieces, pictures, language)
        if number is not None:
            return pictures if number == LAST else number
    return None


def _named(pieces: Sequence[str], pictures: int, language: Vocabulary) -> int | None:
    earlier = before = ""
    for piece, after in zip(pieces, [*pieces, "."][1:], strict=True):
        if piece.isdecimal() and len(piece) <= 2:
            if before in language.pictures:
                return int(piece) or None
            is_numeral = earlier in _NUMERALS or int(piece) > pictures
            if before in _ABBREVIATIONS and not is_numeral:
                return int(piece) or None
        elif piece in language.numbers and before not in _UNCOUNTED and _ends_name(after, language):
            return language.numbers[piece]
        # "Nr. 2" has a full stop within.
        earlier, before = (before, piece) if piece != "." else (earlier, before)
    return None


def _ends_name(after: str, language: Vocabulary) -> bool:
    """Return True unless a thing in the picture is counted, as in "the third cat"."""
    known = language.pictures | language.after_number | language.comparatives
    return not after[0].isalnum() or after in known
