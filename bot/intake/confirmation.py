"""Confirmation of an expensive request: its price, what it leaves, and two buttons.

Requests wait in memory, as drafts do: after a restart the member asks again.
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
from bot.intake.locating import requester_of
from bot.intake.preparation import RequestPreparation
from bot.jobs.request import JobRequest
from bot.jobs.runner import AlreadyAcceptedError, JobRunner
from bot.limits.accounts import Accounts
from bot.limits.quota import Usage, format_amount, limit_facts
from bot.policy.context import ChannelContext
from bot.settings import Settings
from bot.texts import Languages, Texts
from bot.ui.components import JobItem
from bot.ui.messages import custom_id
from bot.ui.responses import acknowledge_press, answer
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

# A private answer can be seen and changed for as long as its token lives.
LIFETIME = timedelta(minutes=14)
MAX_WAITING = 200


@dataclass(frozen=True, slots=True)
class _Waiting:
    request: JobRequest
    context: ChannelContext
    since: datetime


class PriceConfirmation:
    """Questions about a price, and the requests that wait for an answer."""

    def __init__(
        self,
        runner: JobRunner,
        accounts: Accounts,
        preparation: RequestPreparation,
        settings: Settings,
        languages: Languages,
        clock: Clock = utc_now,
    ) -> None:
        self._runner = runner
        self._accounts = accounts
        self._preparation = preparation
        self._threshold = to_micro_dollars(settings.confirm_above)
        self._languages = languages
        self._clock = clock
        self._waiting: OrderedDict[int, _Waiting] = OrderedDict()

    def needed(self, request: JobRequest) -> bool:
        """Return True if the request is expensive."""
        return bool(self._threshold) and (request.estimate or 0) > self._threshold

    async def ask(
        self,
        interaction: discord.Interaction,
        request: JobRequest,
        context: ChannelContext,
        notes: str,
    ) -> None:
        """Ask privately, below the `notes`; raises `UserError` if the request would be refused."""
        texts = self._languages.of(interaction.locale.value)
        text = f"{notes}\n{await self._question(texts, request)}".strip()
        self._keep(request, context)
        await answer(interaction, text, _view(texts, request.id))

    async def ask_in_channel(
        self, message: discord.Message, request: JobRequest, context: ChannelContext
    ) -> None:
        """Ask the author of a message, in a reply to it; raises as `ask` does."""
        texts = self._languages.of(request.destination.locale)
        text = await self._question(texts, request)
        self._keep(request, context)
        await message.reply(
            text,
            view=_view(texts, request.id),
            delete_after=LIFETIME.total_seconds(),
            mention_author=False,
        )

    async def confirm(self, interaction: discord.Interaction, request_id: int) -> None:
        """Accept a request; raises `UserError` for another member, or when it is too late."""
        waiting = self._take(interaction, request_id)
        await acknowledge_press(interaction)
        requester = requester_of(interaction.user)
        request = await self._preparation.check_again(waiting.request, requester, waiting.context)
        destination = request.destination
        if destination.token is not None:
            # The answer with the button now belongs to this interaction, with a fresh token.
            destination = replace(destination, token=interaction.token)
        try:
            await self._runner.accept(replace(request, destination=destination))
        except AlreadyAcceptedError:
            log.info("job %s: confirmed twice", request.id)
        if destination.token is None:
            await _withdraw(interaction)

    async def decline(self, interaction: discord.Interaction, request_id: int) -> None:
        """Forget a request; raises as `confirm` does."""
        request = self._take(interaction, request_id).request
        await acknowledge_press(interaction)
        if request.destination.token is None:
            await _withdraw(interaction)
            return
        texts = self._languages.of(interaction.locale.value)
        await answer(interaction, texts.say("confirm-declined"))

    async def _question(self, texts: Texts, request: JobRequest) -> str:
        family = request.request.family
        usage = await self._accounts.preview(request.spender, request.cost, family)
        price = texts.say("confirm-price", price=format_dollars(request.estimate or 0))
        return f"{price} {_remainder(texts, usage)}".strip()

    def _keep(self, request: JobRequest, context: ChannelContext) -> None:
        now = self._clock()
        self._waiting[request.id] = _Waiting(request, context, now)
        # They may hold images, so that the oldest, which come first, are dropped.
        while len(self._waiting) > MAX_WAITING or now - self._oldest().since > LIFETIME:
            self._waiting.popitem(last=False)

    def _oldest(self) -> _Waiting:
        return next(iter(self._waiting.values()))

    def _take(self, interaction: discord.Interaction, request_id: int) -> _Waiting:
        waiting = self._waiting.get(request_id)
        if waiting is None or self._clock() - waiting.since > LIFETIME:
            self._waiting.pop(request_id, None)
            raise UserError("refused-confirm-late")
        if waiting.request.spender.member_id != interaction.user.id:
            raise UserError("refused-confirm-other")
        return self._waiting.pop(request_id)


async def _withdraw(interaction: discord.Interaction) -> None:
    """Delete the question from the channel; if that fails, the decision still counts."""
    try:
        await interaction.delete_original_response()
    except (discord.HTTPException, *TRANSIENT) as error:
        log.info("interaction %s: its question still stands: %s", interaction.id, error)


def _remainder(texts: Texts, usage: Usage | None) -> str:
    if usage is None:
        return ""
    limit = usage.limit
    left = format_amount(max(0, limit.amount - usage.used), limit.metric)
    return texts.say("confirm-leaves", left=left, **limit_facts(limit))


def _view(texts: Texts, request_id: int) -> ui.View:
    view = ui.View(timeout=None)
    styles = {"confirm": discord.ButtonStyle.primary, "decline": discord.ButtonStyle.secondary}
    for action, style in styles.items():
        button: ui.Button[ui.View] = ui.Button(
            style=style,
            label=texts.say(f"button-{action}"),
            custom_id=custom_id(action, request_id),
        )
        view.add_item(JobItem(button, action, request_id))
    # Stopped, so that discord.py does not keep the view: presses find `JobItem`.
    view.stop()
    return view
