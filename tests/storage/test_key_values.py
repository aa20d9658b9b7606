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


async def test_only_what_is_not_there_is_filled(database: Database) -> None:
    store = KeyValueStore(database)
    assert await store.fill("alert:key", "first")
    assert not await store.fill("alert:key", "second")
    assert await store.get("alert:key") == "first"
    assert await store.delete("alert:key")
    assert not await store.delete("alert:key")
    assert await store.get("alert:key") is None
    assert await store.fill("alert:key", "third")
    assert not await store.delete("alert:other")


async def test_one_of_several_fills_and_one_of_several_deletes(database: Database) -> None:
    store = KeyValueStore(database)
    assert sum(await asyncio.gather(*(store.fill("alert:key", str(n)) for n in range(8)))) == 1
    assert sum(await asyncio.gather(*(store.delete("alert:key") for _ in range(8)))) == 1


async def test_items_are_those_of_the_prefix(database: Database) -> None:
    store = KeyValueStore(database)
    for name in ("alert:key", "alert:disk", "alerts", "al_rt:x", "catalogue"):
        await store.put(name, name.upper())
    assert await store.items("alert:") == {"alert:key": "ALERT:KEY", "alert:disk": "ALERT:DISK"}
    assert await store.items("al_rt:") == {"al_rt:x": "AL_RT:X"}
