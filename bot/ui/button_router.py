"""Router of buttons and selects: looked up when used, so that they outlive restarts."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

import discord

from bot.errors import UserError

Press = Callable[[discord.Interaction, int], Awaitable[None]]
"""Does what a button says, about the job or whatever else its number names."""
Choice = Callable[[discord.Interaction, int, Sequence[str]], Awaitable[None]]
"""Likewise for a select, with the values that were chosen."""


class ButtonRouter:
    """Buttons and selects by their action; each raises `UserError` when the member may not."""

    def __init__(self, presses: Mapping[str, Press], choices: Mapping[str, Choice]) -> None:
        self._presses = dict(presses)
        self._choices = dict(choices)

    def register(
        self, choices: Mapping[str, Choice], presses: Mapping[str, Press] | None = None
    ) -> None:
        """Add the selects and buttons that a command brings along."""
        self._choices.update(choices)
        self._presses.update(presses or {})

    async def press(self, interaction: discord.Interaction, action: str, number: int) -> None:
        """Answer the press of a button; one that nobody knows is of another version of the bot."""
        if action not in self._presses:
            raise UserError("refused-button")
        await self._presses[action](interaction, number)

    async def choose(
        self, interaction: discord.Interaction, action: str, number: int, chosen: Sequence[str]
    ) -> None:
        """Something was chosen in a select; raises as `press` does."""
        if action not in self._choices:
            raise UserError("refused-button")
        await self._choices[action](interaction, number, chosen)
