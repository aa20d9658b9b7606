"""Cache of the commands' payloads in all languages, built once per process.

They are the same for every world, and building them takes a third of the time to open one. Their
content is tested in `tests/project`, without this cache.
"""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

import orjson
import pytest
from discord import app_commands

Payload = dict[str, Any]
Build = Callable[..., Coroutine[Any, Any, Payload]]


_cache: dict[tuple[Any, ...], bytes] = {}


@pytest.fixture(autouse=True)
def remembered_wording(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cache the payloads that discord.py builds, by command and translator."""
    for kind in (app_commands.Command, app_commands.Group, app_commands.ContextMenu):
        monkeypatch.setattr(kind, "get_translated_payload", _cached(kind))


def _cached(kind: type[Any]) -> Build:
    build: Build = kind.get_translated_payload

    @wraps(build)
    async def cached(command: Any, tree: Any, translator: app_commands.Translator) -> Payload:
        if getattr(command, "parent", None) is not None:
            # Its texts depend on its parents' names, and are cached with them.
            return await build(command, tree, translator)
        key = kind, type(translator).translate, orjson.dumps(command.to_dict(tree))
        if key not in _cache:
            _cache[key] = orjson.dumps(await build(command, tree, translator))
        payload: Payload = orjson.loads(_cache[key])
        return payload

    return cached
