"""Welcome card: the bot introduces itself once in a server that it was just added to."""

import logging
from collections.abc import Sequence
from datetime import timedelta

import discord
from discord import ui

from bot.common.clock import Clock
from bot.common.nonces import nonce_about
from bot.limits.limit import Limit
from bot.limits.quota import limit_facts
from bot.settings import Settings
from bot.storage.database import StorageError
from bot.storage.memberships import MembershipStore
from bot.storage.policy_snapshot import PolicySnapshotStore
from bot.texts import Languages, Texts
from bot.ui.command_sync import CommandSync, Mention
from bot.ui.locales import server_locale
from bot.ui.transient_errors import TRANSIENT
from providers.registry import GENERATORS

log = logging.getLogger(__name__)

# The bot may have been added while it was not running.
_NEW_FOR = timedelta(days=1)
_NOBODY = 0


class Welcome:
    """Greets servers."""

    def __init__(
        self,
        memberships: MembershipStore,
        policies: PolicySnapshotStore,
        commands: CommandSync,
        settings: Settings,
        languages: Languages,
        clock: Clock,
    ) -> None:
        self._memberships = memberships
        self._policies = policies
        self._commands = commands
        self._settings = settings
        self._languages = languages
        self._clock = clock

    async def greet_new(self, guilds: Sequence[discord.Guild]) -> None:
        """Greet those servers that the bot was added to within the last day."""
        for guild in guilds:
            if self._is_new(guild):
                await self.greet(guild)

    async def greet(self, guild: discord.Guild) -> None:
        """Post the card, unless that was ever tried before; failures are logged."""
        channel = card_channel(guild)
        if channel is None:
            log.info("server %s: no channel to say hello in", guild.id)
            return
        try:
            greeted = await self._post(guild, channel)
        except (StorageError, discord.HTTPException, *TRANSIENT) as error:
            log.warning("server %s: not greeted: %s", guild.id, error)
        else:
            if greeted:
                log.info("server %s: greeted", guild.id)

    async def _post(self, guild: discord.Guild, channel: discord.TextChannel) -> bool:
        now, mention = self._clock(), await self._commands.mentions()
        policy = await self._policies.of(guild.id, _NOBODY, now)
        # Claimed before it is posted: no card is better than two.
        if not await self._memberships.claim_welcome(guild.id, now):
            return False
        limits = self._settings.limits.in_force(policy.limits, guild.id, _NOBODY, (), now)
        texts = self._languages.of(server_locale(guild))
        commands = [
            kind.command for kind in GENERATORS.values() if self._commands.offers(kind.command)
        ]
        view = card(texts, limits, mention, commands, self._settings.reply_edits)
        await channel.send(view=view, nonce=nonce_about("we", guild.id))
        return True

    def _is_new(self, guild: discord.Guild) -> bool:
        # None while the server is unavailable, whatever discord.py's type says.
        me: discord.Member | None = guild.me
        joined = me.joined_at if me is not None else None
        return joined is not None and self._clock() - joined < _NEW_FOR


def card_channel(guild: discord.Guild) -> discord.TextChannel | None:
    """Return the channel where Discord greets members, else the first where the bot may write."""
    system = [guild.system_channel] if guild.system_channel else []
    for channel in (*system, *guild.text_channels):
        permissions = channel.permissions_for(guild.me)
        if permissions.view_channel and permissions.send_messages:
            return channel
    return None


def card(
    texts: Texts,
    limits: Sequence[Limit],
    mention: Mention,
    makers: Sequence[str],
    reply_edits: bool,
) -> ui.LayoutView:
    """Return the card: what the bot does, the limits in force, and where they are set.

    `makers` are the commands of the models on offer.
    """
    commands = ", ".join(map(mention, makers))
    change = "welcome-reply" if reply_edits else "welcome-edit"
    does = [
        texts.say("welcome-title"),
        texts.say("welcome-make", imagine=mention("imagine")),
        texts.say(change, command=mention("edit")),
        texts.say("welcome-remix"),
        *([texts.say("welcome-models", commands=commands)] if commands else []),
    ]
    if limits:
        rules = [texts.say("welcome-limits")]
        rules += [f"- {texts.say('welcome-limit', **limit_facts(limit))}" for limit in limits]
    else:
        rules = [texts.say("welcome-no-limits")]
    settings = texts.say("welcome-settings", command=mention("easel settings"))
    view = ui.LayoutView(timeout=None)
    view.add_item(
        ui.Container(
            ui.TextDisplay("\n".join(does)),
            ui.Separator(),
            ui.TextDisplay("\n".join(rules)),
            ui.TextDisplay(f"-# {settings}"),
            accent_colour=discord.Colour.blurple(),
        )
    )
    return view
