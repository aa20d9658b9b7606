"""Named values of the installation."""

import asyncio

from bot.storage.database import Database
from bot.storage.key_values import KeyValueStore


async def test_the_value_put_last_is_returned(database: Database) -> None:
    store = KeyValueStore(database)
    assert await store.get("commands") is None
    await store.put("commands", "one")
    await store.put("commands", "zwei 🦊")
    await store.put("other", "")
    assert await store.get("commands") == "zwei 🦊"
    assert await store.get("other") == ""


async def test_concurrent_puts_store_one_of_the_values(database: Database) -> None:
    store = KeyValueStore(database)
    await asyncio.gather(*(store.put("commands", str(n)) for n in range(8)))
    assert await store.get("commands") in {str(n) for n in range(8)}
