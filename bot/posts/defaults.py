"""*Make this my default* in *Details*, and what a member's default is."""

from collections.abc import Mapping
from typing import Any

import discord

from bot.common.markdown import one_line
from bot.errors import UserError
from bot.intake.defaults import Default, MemberDefaults
from bot.policy.hidden_pictures import HiddenPictures
from bot.posts.pressed import pressed_job, request_of
from bot.storage.jobs import JobStore
from bot.texts import Languages, Texts
from bot.ui.components import no_default_view
from bot.ui.responses import acknowledge, acknowledge_press, answer

_MOST_VALUE = 100


class DefaultsService:
    """Keeps, shows and forgets the default of a member."""

    def __init__(
        self,
        jobs: JobStore,
        defaults: MemberDefaults,
        hidden: HiddenPictures,
        languages: Languages,
    ) -> None:
        self._jobs = jobs
        self._hidden = hidden
        self._defaults = defaults
        self._languages = languages

    async def keep(self, interaction: discord.Interaction, job_id: int) -> None:
        """Make the model and the options of a job the member's default; raises `UserError`."""
        await acknowledge(interaction)
        job = await pressed_job(self._jobs, self._hidden, interaction, job_id, beside=True)
        default = await self._defaults.keep(interaction.user.id, request_of(job))
        texts = self._languages.of(interaction.locale.value)
        view = no_default_view(texts, interaction.user.id)
        await answer(interaction, texts.say("default-kept", **_facts(texts, default)), view)

    async def show(self, interaction: discord.Interaction) -> None:
        """Show the member's default, with a button that forgets it."""
        await acknowledge(interaction)
        texts = self._languages.of(interaction.locale.value)
        default = await self._defaults.of(interaction.user.id)
        if default is None:
            await answer(interaction, texts.say("default-none"))
            return
        view = no_default_view(texts, interaction.user.id)
        await answer(interaction, texts.say("default-is", **_facts(texts, default)), view)

    async def clear(self, interaction: discord.Interaction, member_id: int) -> None:
        """Forget the default of the member whose button it is; raises `UserError` for others."""
        if member_id != interaction.user.id:
            raise UserError("refused-button")
        await acknowledge_press(interaction)
        await self._defaults.clear(member_id)
        texts = self._languages.of(interaction.locale.value)
        await answer(interaction, texts.say("default-cleared"))


def _facts(texts: Texts, default: Default) -> dict[str, str]:
    return {"title": default.kind.title, "options": _options(texts, default.options)}


def _options(texts: Texts, options: Mapping[str, Any]) -> str:
    said = [
        texts.say("details-option", name=name, value=one_line(str(value), _MOST_VALUE))
        for name, value in options.items()
    ]
    return " · ".join(said) or texts.say("default-no-options")
