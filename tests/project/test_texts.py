"""Every text that is asked for exists, every one that exists is asked for, each can be said."""

import ast
import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from importlib.resources import files

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from bot.app import COGS
from bot.errors import UserError, explain
from bot.imaging.areas import MOVES
from bot.imaging.decoding import Flaw
from bot.imaging.outputs import Adjustment
from bot.intake.change_notes import NOTEWORTHY_CHANGES
from bot.intake.offers import Bar
from bot.jobs.retry_actions import AS_MASK, RETRY_ACTIONS
from bot.texts import FALLBACK, Texts, languages
from bot.ui.messages import EXTEND, POST_ACTIONS, REPOST, SEND
from cogs.easel.explain_text import WHY
from cogs.edits import MENUS
from providers import errors as relay_errors
from providers.registry import OPERATIONS
from tests.project.sources import modules

LANGUAGES = languages()
# What English has in the declarations of the commands: see `bot/ui/translator.py`.
DECLARED = ("name-", "option-", "choice-")
# The texts of commands: `tests/project/test_languages.py` compares them with the commands.
OF_COMMANDS = (*DECLARED, "command-")
# Kinds of numbers, as Fluent calls them.
PLURALS = {"zero", "one", "two", "few", "many", "other"}
SPEAKERS = {"say", "UserError", "Reason"}


CODE = re.compile(r"`[^`\n]*`")


class Placeables(Visitor):  # type: ignore[misc]
    """Collects the facts that a text wants, the texts in it, and what it chooses by."""

    def __init__(self) -> None:
        self.found: set[str] = set()
        self.texts: set[str] = set()
        self.choices: defaultdict[str, set[str]] = defaultdict(set)

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802
        self.found.add(node.id.name)

    def visit_MessageReference(self, node: fluent.MessageReference) -> None:  # noqa: N802
        self.texts.add(node.id.name)

    def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:  # noqa: N802
        names = {one.key.name for one in node.variants if isinstance(one.key, fluent.Identifier)}
        self.choices[node.selector.id.name] |= names - PLURALS
        self.generic_visit(node)


@functools.cache
def parsed(language: str = FALLBACK) -> dict[str, Placeables]:
    """What is in each text of a language, by key, with what is in the texts in it."""
    source = files("bot.texts").joinpath(f"{language}.ftl").read_text(encoding="utf-8")
    found: dict[str, Placeables] = {}
    for entry in FluentParser().parse(source).body:
        assert not isinstance(entry, fluent.Junk), entry.content
        if isinstance(entry, fluent.Message):
            visitor = Placeables()
            visitor.visit(entry)
            assert entry.id.name not in found, f"{entry.id.name} is there twice"
            found[entry.id.name] = visitor
    for visitor in found.values():
        waiting = [*visitor.texts]
        while waiting:
            inner = found[waiting.pop()]
            waiting += inner.texts - visitor.texts
            visitor.texts |= inner.texts
            visitor.found |= inner.found
            for fact, names in inner.choices.items():
                visitor.choices[fact] |= names
    return found


@functools.cache
def wanted(language: str = FALLBACK) -> dict[str, frozenset[str]]:
    """The facts that each text of a language wants, by key."""
    return {key: frozenset(text.found) for key, text in parsed(language).items()}


def referenced() -> set[str]:
    """The texts that are said inside of others."""
    return {key for text in parsed().values() for key in text.texts}


def every_choice(text: Placeables, fact: str | int) -> Iterator[dict[str, str | int]]:
    """Facts for a text, once for each of the ways that it can go."""
    ways = [sorted(text.choices.get(name) or [fact]) for name in text.found]
    for chosen in itertools.product(*ways):
        yield dict(zip(text.found, chosen, strict=True))


def families() -> dict[str, Collection[str]]:
    """The keys that are put together at run time: what they begin with, and what may follow."""
    masked = any("mask" in request.model_fields for request in OPERATIONS.values())
    return {
        "refused-input-": [flaw for flaw in Flaw if masked or not flaw.startswith("mask-")],
        "note-": [*Adjustment],
        "problem-at-": ["least", "most"],
        "input-": [*NOTEWORTHY_CHANGES],
        "button-": [
            *POST_ACTIONS,
            *(EXTEND, "compare", "share", "confirm", "decline", "erase", "keep", SEND, REPOST),
            *RETRY_ACTIONS,
            AS_MASK,
        ],
        "menu-": [*MENUS],
        "models-": [*Bar],
        "limits-": ["server", "everyone"],
        "extend-pan-": [move.removeprefix("pan ") for move in MOVES if move.startswith("pan ")],
        "command-": [key.removeprefix("command-") for key in wanted() if key[:8] == "command-"],
    }


@functools.cache
def nodes() -> list[ast.AST]:
    """Everything in the source of the bot and its commands."""
    return [node for tree in modules("bot", "cogs").values() for node in ast.walk(tree)]


def literals() -> set[str]:
    return {
        node.value
        for node in nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def beginnings() -> set[str]:
    """What the f-strings in the source begin with."""
    firsts = [node.values[0] for node in nodes() if isinstance(node, ast.JoinedStr) and node.values]
    return {str(first.value) for first in firsts if isinstance(first, ast.Constant)}


def calls() -> Iterator[tuple[ast.expr, set[str] | None]]:
    """Each call that names a text: its key, and the facts it gives if they can be read."""
    for node in nodes():
        if not (isinstance(node, ast.Call) and node.args):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func
        name = called.id if isinstance(called, ast.Name) else called
        if name not in SPEAKERS or _is_declared(node.args[0]):
            continue
        facts: set[str] | None = {word.arg for word in node.keywords if word.arg}
        if any(word.arg is None for word in node.keywords):
            facts = None
        if name == "Reason" and len(node.args) > 1:
            given = node.args[1]
            facts = (
                {key.value for key in given.keys if isinstance(key, ast.Constant)}  # type: ignore[misc]
                if isinstance(given, ast.Dict)
                else None
            )
        yield node.args[0], facts


def _is_declared(key: ast.expr) -> bool:
    return isinstance(key, ast.Constant) and str(key.value).startswith(DECLARED)


def looks_like_a_key(text: str) -> bool:
    kinds = {key.partition("-")[0] for key in wanted() if "-" in key}
    return re.fullmatch(rf"(?:{'|'.join(sorted(kinds))})-[a-z-]*[a-z]", text) is not None


def test_every_key_in_the_source_has_a_text() -> None:
    named = {key.value for key, _ in calls() if isinstance(key, ast.Constant)}
    assert len(named) > 20
    missing = (named | {text for text in literals() if looks_like_a_key(text)}) - {*wanted()}
    assert not missing


def test_every_text_is_used() -> None:
    built = {start + end for start, ends in families().items() for end in ends}
    unused = {*wanted()} - literals() - built - referenced()
    assert not unused


def test_every_family_of_keys_is_known_and_whole() -> None:
    named = {str(key.values[0].value) for key, _ in calls() if isinstance(key, ast.JoinedStr)}  # type: ignore[attr-defined]
    unknown = named | {start for start in beginnings() if looks_like_a_key(f"{start}x")}
    assert not unknown - {*families()}, "say in `families` what may follow"
    built = {start + end for start, ends in families().items() for end in ends}
    missing = built - {*wanted()}
    assert not missing


def test_every_call_gives_the_facts_that_its_text_wants() -> None:
    for key, facts in calls():
        if facts is None:
            continue
        if isinstance(key, ast.Constant):
            assert facts == wanted()[key.value], key.value
        elif isinstance(key, ast.JoinedStr):
            start = str(key.values[0].value)  # type: ignore[attr-defined]
            for end in families()[start]:
                assert facts >= wanted()[start + end], start + end


def test_verdicts_want_no_facts_that_their_refusals_lack() -> None:
    for refusal, verdict in WHY.items():
        known = wanted()[refusal] | ({"timed_out"} if refusal == "refused-timed-out" else set())
        assert wanted()[verdict] <= known, verdict


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fact", [1, 2, "*a_b*"])
def test_every_text_can_be_said(language: str, fact: str | int) -> None:
    texts = Texts(language)
    for key, text in parsed(language).items():
        for facts in every_choice(text, fact):
            said = texts.say(key, **facts)
            assert said.strip(), key
            assert not {*said} & {*"{\u2068\u2069"}, key
            assert text.choices or not facts or str(fact) in said, key
            for missing in facts if not text.choices else ():
                with pytest.raises(ValueError, match=key):
                    texts.say(key, **{name: facts[name] for name in facts if name != missing})


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_that_are_read_one_by_one_are_those_of_the_whole_file(language: str) -> None:
    source = files("bot.texts").joinpath(f"{language}.ftl").read_text(encoding="utf-8")
    texts, whole = Texts(language), FluentBundle([language], use_isolating=False)
    whole.add_resource(FluentResource(source))
    for key, text in parsed(language).items():
        for facts in every_choice(text, 1):
            pattern = whole.get_message(key).value
            assert pattern is not None
            assert texts.say(key, **facts) == whole.format_pattern(pattern, facts)[0], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_texts_and_facts(language: str) -> None:
    own, english = (
        {key: facts for key, facts in wanted(one).items() if not key.startswith(OF_COMMANDS)}
        for one in (language, FALLBACK)
    )
    missing, unknown = sorted(english.keys() - own.keys()), sorted(own.keys() - english.keys())
    assert not missing, f"add these texts to bot/texts/{language}.ftl: {', '.join(missing)}"
    assert not unknown, f"take these out of bot/texts/{language}.ftl: {', '.join(unknown)}"
    wrong = [key for key, facts in own.items() if facts != english[key]]
    assert not wrong, f"use the facts of the English in bot/texts/{language}.ftl: {wrong}"


def test_every_translation_names_the_same_commands_and_choices() -> None:
    translated = [language for language in LANGUAGES if language != FALLBACK]
    assert {"de", "es", "fr", "pt-BR"} <= {*translated}
    # Options differ: a language may have one text for two that English words in two ways.
    named = {
        one: {key for key in wanted(one) if key.startswith(("name-", "choice-"))}
        for one in translated
    }
    every = set().union(*named.values())
    lacking = {f"{one}.ftl": sorted(every - keys) for one, keys in named.items() if every - keys}
    assert not lacking, f"add these texts to the files in bot/texts/: {lacking}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_keeps_the_order_of_the_english(language: str) -> None:
    shared = [key for key in wanted(language) if not key.startswith(DECLARED)]
    assert shared == [key for key in wanted(FALLBACK) if key in wanted(language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_and_labels_are_as_long_as_discord_takes(language: str) -> None:
    texts = Texts(language)
    for key, facts in wanted(language).items():
        if key.startswith(("command-", "option-")) and not facts:
            assert 1 <= len(texts.say(key)) <= 100, key
        if key.startswith("button-"):
            assert 1 <= len(texts.say(key)) <= 80, key


@pytest.mark.parametrize(
    "kind",
    [kind for kind in vars(relay_errors).values() if isinstance(kind, type)],
)
def test_every_error_of_the_relay_is_explained_in_words(kind: type) -> None:
    if issubclass(kind, Exception):
        reason = explain(kind())
        assert Texts().say(reason.key, **reason.facts)


def test_reason_of_a_user_error_is_the_words_it_was_made_with() -> None:
    reason = explain(UserError("problem-at-most", option="steps", bound="9"))
    assert Texts().say(reason.key, **reason.facts) == "`steps` must be at most 9."


def test_every_command_group_is_loaded() -> None:
    named = {name for name in modules("cogs") if name != "cogs"}
    setups = {name for name in named if "async def setup" in ast.unparse(modules("cogs")[name])}
    # `tests/project/test_families.py` compares the families with the registry.
    families = {name.replace("providers.", "cogs.") for name in modules("providers")}
    missing = sorted(setups - {*COGS} - families)
    assert not missing, f"name {missing} in COGS of bot/app.py"
    assert {*COGS} <= setups


@pytest.mark.parametrize("language", LANGUAGES)
def test_fact_between_backticks_is_nowhere_else_in_its_text(language: str) -> None:
    # Text from outside is made safe for the one place or for the other.
    texts = Texts(language, Texts())
    sources = files("bot.texts").joinpath(f"{language}.ftl").read_text(encoding="utf-8")
    for entry in re.split(r"^(?=[a-zA-Z#])", sources, flags=re.MULTILINE):
        key = entry.partition("=")[0].strip()
        if key in texts and not key.startswith("#"):
            outside = CODE.sub("", entry)
            both = {name for name in texts.facts_in_code(key) if f"{{ ${name} }}" in outside}
            assert not both, key
