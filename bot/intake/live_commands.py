"""Commands as Discord shows them: without the models, options and choices that are not on offer."""

from collections.abc import Sequence
from typing import Any

from bot.intake.catalogue import ModelCatalogue
from providers.base import ImageRequest
from providers.registry import OPERATIONS
from providers.relay.request_schema import AUTOMATIC
from providers.stable_diffusion import StableDiffusionRequest

Body = dict[str, Any]

_CHAT_INPUT = 1


class LiveCommands:
    """Fits the commands to the catalogue. The bot itself goes on to answer all of them."""

    def __init__(self, catalogue: ModelCatalogue) -> None:
        self._catalogue = catalogue

    def fit(self, bodies: Sequence[Body]) -> list[Body]:
        """Return the commands that can be used now, each with what it can be used with.

        `/sd` is left out where neither the relay nor an own server has it. Other commands stay:
        their models come and go for hours, and Discord counts every command that is made anew.
        """
        fitted = {kind.command: kind for kind in OPERATIONS.values()}
        kept = [body for body in bodies if self._is_kept(fitted.get(body["name"]))]
        return [self._fitted(body, body["name"], fitted) for body in kept]

    def offers(self, command: str) -> bool:
        """Return True if a command is about no model, or about one that is on offer."""
        kind = next((one for one in OPERATIONS.values() if one.command == command), None)
        return kind is None or self._catalogue.offers(kind)

    def _is_kept(self, kind: type[ImageRequest] | None) -> bool:
        return kind is not StableDiffusionRequest or self._catalogue.offers(kind)

    def _fitted(self, body: Body, name: str, kinds: dict[str, type[ImageRequest]]) -> Body:
        if body.get("type", _CHAT_INPUT) != _CHAT_INPUT or not body.get("options"):
            return body
        if kind := kinds.get(name):
            options = [self._choices(kind, option) for option in body["options"]]
            return body | {"options": [one for one in options if self._is_taken(kind, one)]}
        # A group: its parts are options, too.
        parts = [self._fitted(one, f"{name} {one['name']}", kinds) for one in body["options"]]
        return body | {"options": parts}

    def _is_taken(self, kind: type[ImageRequest], option: Body) -> bool:
        if option.get("required") or option["name"] not in kind.option_choices():
            return True
        is_emptied = option.get("choices") == []
        return self._catalogue.takes(kind, option["name"]) is not False and not is_emptied

    def _choices(self, kind: type[ImageRequest], option: Body) -> Body:
        if not option.get("choices") or option["name"] not in kind.option_choices():
            return option
        kept = [
            choice
            for choice in option["choices"]
            if choice["value"] == AUTOMATIC
            or self._catalogue.takes_value(kind, option["name"], choice["value"]) is not False
        ]
        return option | {"choices": kept}
