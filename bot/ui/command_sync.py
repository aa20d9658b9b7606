"""Synchronisation of the commands with Discord, only when they changed: it counts each one."""

import hashlib
import logging
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import discord
import orjson
from discord import app_commands

from bot.storage.key_values import KeyValueStore
from bot.ui.command_turns import CommandTurns

log = logging.getLogger(__name__)

Mention = Callable[[str], str]
"""From a command's name, such as `easel edits`, to the way members are shown it."""
Body = dict[str, Any]


class NoSuchServerError(Exception):
    """A server for development whose commands the bot may not set."""

    def __init__(self, guild_id: int) -> None:
        super().__init__(
            f"EASEL_DEV_GUILD: server {guild_id} does not have the bot, or not its "
            "commands: add it with the link of `easel invite`"
        )


class Selection(Protocol):
    """The commands that can be used now, which depends on the models on offer."""

    def fit(self, bodies: Sequence[Body]) -> list[Body]:
        """Return those of all commands that Discord is sent."""

    def offers(self, command: str) -> bool:
        """Return True if a command can be used."""


class CommandSync:
    """Commands as Discord has them: in all servers, or at once in one for development."""

    def __init__(
        self,
        tree: app_commands.CommandTree[Any],
        store: KeyValueStore,
        dev_guild: int | None,
        selection: Selection,
        turns: CommandTurns | None = None,
    ) -> None:
        self._tree = tree
        self._store = store
        self._dev_guild = dev_guild
        self._selection = selection
        self._turns = turns

    async def sync_in_turn(self) -> bool:
        """Do `sync` unless it is another process's turn; return False if it is."""
        if self._turns is None:
            await self.sync()
            return True
        async with self._turns.take() as is_ours:
            if is_ours:
                await self.sync()
        return is_ours

    async def renew(self) -> bool:
        """Keep the turn of the newest process; return True if this one has it from now on."""
        return self._turns is not None and await self._turns.renew()

    async def sync(self) -> bool:
        """Send the commands if Discord has others; return True if they were sent.

        All of them are sent at once, and Discord counts only those whose names are new. Raises
        `NoSuchServerError` if the server for development does not take them.
        """
        guild = discord.Object(self._dev_guild) if self._dev_guild else None
        if guild:
            self._tree.copy_global_to(guild=guild)
        bodies = self._selection.fit(await command_bodies(self._tree, guild))
        digest = digest_of(bodies)
        if await self._store.get(self._key) == digest:
            return False
        ids = {one["name"]: int(one["id"]) for one in await self._send(bodies)}
        await self._store.put(f"{self._key}:ids", orjson.dumps(ids).decode())
        # Last, so that a sync that failed is tried again at the next start.
        await self._store.put(self._key, digest)
        log.info("commands synced to %s", f"server {guild.id}" if guild else "all servers")
        return True

    def offers(self, command: str) -> bool:
        """Return True if the model of a command is on offer."""
        return self._selection.offers(command)

    async def mentions(self) -> Mention:
        """Return a function that writes a command so that members can click it.

        Where Discord's id of the command is not known, it writes its plain name.
        """
        stored = await self._store.get(f"{self._key}:ids")
        ids: dict[str, int] = orjson.loads(stored) if stored else {}

        def mention(command: str) -> str:
            command_id = ids.get(command.partition(" ")[0])
            return f"</{command}:{command_id}>" if command_id else f"`/{command}`"

        return mention

    async def _send(self, bodies: list[Body]) -> Sequence[Any]:
        # Not by the tree, which sends every command that it answers.
        http, application_id = self._tree.client.http, self._tree.client.application_id or 0
        synced: list[Any]
        if self._dev_guild:
            try:
                synced = await http.bulk_upsert_guild_commands(
                    application_id, self._dev_guild, payload=bodies
                )
            except (discord.Forbidden, discord.NotFound):
                raise NoSuchServerError(self._dev_guild) from None
        else:
            synced = await http.bulk_upsert_global_commands(application_id, payload=bodies)
        return synced

    @property
    def _key(self) -> str:
        return f"commands:{self._tree.client.application_id}:{self._dev_guild or 'global'}"


async def commands_digest(tree: app_commands.CommandTree[Any], guild: discord.Object | None) -> str:
    """Return one hash of all commands, in all languages."""
    return digest_of(await command_bodies(tree, guild))


def digest_of(bodies: Sequence[Body]) -> str:
    """Return one hash of commands, in whatever order they are."""
    ordered = sorted(bodies, key=lambda body: (body["type"], body["name"]))
    return hashlib.sha256(orjson.dumps(ordered, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def command_bodies(
    tree: app_commands.CommandTree[Any], guild: discord.Object | None = None
) -> list[dict[str, Any]]:
    """Return every command as Discord is sent it."""
    commands, translator = tree.get_commands(guild=guild), tree.translator
    if translator is None:
        return [command.to_dict(tree) for command in commands]
    return [await command.get_translated_payload(tree, translator) for command in commands]
