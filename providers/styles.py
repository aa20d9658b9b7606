"""Styles: words that are put around a prompt, for whichever model gets it."""

from dataclasses import dataclass

PLACE = "[prompt]"
"""The mark that stands for the member's prompt in the words of a style."""


@dataclass(frozen=True, slots=True)
class PromptStyle:
    """A style as it is applied: the words before and after the prompt."""

    name: str
    before: str = ""
    after: str = ""

    @staticmethod
    def of(name: str, words: str) -> "PromptStyle":
        """Return the style of these words, which come after the prompt if they name no place."""
        before, place, after = words.partition(PLACE)
        return PromptStyle(name, before, after) if place else PromptStyle(name, "", f", {words}")

    def around(self, prompt: str) -> str:
        """Return the prompt with the words."""
        return f"{self.before}{prompt}{self.after}"
