"""Every text that members read, by key: one Fluent file a language (https://projectfluent.org)."""

from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

FALLBACK = "en"


class Texts:
    """The texts of one language."""

    def __init__(self, language: str = FALLBACK) -> None:
        source = files(__name__).joinpath(f"{language}.ftl").read_text(encoding="utf-8")
        # Isolation marks would break mentions and links in Discord's client.
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource(source))

    def say(self, key: str, /, **facts: str | float) -> str:
        """The text with its facts filled in.

        Raises `KeyError` for an unknown key and `ValueError` when a fact is missing: both are bugs
        that the tests look for.
        """
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(message.value, facts)
        if errors:
            raise ValueError(f"{key}: {errors[0]}")
        return str(text)

    def __contains__(self, key: str) -> bool:
        return self._bundle.has_message(key)
