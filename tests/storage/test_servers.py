"""What is remembered of servers and of the installation."""

import asyncio

from bot.storage.database import Database
from bot.storage.servers import EditRules, KeyValueStore, ServerStore
from tests.storage.rows import GUILD, NOON, entry, later


async def test_an_upload_limit_is_known_while_it_is_fresh(database: Database) -> None:
    servers = ServerStore(database)
    assert await servers.upload_limit(GUILD, NOON) is None
    await servers.remember_upload_limit(GUILD, 8 * 2**20, later(10))
    assert await servers.upload_limit(GUILD, later(9)) == 8 * 2**20
    assert await servers.upload_limit(GUILD, later(10)) is None
    assert await servers.upload_limit(GUILD + 1, later(9)) is None


async def test_a_newer_upload_limit_replaces_the_older(database: Database) -> None:
    servers = ServerStore(database)
    await servers.remember_upload_limit(GUILD, 10 * 2**20, later(1))
    await servers.remember_upload_limit(GUILD, 50 * 2**20, later(2))
    assert await servers.upload_limit(GUILD, later(1)) == 50 * 2**20


async def test_a_server_that_chose_nothing_has_no_rules_of_its_own(database: Database) -> None:
    servers = ServerStore(database)
    assert await servers.edit_rules(GUILD) == EditRules(None, None, None)
    await servers.remember_upload_limit(GUILD, 8 * 2**20, NOON)
    await servers.set_edit_rules(entry())
    assert await servers.edit_rules(GUILD) == EditRules(None, None, None)


async def test_only_the_rules_that_are_given_change(database: Database) -> None:
    servers = ServerStore(database)
    await servers.remember_upload_limit(GUILD, 8 * 2**20, later(1))
    await servers.set_edit_rules(entry(), provider="qwen", owner_only=True)
    await servers.set_edit_rules(entry(), reply_edits=False)
    await servers.set_edit_rules(entry(GUILD + 1), provider="flux")
    assert await servers.edit_rules(GUILD) == EditRules("qwen", reply_edits=False, owner_only=True)
    assert await servers.edit_rules(GUILD + 1) == EditRules("flux")
    assert await servers.upload_limit(GUILD, NOON) == 8 * 2**20


async def test_a_rule_can_be_taken_back(database: Database) -> None:
    servers = ServerStore(database)
    await servers.set_edit_rules(entry(), provider="qwen", reply_edits=True, owner_only=False)
    await servers.set_edit_rules(entry(), provider=None, owner_only=None)
    assert await servers.edit_rules(GUILD) == EditRules(None, reply_edits=True)


async def test_rules_changed_at_once_are_all_kept(database: Database) -> None:
    servers = ServerStore(database)
    await asyncio.gather(
        servers.set_edit_rules(entry(), provider="qwen"),
        servers.set_edit_rules(entry(), reply_edits=True),
        servers.set_edit_rules(entry(), owner_only=False),
    )
    assert await servers.edit_rules(GUILD) == EditRules("qwen", reply_edits=True, owner_only=False)


async def test_a_fact_is_what_was_put_last(database: Database) -> None:
    facts = KeyValueStore(database)
    assert await facts.get("commands") is None
    await facts.put("commands", "one")
    await facts.put("commands", "zwei 🦊")
    await facts.put("other", "")
    assert await facts.get("commands") == "zwei 🦊"
    assert await facts.get("other") == ""


async def test_a_fact_put_by_many_at_once_is_one_of_theirs(database: Database) -> None:
    facts = KeyValueStore(database)
    await asyncio.gather(*(facts.put("commands", str(n)) for n in range(8)))
    assert await facts.get("commands") in {str(n) for n in range(8)}
