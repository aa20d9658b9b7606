"""Buttons that outlive the process: whose they are and what they do is looked up when pressed."""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.errors import UserError
from bot.jobs import JobRunner
from bot.texts import Texts
from bot.tree import answer, refuse

CUSTOM_ID = re.compile(r"easel:(?P<action>[a-z]+):(?P<job>[0-9]{1,20})")


def custom_id(action: str, job_id: int) -> str:
    """What a button carries; the job's id in it is also how a lost message is found again."""
    return f"easel:{action}:{job_id}"


def job_of(message: discord.Message) -> int | None:
    """The job whose buttons are under the message."""
    for row in message.components:
        for item in getattr(row, "children", ()):
            if found := CUSTOM_ID.fullmatch(getattr(item, "custom_id", None) or ""):
                return int(found["job"])
    return None


class JobButton(ui.DynamicItem[ui.Button[Any]], template=CUSTOM_ID):
    """A button about a job. What it needs comes from the client that it was pressed on."""

    def __init__(self, item: ui.Button[Any], action: str, job_id: int) -> None:
        super().__init__(item)
        self.action = action
        self.job_id = job_id

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,  # noqa: ARG003 - discord.py hands it over
        item: ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """Rebuilt from the message it stands under, however old that is."""
        assert isinstance(item, ui.Button)  # noqa: S101 - only buttons carry these ids
        return cls(item, match["action"], int(match["job"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Do what the button says; whatever goes wrong ends in a private sentence."""
        client: Any = interaction.client
        presses: Presses = client.presses
        try:
            await presses.press(interaction, self.action, self.job_id)
        except Exception as error:  # noqa: BLE001 - discord.py would only log it
            await refuse(interaction, presses.texts, error)


class Presses:
    """What each button does, checked anew on every press: a custom id proves nothing."""

    def __init__(self, runner: JobRunner, texts: Texts) -> None:
        self._runner = runner
        self.texts = texts

    async def press(self, interaction: discord.Interaction, action: str, job_id: int) -> None:
        """Raises `UserError` when the member may not, or it is too late."""
        match action:
            case "delete":
                await self._delete(interaction, job_id)
            case "cancel":
                await self._cancel(interaction, job_id)
            case _:
                raise UserError("refused-button")

    async def _delete(self, interaction: discord.Interaction, job_id: int) -> None:
        message = interaction.message
        if message is None or job_of(message) != job_id:
            raise UserError("refused-button")
        job = await self._runner.get(job_id)
        requester = job is not None and job.member_id == interaction.user.id
        # In direct messages everything was asked for by the one who reads it.
        moderator = interaction.permissions.manage_messages and interaction.guild_id is not None
        if not (requester or moderator or interaction.guild_id is None):
            raise UserError("refused-delete")
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            await message.delete()
        except discord.NotFound:
            await answer(interaction, self.texts.say("gone"))
        else:
            await answer(interaction, self.texts.say("deleted"))

    async def _cancel(self, interaction: discord.Interaction, job_id: int) -> None:
        await interaction.response.defer()
        if not await self._runner.cancel(job_id, interaction.user.id):
            raise UserError("refused-cancel")
        # The status of the job says so too, but it may be another message than this one.
        await interaction.edit_original_response(
            content=self.texts.say("status-cancelled"), view=None
        )


def post_view(texts: Texts, job_id: int) -> ui.View:
    """The buttons under a picture."""
    return _view(_button("delete", job_id, texts.say("button-delete")))


def cancel_view(texts: Texts, jobs: Sequence[tuple[int, str]]) -> ui.View:
    """Buttons that take jobs out of the line; several are told apart by their prompts."""
    if len(jobs) == 1:
        return _view(_button("cancel", jobs[0][0], texts.say("button-cancel")))
    return _view(
        *(_button("cancel", job_id, texts.say("jobs-cancel", prompt=p)) for job_id, p in jobs)
    )


def _view(*buttons: JobButton) -> ui.View:
    view = ui.View(timeout=None)
    for button in buttons:
        view.add_item(button)
    # Stopped, so that discord.py does not keep one for every message: presses find `JobButton`.
    view.stop()
    return view


def _button(action: str, job_id: int, label: str) -> JobButton:
    item: ui.Button[Any] = ui.Button(label=label[:80], custom_id=custom_id(action, job_id))
    return JobButton(item, action, job_id)
