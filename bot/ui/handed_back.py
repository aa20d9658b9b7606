"""Words that a member typed, handed back under a refusal or a failure."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.common.plain_text import clean_text
from bot.texts import Texts
from bot.ui.discord_limits import MAX_CONTENT

FILE_NAME = "prompt.txt"
_FENCE = "```"
_PROMPT_OPTION, _PROMPT_FIELD = "prompt", "words"


def with_words(texts: Texts, text: str, words: str | None) -> tuple[str, bytes | None]:
    """Return a text with the member's words below, to be copied.

    Words that are too long for a message are returned as a file in place of that.
    """
    if not words or not words.strip():
        return text, None
    shown = f"{text}\n{texts.say('words-back')}\n{_FENCE}\n{clean_text(words)}\n{_FENCE}"
    if len(shown) <= MAX_CONTENT and _FENCE not in words:
        return shown, None
    return f"{text}\n{texts.say('words-back-file')}", words.encode(errors="replace")


def typed_words(data: Any) -> str | None:
    """Return the prompt in the data of a command or a modal; None where nothing was typed."""
    if not isinstance(data, Mapping):
        return None
    return next(_prompts(data), None)


def _prompts(data: Mapping[str, Any]) -> Iterator[str]:
    for item in (*data.get("options", ()), *data.get("components", ())):
        # A label holds one component, a subcommand has options.
        inner = item.get("component", item)
        is_prompt = inner.get("name") == _PROMPT_OPTION or inner.get("custom_id") == _PROMPT_FIELD
        if is_prompt and isinstance(value := inner.get("value"), str):
            yield value
        yield from _prompts(item)
