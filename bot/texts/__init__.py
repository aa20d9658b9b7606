"""Every text that members read, by key: one Fluent file a language (https://projectfluent.org)."""

import functools
import re
from collections.abc import Iterator
from importlib.resources import files

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast

FALLBACK = "en"
_ENDING = ".ftl"
# A text begins with its key at the beginning of a line, a comment with its sign.
_BEGINNING = re.compile(r"^(?=[a-zA-Z#])", re.MULTILINE)
_INNER = re.compile(r"\{\s*([a-zA-Z][\w-]*)\s*\}")
_CODE = re.compile(r"`[^`\n]*`")
_FACT = re.compile(r"\{\s*\$([\w-]+)\s*\}")
_PARSER = FluentParser(with_spans=False)


class Texts:
    """The texts of one language; missing ones are taken from `fallback`."""

    def __init__(self, language: str = FALLBACK, fallback: "Texts | None" = None) -> None:
        source = files(__name__).joinpath(f"{language}{_ENDING}").read_text(encoding="utf-8")
        self.language = language
        self._fallback = fallback
        entries = _BEGINNING.split(source)
        self._sources = {entry.partition("=")[0].strip(): entry for entry in entries}

    @functools.cached_property
    def _bundle(self) -> FluentBundle:
        """Create the bundle on demand, since Babel then loads all of the language."""
        # Isolation marks would break mentions and links in Discord's client.
        return FluentBundle([self.language], use_isolating=False)

    def say(self, key: str, /, **facts: str | float) -> str:
        """Format a text with its facts.

        Raises `KeyError` for an unknown key and `ValueError` for a missing fact; both are bugs that
        the tests look for.
        """
        if self._fallback is not None and key not in self:
            return self._fallback.say(key, **facts)
        words = _plain_words(self._sources[key])
        if words is not None:
            return words
        self._read(key)
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(message.value, facts)
        if errors:
            raise ValueError(f"{key}: {errors[0]}")
        return str(text)

    def facts_in_code(self, key: str) -> frozenset[str]:
        """Return the facts that the text shows between backticks; raises `KeyError` as `say`."""
        if self._fallback is not None and key not in self:
            return self._fallback.facts_in_code(key)
        return _facts_in_code(self._sources[key])

    def __contains__(self, key: str) -> bool:
        return key in self._sources

    def _read(self, key: str) -> None:
        """Add the text to the bundle, after the texts that it includes."""
        source = self._sources.get(key)
        if source is None or self._bundle.has_message(key):
            return
        for inner in _INNER.findall(source):
            self._read(inner)
        self._bundle.add_resource(_PARSER.parse(source))


class Languages:
    """The texts of every language that has a file."""

    def __init__(self) -> None:
        self.english = Texts(FALLBACK)
        """The fallback for every other language."""
        others = (name for name in languages() if name != FALLBACK)
        self._texts = {name: Texts(name, self.english) for name in others}

    def of(self, locale: str | None) -> Texts:
        """Return the texts for a locale as Discord names it, such as `de`, `es-419` or `en-US`.

        A file for the locale itself is preferred to one for its language; the fallback is English.
        """
        name = locale or FALLBACK
        exact = self._texts.get(name)
        return exact or self._texts.get(name.partition("-")[0], self.english)

    def __iter__(self) -> Iterator[Texts]:
        return iter((self.english, *self._texts.values()))


# Parsed on demand and once per process: parsing all texts takes a tenth of a second.
@functools.cache
def _plain_words(source: str) -> str | None:
    """Return the words of a text that has nothing to fill in; None if a bundle must format it."""
    message = _PARSER.parse(source).body[0]
    if not isinstance(message, ast.Message) or message.value is None:
        return None
    elements = message.value.elements
    plain = [element.value for element in elements if isinstance(element, ast.TextElement)]
    return "".join(plain) if len(plain) == len(elements) else None


@functools.cache
def _facts_in_code(source: str) -> frozenset[str]:
    return frozenset(_FACT.findall(" ".join(_CODE.findall(source))))


def languages() -> list[str]:
    """Return the names of all languages in alphabetical order."""
    names = (file.name for file in files(__name__).iterdir())
    return sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING))
