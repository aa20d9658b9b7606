"""Disguised letters, read as Latin ones: in frames, in small capitals, or of other scripts.

Which letters of other scripts look alike is in the data of Unicode's UTS #39, by way of the library
confusable-homoglyphs. Unlike a skeleton of UTS #39, ASCII stays as it is: there "m" is "rn".

A word of several scripts is a disguise, so that each of its letters is read as the Latin one that
it resembles. A word of one other script is a word of another language, unless all of its letters,
in the case that they have, are twins of Latin ones.
"""

import functools
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regex import Match, Pattern

# Names of Unicode, up to the letter itself, of letters in frames that NFKC does not take out of
# them, or takes out with brackets around them.
_FRAMED = (
    "NEGATIVE CIRCLED LATIN CAPITAL LETTER ",
    "NEGATIVE SQUARED LATIN CAPITAL LETTER ",
    "CROSSED NEGATIVE SQUARED LATIN CAPITAL LETTER ",
    "PARENTHESIZED LATIN CAPITAL LETTER ",
    "PARENTHESIZED LATIN SMALL LETTER ",
)
_SMALL_CAPITAL = "LATIN LETTER SMALL CAPITAL "
_FRAMES = (range(0x2460, 0x2500), range(0x2776, 0x2794), range(0x1F100, 0x1F200))
_SMALL_CAPITALS = (range(0x250, 0x2B0), range(0x1D00, 0x1D80), range(0xA720, 0xA800))
# What resembles a letter beside Latin ones, and not enough for UTS #39.
_FAUX = {
    **dict(zip("ийядцгғƒ", "nnrdurff", strict=True)),
    **dict.fromkeys("шщωꞷ", "w"),
    **dict.fromkeys("пηπ", "n"),
    **dict.fromkeys("эєёεɛɜə", "e"),
    **dict(zip("бβлзкκĸмʍχтτ", "bbnekkkmmxtt", strict=True)),
    **dict(zip("ᗩᑕᕮᑎᑫᔕᗯ᙭ᘔ", "acenqswxz", strict=True)),
}
_PACKAGE, _CONFUSABLES = "confusable_homoglyphs", "confusables.json"
# The blocks of Latin letters that languages are written with end before.
_AFTER_ORTHOGRAPHIES = 0x250
_TAG = re.compile("[\U000e0020-\U000e007e]")
_MARKS = "".join(map(chr, range(0x300, 0x370)))
_REGIONAL = "\U0001f1e6-\U0001f1ff"
# Two by themselves are a flag; any others are letters.
_FLAG = rf"(?<![\p{{L}}{_REGIONAL}])[{_REGIONAL}]{{2}}(?![\p{{L}}{_REGIONAL}])"
_REGIONAL_LETTER = rf"{_FLAG}(*SKIP)(*FAIL)|[{_REGIONAL}]"


def undisguised(text: str) -> str:
    """Return the text with its disguised letters as Latin ones, the very same if it has none.

    Characters that nobody sees are to be taken out before.
    """
    if text.isascii():
        return text
    text = _compiled(_REGIONAL_LETTER).sub(_regional_letter, text.translate(_framed()))
    return _compiled(r"[\p{L}\p{M}\p{N}]+").sub(_undisguised_word, text)


def latinised(word: str) -> str:
    """Return a word of another script as it is read when some of its letters are Latin ones."""
    return word.translate(_look_alikes())


def tagged_text(text: str) -> str:
    """Return what is written in tag characters, ASCII that nobody sees but a model."""
    return "".join(chr(ord(tag) - 0xE0000) for tag in _TAG.findall(text))


def has_latin(text: str) -> bool:
    """Return True if a letter of the text is Latin."""
    return bool(_compiled(r"\p{Latin}").search(text))


def _undisguised_word(found: "Match[str]") -> str:
    word = found[0]
    if word.isascii():
        return word
    if has_latin(unicodedata.normalize("NFKC", word)):
        return _without_piles(unicodedata.normalize("NFKC", latinised(word)))
    twins = _twins()
    return word.translate(twins) if all(ord(letter) in twins for letter in word) else word


def _regional_letter(found: "Match[str]") -> str:
    return chr(ord("a") + ord(found[0]) - ord(_REGIONAL[0]))


def _without_piles(word: str) -> str:
    """Return the word with bare letters where more marks are on a letter than compose with it."""
    pile = _compiled(r"(\p{Latin})\p{Script=Inherited}+")
    return pile.sub(lambda found: unicodedata.normalize("NFD", found[1])[0], word)


@functools.cache
def _framed() -> Mapping[int, str]:
    """Letters and digits in frames."""
    codes = (code for block in _FRAMES for code in block)
    return {code: inner for code in codes if (inner := _inner(chr(code)))}


def _inner(framed: str) -> str:
    name, digit = unicodedata.name(framed, ""), unicodedata.digit(framed, None)
    if digit is not None:
        return str(digit)
    letter = next((name.removeprefix(one) for one in _FRAMED if name.startswith(one)), "")
    return letter or unicodedata.normalize("NFKC", framed)


@functools.cache
def _look_alikes() -> Mapping[int, str]:
    """Letters that resemble a Latin one, in a word that has other Latin ones."""
    found = _small_capitals() | {ord(letter): latin for letter, latin in _FAUX.items()}
    for letter, prototype in _prototypes().items():
        latin = "m" if prototype == "rn" else _bare(prototype).translate(found)
        if _is_latin(latin):
            found.setdefault(ord(letter), latin)
    for code, latin in list(found.items()):
        upper = chr(code).upper()
        # What looks like a capital I looks like an l, too.
        if len(upper) == 1 and (latin == "i" or ord(upper) not in found):
            found[ord(upper)] = latin
    return found


@functools.cache
def _twins() -> Mapping[int, str]:
    """Letters of other scripts that are drawn just as a Latin one is."""
    return {ord(one): latin for one, latin in _prototypes().items() if _is_latin(latin)}


def _is_latin(letter: str) -> bool:
    return len(letter) == 1 and letter.isascii() and letter.isalpha()


def _bare(prototype: str) -> str:
    """Return the letter of a prototype that has marks which the letters like it do not have."""
    return prototype.rstrip(_MARKS) or prototype


def _small_capitals() -> dict[int, str]:
    names = {
        code: unicodedata.name(chr(code), "").removeprefix(_SMALL_CAPITAL)
        for block in _SMALL_CAPITALS
        for code in block
    }
    return {code: name.lower() for code, name in names.items() if len(name) == 1}


@functools.cache
def _prototypes() -> Mapping[str, str]:
    """Map letters to what they look like; Latin ones, such as "ø", are their own prototypes."""
    content = files(_PACKAGE).joinpath(_CONFUSABLES).read_text(encoding="utf-8")
    # Called for each of its objects, so that other threads get their turn meanwhile.
    entries: Mapping[str, Sequence[str]] = json.loads(content, object_hook=_character_alone)
    return {
        letter: alike[0]
        for letter, alike in entries.items()
        if len(letter) == 1
        and ord(letter) >= _AFTER_ORTHOGRAPHIES
        and letter.isalpha()
        # A letter of another font or width is what it is one of.
        and not unicodedata.normalize("NFKC", letter).isascii()
    }


def _character_alone(entry: Mapping[str, Any]) -> Any:
    """Return the character of `{"c": …, "n": …}`, and the whole, which has lists, as it is."""
    return entry["c"] if isinstance(entry.get("c"), str) else entry


@functools.cache
def _compiled(pattern: str) -> "Pattern[str]":
    # Only here: it takes two megabytes, and most servers have no list.
    import regex

    return regex.compile(pattern)
