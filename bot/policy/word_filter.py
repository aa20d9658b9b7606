"""Search of a text for words that a server does not want, and not only for their letters.

Both are brought into one spelling, as words that a single space parts. A word is then in a text if
it stands there between spaces: "ass" is in "What an ASS!", and neither in "class" nor in "assess".
A text that has disguised letters is searched as it is and without its disguise.

What a word is, is close to Unicode's default (UAX #29): letters and digits on end, with the marks
that belong to them, and Katakana on end. Unlike there, punctuation always parts words, so that
"fox" is in "fox's" and in "fox.jpg". Scripts that are written without spaces (Han, Hiragana, Thai,
Lao, Khmer, Burmese) are taken sign by sign, as they are there: telling their words apart takes a
dictionary.
"""

import functools
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from bot.policy.look_alikes import has_latin, latinised, tagged_text, undisguised

if TYPE_CHECKING:
    from regex import Pattern

# What nobody sees, and what is put into words to hide them: zero-width signs, soft hyphens.
_UNSEEN = r"(?!\s)[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]+"
# A heap of marks takes the square of its height to be put into order, and no letter has so many.
_HEAP = r"(\p{M}{8})\p{M}+"
# Two signs for whole Arabic phrases, of up to eighteen letters. A text of them alone would grow out
# of all proportion, so each is a sign of its own, of those that Unicode leaves to everybody.
_PHRASES = {0xFDFA: 0xF0000, 0xFDFB: 0xF0001}
# Marks of no script of their own that make no letter with what is under them: strokes, "zalgo".
_DRAWN_OVER = r"(?=\p{M})\p{Script=Inherited}+"
# Dashes and underscores join words as well as spaces do; the Braille blank looks like a space.
_GAP = r"[\s\p{Pd}\p{Pc}\u2800]+"
_PUNCTUATION = r"\p{P}+"
_LETTER = r"\p{WB=ALetter}\p{WB=Hebrew_Letter}\p{WB=Numeric}"
_WORD = rf"[{_LETTER}][{_LETTER}\p{{M}}]*|\p{{WB=Katakana}}[\p{{WB=Katakana}}\p{{M}}]*|\S\p{{M}}*"
_STOP = "."


def normalised(word: str) -> str:
    """Return a word, a phrase or a text as its words in one spelling; empty if there are none.

    Alike afterwards: case, width and fonts, what is composed or not, what nobody sees, marks drawn
    over letters, and how words are set apart. Any other punctuation between words is one stop.
    """
    return _spelled(_seen(word))


def found(words: Iterable[str], text: str) -> str | None:
    """Return the first of these words that the text contains, as it is listed."""
    seen, tagged = _seen(text), tagged_text(text)
    bare = undisguised(seen)
    spelled = f" {_spelled(seen)} "
    undressed = f" {_spelled(f'{bare} . {tagged}')} " if tagged or bare != seen else ""
    return next(
        (
            one.word
            for one in _sought(tuple(words))
            if one.form in spelled or one.bare_form in undressed
        ),
        None,
    )


@functools.lru_cache(maxsize=64)
def spellings(words: tuple[str, ...]) -> Mapping[str, str]:
    """Return the words, in their order, and the one spelling of each. 500 long ones take 40 ms."""
    return {word: normalised(word) for word in words}


class _Sought(NamedTuple):
    """Patterns to look for: in a text as it is, and in one without its disguise."""

    word: str
    form: str
    bare_form: str


# A server's list is asked for with each of its requests, and seldom changes.
@functools.lru_cache(maxsize=64)
def _sought(words: tuple[str, ...]) -> tuple[_Sought, ...]:
    return tuple(sought for word in words if (sought := _sought_of(word)))


def _sought_of(word: str) -> _Sought | None:
    seen = _seen(word)
    form = bare = _spelled(seen)
    if not form:
        return None
    if not seen.isascii():
        # A word of another script may have Latin letters among its own in the text. A listed word
        # that is disguised itself stands for what it looks like.
        bare = _spelled(undisguised(seen) if has_latin(form) else latinised(seen)) or form
        form = bare if has_latin(form) else form
    return _Sought(word, f" {form} ", f" {bare} ")


def _seen(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    visible = _compiled(_UNSEEN).sub("", text).translate(_PHRASES)
    return _compiled(_HEAP).sub(r"\1", visible)


def _spelled(seen: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    plain = folded if folded.isascii() else _compiled(_DRAWN_OVER).sub("", folded)
    parted = _compiled(_PUNCTUATION).sub(f" {_STOP} ", _compiled(_GAP).sub(" ", plain))
    return " ".join(_compiled(_WORD).findall(parted)).strip(f" {_STOP}")


@functools.cache
def _compiled(pattern: str) -> "Pattern[str]":
    # Only here: it takes two megabytes, and most servers have no list.
    import regex

    return regex.compile(pattern)
