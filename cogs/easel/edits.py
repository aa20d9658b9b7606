"""`/easel edits`: the edits of pictures in a server."""

from dataclasses import asdict

import discord
from discord import app_commands

from bot.app import Services
from bot.errors import UserError
from bot.intake.offers import Offers, OffersHere
from bot.policy import EditChanges
from bot.policy.rules import TITLES
from bot.texts import Languages, Texts
from bot.ui.audit import audit_entry
from bot.ui.model_choices import model_choices
from bot.ui.responses import answer
from cogs.easel.base import AdminCog
from providers.registry import EDITORS

_DEFAULT = "default"


class Edits(AdminCog):
    """Edits of pictures."""

    def __init__(self, services: Services, languages: Languages) -> None:
        super().__init__(services, languages)
        self._offers = services[Offers]

    @app_commands.command()
    @app_commands.describe(
        provider="What edits a picture; `default` is the bot's own choice",
        reply_edits="Whether a reply to a picture edits it",
        owner_only="Whether only the member who asked for a picture can edit it",
    )
    async def edits(
        self,
        interaction: discord.Interaction,
        provider: str | None = None,
        reply_edits: bool | None = None,
        owner_only: bool | None = None,
    ) -> None:
        """Change what is given, and show what holds."""
        guild_id = await self._begin(interaction)
        if provider is not None:
            offers = await self._offers.of_server(guild_id, interaction.user.id)
            provider = _editor(offers, provider)
        if changes := _changes(provider, reply_edits, owner_only):
            entry = audit_entry(interaction, "edits", **changes)
            await self._settings.edits.change(entry, **changes)
        await answer(interaction, await self._edits_in_force(self._texts(interaction), guild_id))

    @edits.autocomplete("provider")
    async def _suggest_editors(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Return the models that can edit in this server, and the default."""
        # Nobody would read a refusal here.
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            return []
        try:
            offers = await self._offers.of_server(interaction.guild_id, interaction.user.id)
        except UserError:
            return []
        title = TITLES[self._settings.edits.default_editor]
        default = {_DEFAULT: self._texts(interaction).say("panel-default", value=title)}
        return model_choices(offers.labels(offers.editors()) | default, current)

    async def _edits_in_force(self, texts: Texts, guild_id: int) -> str:
        rules = await self._settings.edits.of(guild_id)
        policy = await self._settings.edits.policy(guild_id)
        lines = [texts.say("rules-edits")]
        for option, value in asdict(policy).items():
            chosen = getattr(rules, option) == value
            line = texts.say("rules-line", option=option, value=_in_words(texts, value))
            lines.append(line if chosen else f"{line} {texts.say('rules-default')}")
        return "\n".join(lines)


def _editor(offers: OffersHere, typed: str) -> str:
    """Return the family that was chosen or typed; raises `UserError` if it cannot edit here."""
    wanted = typed.strip().casefold()
    editors = offers.editors()
    for kind in editors:
        if wanted in (kind.family, kind.title.casefold()):
            return kind.family
    if wanted == _DEFAULT:
        return _DEFAULT
    if known := EDITORS.get(wanted):
        raise UserError("refused-edit-not-offered", title=known.title)
    if not editors:
        raise UserError("refused-no-editor")
    raise UserError("refused-no-model", others=", ".join(kind.title for kind in editors))


def _in_words(texts: Texts, value: str | bool) -> str:
    if isinstance(value, str):
        return value
    return texts.say("rules-yes" if value else "rules-no")


def _changes(
    provider: str | None, reply_edits: bool | None, owner_only: bool | None
) -> EditChanges:
    """Return what was given; an option that was left out changes nothing."""
    changes: EditChanges = {}
    if provider is not None:
        changes["provider"] = None if provider == _DEFAULT else provider
    if reply_edits is not None:
        changes["reply_edits"] = reply_edits
    if owner_only is not None:
        changes["owner_only"] = owner_only
    return changes
