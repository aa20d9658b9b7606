"""Whether a text contains a word that a server does not want, and not only its letters.

Both are brought into one spelling, as words that a single space parts. A word is then in a text if
it stands there between spaces: "ass" is in "What an ASS!", and neither in "class" nor in "assess".

What a word is, is close to Unicode's default (UAX #29): letters and digits on end, with the marks
that belong to them, and Katakana on end. Unlike there, punctuation always parts words, so that
"fox" is in "fox's" and in "fox.jpg". Scripts that are written without spaces (Han, Hiragana, Thai,
Lao, Khmer, Burmese) are taken sign by sign, as they are there: telling their words apart takes a
dictionary.
"""

import functools
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regex import Pattern

# What nobody sees, and what is put into words to hide them: zero-width signs, soft hyphens.
_UNSEEN = r"(?!\s)[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]"
# A heap of marks takes the square of its height to be put into order, and no letter has so many.
_HEAP = r"(\p{M}{8})\p{M}+"
# Marks of no script of their own that make no letter with what is under them: strokes, "zalgo".
_DRAWN_OVER = r"(?=\p{M})\p{Script=Inherited}"
# Dashes and underscores join words as well as spaces do; the Braille blank looks like a space.
_GAP = r"[\s\p{Pd}\p{Pc}\u2800]+"
_PUNCTUATION = r"\p{P}+"
_LETTER = r"\p{WB=ALetter}\p{WB=Hebrew_Letter}\p{WB=Numeric}"
_WORD = rf"[{_LETTER}][{_LETTER}\p{{M}}]*|\p{{WB=Katakana}}[\p{{WB=Katakana}}\p{{M}}]*|\S\p{{M}}*"
_STOP = "."


def normalised(word: str) -> str:
    """A word, a phrase or a text as its words in one spelling; empty if there are none.

    Alike afterwards: case, width and fonts, what is composed or not, what nobody sees, marks drawn
    over letters, and how words are set apart. Any other punctuation between words is one stop.
    """
    seen = _compiled(_HEAP).sub(r"\1", _compiled(_UNSEEN).sub("", word))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    plain = _compiled(_DRAWN_OVER).sub("", folded)
    parted = _compiled(_PUNCTUATION).sub(f" {_STOP} ", _compiled(_GAP).sub(" ", plain))
    return " ".join(_compiled(_WORD).findall(parted)).strip(f" {_STOP}")


def found(words: Iterable[str], text: str) -> str | None:
    """The first of these words that the text contains, as it is listed."""
    spelled = f" {normalised(text)} "
    return next((word for word, sought in _sought(tuple(words)) if sought in spelled), None)


# A server's list is asked for with each of its requests, and seldom changes.
@functools.lru_cache(maxsize=64)
def _sought(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((word, f" {same} ") for word in words if (same := normalised(word)))


@functools.cache
def _compiled(pattern: str) -> "Pattern[str]":
    # Only here: it takes two megabytes, and most servers have no list.
    import regex

    return regex.compile(pattern)
