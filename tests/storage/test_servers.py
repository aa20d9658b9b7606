"""Servers: upload limits, and choices about edits."""

import asyncio

from bot.storage.database import Database
from bot.storage.servers import EditRules, ServerStore
from tests.storage.rows import GUILD, NOON, entry, later


async def test_an_upload_limit_expires(database: Database) -> None:
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


async def test_a_server_without_choices_has_no_rules_of_its_own(database: Database) -> None:
    servers = ServerStore(database)
    assert await servers.edit_rules(GUILD) == EditRules(None, None, None)
    await servers.remember_upload_limit(GUILD, 8 * 2**20, NOON)
    await servers.set_edit_rules(entry())
    assert await servers.edit_rules(GUILD) == EditRules(None, None, None)


async def test_only_the_given_rules_change(database: Database) -> None:
    servers = ServerStore(database)
    await servers.remember_upload_limit(GUILD, 8 * 2**20, later(1))
    await servers.set_edit_rules(entry(), provider="qwen", owner_only=True)
    await servers.set_edit_rules(entry(), reply_edits=False)
    await servers.set_edit_rules(entry(GUILD + 1), provider="flux")
    assert await servers.edit_rules(GUILD) == EditRules("qwen", reply_edits=False, owner_only=True)
    assert await servers.edit_rules(GUILD + 1) == EditRules("flux")
    assert await servers.upload_limit(GUILD, NOON) == 8 * 2**20


async def test_a_rule_can_be_removed(database: Database) -> None:
    servers = ServerStore(database)
    await servers.set_edit_rules(entry(), provider="qwen", reply_edits=True, owner_only=False)
    await servers.set_edit_rules(entry(), provider=None, owner_only=None)
    assert await servers.edit_rules(GUILD) == EditRules(None, reply_edits=True)


async def test_rules_changed_concurrently_are_all_kept(database: Database) -> None:
    servers = ServerStore(database)
    await asyncio.gather(
        servers.set_edit_rules(entry(), provider="qwen"),
        servers.set_edit_rules(entry(), reply_edits=True),
        servers.set_edit_rules(entry(), owner_only=False),
    )
    assert await servers.edit_rules(GUILD) == EditRules("qwen", reply_edits=True, owner_only=False)
