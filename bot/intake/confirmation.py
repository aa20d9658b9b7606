"""Before a dear request: its price and what it leaves, and a button that says yes.

What is asked for waits in memory, as drafts do: after a restart the member asks again.
"""

import logging
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import discord
from discord import ui

from bot.common.clock import Clock, utc_now
from bot.common.money import format_dollars, to_micro_dollars
from bot.errors import UserError
from bot.intake.attachments import Attachments
from bot.intake.locating import requester_of
from bot.jobs.runner import AlreadyAcceptedError, Ask, JobRunner
from bot.limits.quota import Usage, facts, in_words
from bot.policy.context import ChannelContext
from bot.policy.enforcement import PolicyEnforcement
from bot.settings import Settings
from bot.texts import Languages, Texts
from bot.ui.components import JobItem
from bot.ui.messages import custom_id
from bot.ui.responses import answer
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

# A private answer can be seen and changed for as long as its token lives.
LIFE = timedelta(minutes=14)
_MOST = 200


@dataclass(frozen=True, slots=True)
class _Waiting:
    ask: Ask
    room: ChannelContext
    since: datetime


class PriceConfirmation:
    """Asks, and accepts what was said yes to."""

    def __init__(
        self,
        runner: JobRunner,
        enforcement: PolicyEnforcement,
        attachments: Attachments,
        settings: Settings,
        languages: Languages,
        clock: Clock = utc_now,
    ) -> None:
        self._runner = runner
        self._enforcement = enforcement
        self._attachments = attachments
        self._above = to_micro_dollars(settings.confirm_above)
        self._languages = languages
        self._clock = clock
        self._waiting: OrderedDict[int, _Waiting] = OrderedDict()

    def needed(self, ask: Ask) -> bool:
        """Whether this is dear."""
        return bool(self._above) and (ask.estimate or 0) > self._above

    async def ask(
        self, interaction: discord.Interaction, ask: Ask, room: ChannelContext, said: str
    ) -> None:
        """Ask privately, below what was `said` already; raises `UserError` where it is refused."""
        texts = self._languages.of(interaction.locale.value)
        text = f"{said}\n{await self._question(texts, ask)}".strip()
        self._keep(ask, room)
        await answer(interaction, text, _view(texts, ask.id))

    async def ask_in_channel(
        self, message: discord.Message, ask: Ask, room: ChannelContext
    ) -> None:
        """Ask who wrote the message, where it stands; raises as `ask` does."""
        texts = self._languages.of(ask.place.locale)
        text = await self._question(texts, ask)
        self._keep(ask, room)
        await message.reply(
            text,
            view=_view(texts, ask.id),
            delete_after=LIFE.total_seconds(),
            mention_author=False,
        )

    async def confirm(self, interaction: discord.Interaction, ask_id: int) -> None:
        """Accept it; raises `UserError` for another member, or when it is too late."""
        waiting = self._take(interaction, ask_id)
        await interaction.response.defer()
        # What the server has decided, and the member's roles, may have changed since.
        requester = requester_of(interaction.user)
        request = await self._enforcement.admit(waiting.ask.request, requester, waiting.room)
        await self._attachments.check_given(waiting.ask.inputs, waiting.room.guild_id)
        ask = replace(waiting.ask, request=request, role_ids=requester.role_ids)
        if ask.place.token is not None:
            # The answer that holds the button is now this interaction's, with a fresh token.
            ask = replace(ask, place=replace(ask.place, token=interaction.token))
        try:
            await self._runner.accept(ask)
        except AlreadyAcceptedError:
            log.info("job %s: confirmed twice", ask.id)
        if ask.place.token is None:
            await _withdraw(interaction)

    async def decline(self, interaction: discord.Interaction, ask_id: int) -> None:
        """Forget it; raises as `confirm` does."""
        ask = self._take(interaction, ask_id).ask
        await interaction.response.defer()
        if ask.place.token is None:
            await _withdraw(interaction)
            return
        texts = self._languages.of(interaction.locale.value)
        await answer(interaction, texts.say("confirm-declined"))

    async def _question(self, texts: Texts, ask: Ask) -> str:
        usage = await self._runner.preview(ask)
        price = texts.say("confirm-price", price=format_dollars(ask.estimate or 0))
        return f"{price} {_leaves(texts, usage)}".strip()

    def _keep(self, ask: Ask, room: ChannelContext) -> None:
        now = self._clock()
        self._waiting[ask.id] = _Waiting(ask, room, now)
        # The oldest come first; they may hold images.
        while len(self._waiting) > _MOST or now - next(iter(self._waiting.values())).since > LIFE:
            self._waiting.popitem(last=False)

    def _take(self, interaction: discord.Interaction, ask_id: int) -> _Waiting:
        found = self._waiting.get(ask_id)
        if found is None or self._clock() - found.since > LIFE:
            self._waiting.pop(ask_id, None)
            raise UserError("refused-confirm-late")
        if found.ask.member_id != interaction.user.id:
            raise UserError("refused-confirm-other")
        return self._waiting.pop(ask_id)


async def _withdraw(interaction: discord.Interaction) -> None:
    """Take the question out of the channel; what was answered does not depend on it."""
    try:
        await interaction.delete_original_response()
    except (discord.HTTPException, *TRANSIENT) as error:
        log.info("interaction %s: its question still stands: %s", interaction.id, error)


def _leaves(texts: Texts, usage: Usage | None) -> str:
    if usage is None:
        return ""
    limit = usage.limit
    left = in_words(max(0, limit.amount - usage.used), limit.metric)
    return texts.say("confirm-leaves", left=left, **facts(limit))


def _view(texts: Texts, ask_id: int) -> ui.View:
    view = ui.View(timeout=None)
    styles = {"confirm": discord.ButtonStyle.primary, "decline": discord.ButtonStyle.secondary}
    for action, style in styles.items():
        button: ui.Button[ui.View] = ui.Button(
            style=style,
            label=texts.say(f"button-{action}"),
            custom_id=custom_id(action, ask_id),
        )
        view.add_item(JobItem(button, action, ask_id))
    # Stopped, so that discord.py does not keep it: presses find `JobItem`.
    view.stop()
    return view
