"""What the bot says of itself in a server that it was just added to: once, and nothing else."""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta

import discord
from discord import ui

from bot.common.clock import Clock
from bot.limits.limit import Limit, in_force
from bot.limits.quota import facts
from bot.settings import Settings
from bot.storage.database import StorageError
from bot.storage.memberships import MembershipStore
from bot.storage.policy_snapshot import PolicySnapshotStore
from bot.texts import Languages, Texts
from bot.ui.locales import server_locale
from bot.ui.transient_errors import TRANSIENT
from providers.registry import GENERATORS

log = logging.getLogger(__name__)

# So long after it was added it may still introduce itself, if it was not running then.
_NEW = timedelta(days=1)
_NOBODY = 0

Mention = Callable[[str], str]
"""From a command's name to how members are shown it."""


class Welcome:
    """Greets servers."""

    def __init__(
        self,
        presence: MembershipStore,
        decisions: PolicySnapshotStore,
        settings: Settings,
        languages: Languages,
        clock: Clock,
    ) -> None:
        self._presence = presence
        self._decisions = decisions
        self._settings = settings
        self._languages = languages
        self._clock = clock

    def is_new(self, guild: discord.Guild) -> bool:
        """Whether the bot was added to the server a short while ago."""
        # None while the server is unavailable, whatever discord.py's type says.
        me: discord.Member | None = guild.me
        joined = me.joined_at if me is not None else None
        return joined is not None and self._clock() - joined < _NEW

    async def greet(self, guild: discord.Guild, mention: Mention) -> None:
        """Post the card, unless that was ever tried before; what fails is logged."""
        channel = place_of_card(guild)
        if channel is None:
            log.info("server %s: no channel to say hello in", guild.id)
            return
        now = self._clock()
        try:
            decided = await self._decisions.of(guild.id, _NOBODY, now)
            # Claimed before it is posted: no card is better than two.
            if not await self._presence.claim_welcome(guild.id, now):
                return
            limits = in_force(self._settings.limits, decided.limits, _NOBODY, (), now)
            texts = self._languages.of(server_locale(guild))
            await channel.send(view=card(texts, limits, mention, self._settings.reply_edits))
        except (StorageError, discord.HTTPException, *TRANSIENT) as error:
            log.warning("server %s: not greeted: %s", guild.id, error)
        else:
            log.info("server %s: greeted", guild.id)


def place_of_card(guild: discord.Guild) -> discord.TextChannel | None:
    """Where Discord itself greets members, else the first channel where the bot may speak."""
    system = [guild.system_channel] if guild.system_channel else []
    for channel in (*system, *guild.text_channels):
        held = channel.permissions_for(guild.me)
        if held.view_channel and held.send_messages:
            return channel
    return None


def card(
    texts: Texts, limits: Sequence[Limit], mention: Mention, reply_edits: bool
) -> ui.LayoutView:
    """What it does, the limits in force, and where those who run the server set things."""
    commands = ", ".join(mention(kind.command) for kind in GENERATORS.values())
    change = "welcome-reply" if reply_edits else "welcome-edit"
    does = [
        texts.say("welcome-title"),
        texts.say("welcome-make", commands=commands),
        texts.say(change, command=mention("edit")),
    ]
    if limits:
        held = [texts.say("welcome-limits")]
        held += [f"- {texts.say('welcome-limit', **facts(limit))}" for limit in limits]
    else:
        held = [texts.say("welcome-no-limits")]
    settings = texts.say("welcome-settings", command=mention("easel settings"))
    view = ui.LayoutView(timeout=None)
    view.add_item(
        ui.Container(
            ui.TextDisplay("\n".join(does)),
            ui.Separator(),
            ui.TextDisplay("\n".join(held)),
            ui.TextDisplay(f"-# {settings}"),
            accent_colour=discord.Colour.blurple(),
        )
    )
    return view
