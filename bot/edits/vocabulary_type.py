"""Type of a language's words that tell an instruction from talk, and how they are compared.

A phrase is several words with single blanks between them.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

LAST = -1
"""The number of the last picture of a set."""


# German without its dots is another word: "Farben" are no "färben", and "Alter" is no "älter".
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "’": "'"})


def fold(text: str) -> str:
    """Return the text in lower case and without accents, as members write in a hurry."""
    lower = unicodedata.normalize("NFC", text.lower()).translate(_GERMAN)
    apart = unicodedata.normalize("NFKD", lower)
    return "".join(character for character in apart if not unicodedata.combining(character))


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(fold(text).split())


def phrases(text: str) -> frozenset[str]:
    """Return the phrases of a text with commas between them."""
    return frozenset(phrase.strip() for phrase in fold(text).split(","))


def orders(verbs: str, objects: str) -> frozenset[str]:
    """Return each of the verbs before each of the objects, which have commas between them."""
    return frozenset(f"{verb} {thing}" for verb in words(verbs) for thing in phrases(objects))


def ordinals(stems: str, endings: tuple[str, ...]) -> Mapping[str, int]:
    """Return the numbers of ordinals, from the stems of "first" to "tenth" and "last"."""
    numbers = (*range(1, 11), LAST)
    pairs = zip(_ordered(stems), numbers, strict=True)
    return {stem + fold(ending): number for stem, number in pairs for ending in endings}


def _ordered(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of one language.

    `verbs` and `changes` begin an instruction: what to do with a picture, or what it is to become.
    Of the verbs, `alone` need no other word. `nouns` are verbs only before one of the `articles`,
    and `amounts` change the next word. One of `adjectives` is a comparative, or praises the noun
    behind it. One of `last_verbs` may end a request. `roles` begin a change, or a remark about its
    author. `unclear` begins a change, or a joke about the picture, or is about the message.
    `chat` is talk as long as nothing else is said, `fillers` mean nothing by themselves, and
    `questions` begin a question about the picture; `openers` do so with a question mark, or in
    pairs. A question that begins with one of `requests` is
    a polite instruction if a verb follows, and one with `offers` may be an instruction or not.
    `idioms` look like instructions, but are talk. `pictures` are nouns for a picture, and `numbers`
    count pictures in a set.
    """

    verbs: frozenset[str]
    changes: frozenset[str]
    comparatives: frozenset[str]
    adjectives: frozenset[str]
    alone: frozenset[str]
    nouns: frozenset[str]
    articles: frozenset[str]
    amounts: frozenset[str]
    roles: frozenset[str]
    last_verbs: frozenset[str]
    chat: frozenset[str]
    fillers: frozenset[str]
    questions: frozenset[str]
    openers: frozenset[str]
    requests: frozenset[str]
    offers: frozenset[str]
    idioms: frozenset[str]
    unclear: frozenset[str]
    pictures: frozenset[str]
    numbers: Mapping[str, int]
    after_number: frozenset[str]
