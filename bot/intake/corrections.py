"""*Make it 992×1024*: a command with a bad value, made with the near one at the press of a button.

The near request is kept like any that was refused, so that a restart does not lose it.
"""

import discord

from bot.intake.kept_requests import KeptRequests
from bot.intake.suggested_values import SuggestedValues
from bot.intake.unprepared import unprepared
from bot.jobs.retry_actions import RETRY
from bot.texts import Languages
from bot.ui.command_options import CorrectableError
from bot.ui.components import correction_view
from bot.ui.responses import refuse


class Corrections:
    """Commands that were refused for a bad value, and the buttons that go on from there."""

    def __init__(
        self, kept: KeptRequests, suggested: SuggestedValues, languages: Languages
    ) -> None:
        self._kept = kept
        self._suggested = suggested
        self._languages = languages

    async def offer(self, interaction: discord.Interaction, error: CorrectableError) -> None:
        """Say what is wrong, with a button that makes the near one, if there is one.

        There is none for what the member may not choose there.
        """
        near = unprepared(interaction, error.request, error.display)
        actions = await self._kept.keep_request(interaction, near, error.request.prompt, error)
        ways_on = [action for action in actions if action != RETRY]
        texts = self._languages.of(interaction.locale.value)
        is_fitting = bool(actions and await self._suggested.fitting(interaction, [error.request]))
        label = error.label if is_fitting else None
        view = correction_view(texts, interaction.id, label, ways_on) if actions else None
        await refuse(interaction, self._languages, error, view, for_picture=True)
