"""Talk or instruction: what a member's words under a picture are, by their first words.

No model of language decides. An instruction begins with a verb of change or says what the picture
is to become; talk is laughter, praise, thanks, a question, or no words at all. All else may be
either, and the member is asked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import pairwise

from bot.edits.vocabulary import ENGLISH, LANGUAGES
from bot.edits.vocabulary_type import Vocabulary, fold
from bot.intake.prompt_values import has_values


class Speech(Enum):
    """The meaning of a message under a picture."""

    INSTRUCTION = "instruction"
    TALK = "talk"
    EITHER = "either"


_DISCORD_SIGNS = re.compile(
    r"<(?:a?:\w+:\d+|[@#][!&]?\d+|/[^>]*:\d+|t:-?\d+(?::\w)?)>|:[\w+-]{2,32}:"
)
_LINK = re.compile(r"<?\b(?:https?://|www\.)\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SHAPE = re.compile(r"\d{1,2}\s*[:x]\s*\d{1,2}")
_SENTENCE = re.compile(r"([^.!?…\n:;]+)([.!?…\n:;]*)")
_CLAUSE_END = re.compile(r"[,–—]| - ")
_LAUGHTER = re.compile(
    r"b?w?a*(?:h+[aeiou]+){2,}h*|(?:j+[aei]+){2,}j*|l+[ou]+l+z*|l+m+f?a+o+|r+o+f+l+|k{2,}|x+d+|w{3,}"
)
# Words of somebody else: Discord's quotations, and what is between quotation marks.
_QUOTATION = re.compile(r"^>>> .*|^> [^\n]*", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r'"[^"\n]{1,200}"|“[^”\n]{1,200}”|„[^“”\n]{1,200}[“”]|«[^»\n]{1,200}»')
_PLACEHOLDER = " quoted "
_STRETCHED = re.compile(r"(.)\1{2,}")
_MAX_LENGTH = 400
"""Characters that are looked at: an instruction says early what it is."""
_MAX_PHRASE = 5
_IDIOMS = frozenset[str]().union(*(language.idioms for language in LANGUAGES))
_OFFERS = frozenset[str]().union(*(language.offers for language in LANGUAGES))
_QUESTIONS = frozenset[str]().union(*(language.questions for language in LANGUAGES))
_UNCLEAR = frozenset[str]().union(*(language.unclear for language in LANGUAGES))
_NO_CHANGE = _IDIOMS | _UNCLEAR
_ROLES = frozenset[str]().union(*(language.roles for language in LANGUAGES))
_AUTHORS = frozenset({"i", "i'm", "i've", "im", "ich", "yo", "me"})
_SUBJECTS = frozenset({"ich", "wir", "man"})
"""Words after a verb whose clause says what somebody does: "mach ich auch"."""
_THAN = frozenset({"than", "als", "que"})
# Words about those who talk with each other: "make up your mind", "render me speechless".
_PERSONS = frozenset(
    fold(
        "me myself you your yours yourself ya u us mir mich dir dich dein deine deinen deiner euch"
        " euer uns tu tus ti contigo moi toi ton ta vous mim você seu sua"
    ).split()
)
# "Make it for me too", "mach mir auch eins": asked of the author of the picture, or of the bot.
_SHARES = frozenset({"too", "also", "auch", "tambien", "aussi", "tambem"})
_FOR = frozenset({"for", "fuer", "para", "pour", "pra"})
_OWN = _PERSONS | frozenset(
    fold("my our mein meine meinen unser mi mis nuestro mon ma meu minha").split()
)
_NEGATIONS = frozenset({"no", "kein", "keine"})
_MAX_NEGATED = 4
"""Words of "no hat please"; what is longer is rather a sentence that begins with "no"."""
_MAX_SHARED = 6
"""Words of "make it for my dog too"; what is longer says what to change."""
_COURTESIES = frozenset({"please", "pls", "bitte", "porfa"})
_RECIPES = frozenset({"prompt", "prompts", "promt"})
# What is done with a prompt by those who ask for it.
_TELLING = frozenset(
    fold(
        "give show tell send share drop gib gebt geben zeig zeige zeigen schick schicken sag"
        " sagen verrate verraten teile teilen schreib schreiben dame dime darme decirme pasa pásame"
        " pasas pasar muestra muéstrame enseña enséñame manda mándame comparte compartir pon"
    ).split()
)


def speech_of(text: str) -> Speech:
    """Return what a message under a picture is, judged by its words alone."""
    own = _QUOTATION.sub(" ", text)
    if has_values(own):
        # Nobody talks in flags such as `--ar 16:9`.
        return Speech.INSTRUCTION
    plain = _QUOTED.sub(_PLACEHOLDER, _LINK.sub(" ", _DISCORD_SIGNS.sub(" ", own)))
    folded = fold(plain[:_MAX_LENGTH])
    if not any(character.isalpha() for character in folded):
        return Speech.EITHER if _SHAPE.search(folded) else Speech.TALK
    # Praise may come before an instruction, and a question after it.
    clauses = list(_clauses(folded))
    found = [_of_clause(words, is_question) for words, is_question in clauses]
    if Speech.INSTRUCTION in found:
        return Speech.EITHER if _is_remark(clauses) else Speech.INSTRUCTION
    return Speech.TALK if all(one is Speech.TALK for one in found) else Speech.EITHER


def _clauses(text: str) -> Iterator[tuple[list[str], bool]]:
    """Yield the words of each clause, without stretches, and True if it ends as a question."""
    for sentence, end in _SENTENCE.findall(text):
        for clause in _CLAUSE_END.split(sentence):
            if words := [_plain(word) for word in _WORD.findall(clause)]:
                yield words, "?" in end


def _of_clause(words: Sequence[str], is_question: bool) -> Speech:
    if not _RECIPES.isdisjoint(words) and not _TELLING.isdisjoint(words):
        return Speech.TALK
    if any(_is_instruction(words, is_question, language) for language in LANGUAGES):
        return Speech.INSTRUCTION
    if _begins(words, _IDIOMS):
        return Speech.TALK
    if _begins(words, _UNCLEAR) or any(_is_comparison(words, one) for one in LANGUAGES):
        return Speech.EITHER
    if any(_is_chat(words, language) for language in LANGUAGES):
        return Speech.TALK
    if _begins(words, _OFFERS):
        return Speech.EITHER
    return Speech.TALK if _asks(words, is_question) else Speech.EITHER


def _asks(words: Sequence[str], is_question: bool) -> bool:
    """Return True for a question about the picture."""
    if words[0] in _QUESTIONS:
        return True
    # Two words of one language: "a hat" begins with French and with German.
    openers = [one.openers for one in LANGUAGES if words[0] in one.openers]
    return any(is_question or not one.isdisjoint(words[1:2]) for one in openers)


def _is_remark(clauses: Iterable[tuple[Sequence[str], bool]]) -> bool:
    """Return True for "as a fan, I love it", which begins like "as a watercolour"."""
    words = [word for clause, _ in clauses for word in clause]
    return bool(_begins(words, _ROLES)) and not _AUTHORS.isdisjoint(words)


def _is_instruction(words: Sequence[str], is_question: bool, language: Vocabulary) -> bool:
    """Return True if a change begins the words, after courtesies, praise and a picture's number."""
    rest, is_request = words, False
    while rest and not _begins(rest, _NO_CHANGE):
        if _begins(rest, language.changes):
            return True
        if _is_change(rest, language):
            return not _is_about_persons(rest)
        length = _opening_length(rest, language)
        if not length:
            is_polite = is_request and is_question and rest[-1] in language.last_verbs
            return is_polite and not _is_about_persons(words)
        is_request = is_request or length > 1
        rest = rest[length:]
    return False


def _is_about_persons(words: Sequence[str]) -> bool:
    """Return True if an order is rather meant for those who talk: "make it for me too"."""
    if not _PERSONS.isdisjoint(words[1:]):
        return True
    is_for_own = any(a in _FOR and b in _OWN for a, b in pairwise(words))
    return len(words) <= _MAX_SHARED and (is_for_own or not _SHARES.isdisjoint(words))


def _is_change(words: Sequence[str], language: Vocabulary) -> bool:
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in language.comparatives:
        return second not in _THAN and not _praises_noun(first, second, language)
    if first in language.nouns:
        return second in language.articles
    if first in language.amounts:
        is_short = first not in _NEGATIONS or len(words) <= _MAX_NEGATED
        is_empty = second in language.fillers or _is_chatty(second, language)
        return bool(second) and is_short and not is_empty
    if first not in language.verbs or second in _SUBJECTS:
        return False
    return bool(second) or first in language.alone


def _praises_noun(first: str, second: str, language: Vocabulary) -> bool:
    """Return True for "kleiner Fuchs", which is no comparative."""
    if not second or first not in language.adjectives:
        return False
    known = language.fillers | language.comparatives | language.last_verbs | language.verbs
    return second not in known and not _is_chatty(second, language)


def _is_comparison(words: Sequence[str], language: Vocabulary) -> bool:
    """Return True for "less creepy", made of words of talk alone, which may be a change."""
    return (
        len(words) > 1
        and words[0] in language.amounts - _NEGATIONS
        and words[1] not in _COURTESIES
        and _is_chatty(words[1], language)
    )


def _opening_length(words: Sequence[str], language: Vocabulary) -> int:
    """Return how many words come before an instruction: a request, praise, or a number."""
    if length := _begins(words, language.requests):
        return length
    return 1 if _is_chatty(words[0], language) else _number_length(words, language)


def _number_length(words: Sequence[str], language: Vocabulary) -> int:
    """Return how many words at the beginning name a picture of a set: "2", "the third one"."""
    start = 1 if words[0] in language.articles or words[0] in language.pictures else 0
    if len(words) <= start or not (words[start].isdigit() or words[start] in language.numbers):
        return 0
    has_noun = len(words) > start + 1 and words[start + 1] in language.pictures
    return start + (2 if has_noun else 1)


def _is_chat(words: Sequence[str], language: Vocabulary) -> bool:
    """Return True if nothing is said but talk, such as praise and laughter."""
    known = [_is_chatty(word, language) for word in words]
    others = (word for word, is_chatty in zip(words, known, strict=True) if not is_chatty)
    return any(known) and all(word in language.fillers for word in others)


def _is_chatty(word: str, language: Vocabulary) -> bool:
    # English praise and laughter are common in every language.
    return word in language.chat or word in ENGLISH.chat or _LAUGHTER.fullmatch(word) is not None


def _plain(word: str) -> str:
    """Return a word without stretches: "niiiice" is "nice"."""
    return word if _LAUGHTER.fullmatch(word) else _STRETCHED.sub(r"\1", word)


def _begins(words: Sequence[str], phrases: frozenset[str]) -> int:
    """Return the number of words of the longest phrase that they begin with, 0 if there is none."""
    longest = min(_MAX_PHRASE, len(words))
    return next((n for n in range(longest, 0, -1) if " ".join(words[:n]) in phrases), 0)
