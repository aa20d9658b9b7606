"""What Discord is told of the commands, in all its languages, worked out once a process.

It is the same for every world, and would be a third of what opening one costs. Whether it is right
is for `tests/project`, where nothing is remembered.
"""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

import orjson
import pytest
from discord import app_commands

Told = dict[str, Any]
Tell = Callable[..., Coroutine[Any, Any, Told]]


_known: dict[tuple[Any, ...], bytes] = {}


@pytest.fixture(autouse=True)
def remembered_wording(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands are put in words by discord.py only if neither they nor the translator is known."""
    for kind in (app_commands.Command, app_commands.Group, app_commands.ContextMenu):
        monkeypatch.setattr(kind, "get_translated_payload", _remembering(kind))


def _remembering(kind: type[Any]) -> Tell:
    tell: Tell = kind.get_translated_payload

    @wraps(tell)
    async def told(command: Any, tree: Any, translator: app_commands.Translator) -> Told:
        if getattr(command, "parent", None) is not None:
            # Its words depend on the names of those above it, with whom it is remembered.
            return await tell(command, tree, translator)
        key = kind, type(translator).translate, orjson.dumps(command.to_dict(tree))
        if key not in _known:
            _known[key] = orjson.dumps(await tell(command, tree, translator))
        payload: Told = orjson.loads(_known[key])
        return payload

    return told
