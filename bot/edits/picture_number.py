"""Number of the picture that a member's words name in a set: "#3", "picture 2", "the third one"."""

import re
from collections.abc import Sequence

from bot.edits.vocabulary import COLOURS, LANGUAGES
from bot.edits.vocabulary_romance import PORTUGUESE
from bot.edits.vocabulary_type import LAST, Vocabulary, fold

# Three and more digits are a colour.
_HASH = re.compile(r"#\s?([0-9]{1,2})(?![0-9a-f])")
# The signs that stand for digits among emoji.
_KEYCAP = re.compile("([1-9])\ufe0f?\u20e3")
_PIECE = re.compile(r"[^\W_]+|[,.;:!?–—-]")
_ABBREVIATIONS = frozenset({"nr", "num", "number", "nummer", "numero"})
# Before an ordinal: "add a second one" counts things, and "at last" nothing.
_UNCOUNTED = frozenset(
    fold(
        "a an another one any every each at un una otro otra por ein eine einen einem einer als"
    ).split()
)
# Before "3.", which is an ordinal in German.
_ARTICLES = frozenset({"das", "der", "die", "dem", "den", "beim", "vom", "im"})
# Before "number 7": a numeral in the picture, as on a shirt. In German and Spanish "die Nummer 2"
# and "la número 2" are pictures.
_NUMERALS = frozenset({"a", "the", "with", "eine", "mit", "el", "un", "con"})


def picture_number(text: str, pictures: int) -> int | None:
    """Return the number of the picture in a set of `pictures` that the words name, from 1.

    It may be larger than the set. None if they name no picture.
    """
    folded = fold(text)
    if found := _HASH.search(folded) or _KEYCAP.search(text):
        return int(found[1]) or None
    pieces = _PIECE.findall(folded)
    for language in LANGUAGES:
        number = _named(pieces, pictures, language)
        if number is not None:
            return pictures if number == LAST else number
    return None


def _named(pieces: Sequence[str], pictures: int, language: Vocabulary) -> int | None:
    earlier = before = ""
    for place, piece in enumerate(pieces):
        rest = pieces[place + 1 :]
        if piece.isdecimal() and len(piece) <= 2:
            if before in language.pictures:
                return int(piece) or None
            is_numeral = earlier in _NUMERALS or int(piece) > pictures
            if before in _ABBREVIATIONS and not is_numeral:
                return int(piece) or None
            if before in _ARTICLES and rest[:1] == ["."] and _ends_name(rest[1:], language):
                return int(piece) or None
        elif _is_ordinal(piece, before, language) and _ends_name(rest, language):
            return language.numbers[piece]
        # "Nr. 2" has a full stop within.
        earlier, before = (before, piece) if piece != "." else (earlier, before)
    return None


def _is_ordinal(piece: str, before: str, language: Vocabulary) -> bool:
    # "A terceira" is the third one in Portuguese.
    is_uncounted = before in _UNCOUNTED and not (before == "a" and language is PORTUGUESE)
    return piece in language.numbers and not is_uncounted


def _ends_name(rest: Sequence[str], language: Vocabulary) -> bool:
    """Return True unless a thing in the picture is counted, as in "the third cat".

    "The third blue" is a picture that is to become blue, and "the third blue cat" is none.
    """
    after, *further = rest or ["."]
    known = language.pictures | language.after_number | language.comparatives
    if after in COLOURS:
        return not further or not further[0][0].isalnum() or further[0] in language.after_number
    return not after[0].isalnum() or after in known
