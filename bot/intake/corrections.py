"""*Make it 992×1024*: a command with a bad value, made with the near one at the press of a button.

Requests wait in memory, as drafts do: after a restart the member asks again.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

import discord

from bot.common.clock import Clock, utc_now
from bot.errors import UserError
from bot.intake.intake import Intake
from bot.intake.presser import check_presser
from bot.texts import Languages
from bot.ui.command_options import CorrectableError
from bot.ui.components import correction_view
from bot.ui.responses import acknowledge_press, refuse

# A private answer can be changed for as long as its token lives.
LIFETIME = timedelta(minutes=14)
MAX_WAITING = 500


@dataclass(frozen=True, slots=True)
class _Waiting:
    error: CorrectableError
    member_id: int
    since: datetime


class Corrections:
    """Requests that were refused for a bad value, with the near one in its place."""

    def __init__(self, intake: Intake, languages: Languages, clock: Clock = utc_now) -> None:
        self._intake = intake
        self._languages = languages
        self._clock = clock
        self._waiting: OrderedDict[int, _Waiting] = OrderedDict()

    async def offer(self, interaction: discord.Interaction, error: CorrectableError) -> None:
        """Say what is wrong, with a button that makes the near one."""
        self._waiting[interaction.id] = _Waiting(error, interaction.user.id, self._clock())
        while len(self._waiting) > MAX_WAITING:
            self._waiting.popitem(last=False)
        texts = self._languages.of(interaction.locale.value)
        view = correction_view(texts, interaction.id, error.label)
        await refuse(interaction, self._languages, error, view, for_picture=True)

    async def make(self, interaction: discord.Interaction, number: int) -> None:
        """Accept the near request, once; raises `UserError` if it is too late."""
        check_presser(interaction)
        waiting = self._waiting.get(number)
        if waiting is None or self._clock() - waiting.since > LIFETIME:
            self._waiting.pop(number, None)
            raise UserError("refused-confirm-late")
        if waiting.member_id != interaction.user.id:
            raise UserError("refused-button")
        del self._waiting[number]
        await acknowledge_press(interaction)
        await self._intake.submit(interaction, waiting.error.request, waiting.error.display)
