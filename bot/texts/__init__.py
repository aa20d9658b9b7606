"""Every text that members read, by key: one Fluent file a language (https://projectfluent.org)."""

import functools
from collections.abc import Iterator
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

FALLBACK = "en"
_ENDING = ".ftl"
# Once a process for each file: it takes a tenth of a second.
_parsed = functools.cache(FluentResource)


class Texts:
    """The texts of one language; what it lacks is said in that of `fallback`."""

    def __init__(self, language: str = FALLBACK, fallback: "Texts | None" = None) -> None:
        source = files(__name__).joinpath(f"{language}{_ENDING}").read_text(encoding="utf-8")
        self.language = language
        self._fallback = fallback
        # Isolation marks would break mentions and links in Discord's client.
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(_parsed(source))

    def say(self, key: str, /, **facts: str | float) -> str:
        """The text with its facts filled in.

        Raises `KeyError` for an unknown key and `ValueError` when a fact is missing: both are bugs
        that the tests look for.
        """
        if self._fallback is not None and not self._bundle.has_message(key):
            return self._fallback.say(key, **facts)
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(message.value, facts)
        if errors:
            raise ValueError(f"{key}: {errors[0]}")
        return str(text)

    def __contains__(self, key: str) -> bool:
        return self._bundle.has_message(key)


class Languages:
    """The texts of every language that has a file."""

    def __init__(self) -> None:
        self.english = Texts(FALLBACK)
        """What is spoken where nothing better is known."""
        others = (name for name in languages() if name != FALLBACK)
        self._texts = {name: Texts(name, self.english) for name in others}

    def of(self, locale: str | None) -> Texts:
        """What to speak for a locale as Discord names it, such as `de`, `es-419` or `en-US`.

        A file of just that name goes before one of its language; anything else is English.
        """
        wanted = locale or FALLBACK
        own = self._texts.get(wanted)
        return own or self._texts.get(wanted.partition("-")[0], self.english)

    def __iter__(self) -> Iterator[Texts]:
        return iter((self.english, *self._texts.values()))


def languages() -> list[str]:
    """The names of all languages, in the order of the alphabet."""
    names = (file.name for file in files(__name__).iterdir())
    return sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING))
