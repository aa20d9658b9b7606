"""Outlook of a member in a channel: whether a picture could be made there now, or what prevents it.

It asks what every request is asked, in the same order, and neither accepts nor announces anything.
"""

import asyncio
from datetime import datetime

import discord

from bot.errors import UserError
from bot.intake.catalogue import ModelCatalogue
from bot.intake.locating import Channel, requester_of, spender_of
from bot.intake.presser import check_member
from bot.jobs.runner import JobRunner
from bot.limits.quota import Cost
from bot.policy.admission import admit, admit_requester, closed_to
from bot.policy.context import ChannelContext
from bot.policy.word_filter import found
from bot.storage.policy_snapshot import PolicySnapshot
from bot.ui.permissions import missing
from providers.base import ImageRequest
from providers.registry import GENERATORS


class Outlook:
    """Answers for any member, by what the server and the relay say now."""

    def __init__(self, catalogue: ModelCatalogue, runner: JobRunner) -> None:
        self._catalogue = catalogue
        self._runner = runner

    async def refusal(
        self,
        member: discord.Member,
        channel: Channel,
        context: ChannelContext,
        snapshot: PolicySnapshot,
        now: datetime,
        prompt: str = "",
    ) -> UserError | None:
        """Return the refusal that the member's request would meet; None if it would be made.

        With no prompt, no word can be in the way. Of several models the cheapest decides.
        """
        try:
            check_member(member, channel, now)
            _check_bot(channel)
            admit_requester(snapshot, context)
            await check_words(snapshot, prompt)
        except UserError as error:
            return error
        refusals = []
        for request in self._usable(snapshot, context):
            refusal = await self._refusal_of(request, member, context, snapshot)
            if refusal is None:
                return None
            refusals.append(refusal)
        return refusals[0] if refusals else UserError("refused-try-none")

    def _usable(self, snapshot: PolicySnapshot, context: ChannelContext) -> list[ImageRequest]:
        """Return a plain request to each model that can be used there, the cheapest first."""
        closed = closed_to(snapshot, context)
        kinds = self._catalogue.usable(GENERATORS.values())
        requests = [
            kind.from_chosen({"prompt": "?"}) for kind in kinds if kind.family not in closed
        ]
        return sorted(requests, key=self._catalogue.estimate)

    async def _refusal_of(
        self,
        request: ImageRequest,
        member: discord.Member,
        context: ChannelContext,
        snapshot: PolicySnapshot,
    ) -> UserError | None:
        try:
            request = admit(snapshot, request, context)
        except UserError as error:
            return error
        spender = spender_of(requester_of(member), context.guild_id)
        cost = Cost(request.pictures, self._catalogue.estimate(request))
        return await self._runner.refusal(spender, cost, request.family)


async def check_words(snapshot: PolicySnapshot, prompt: str) -> None:
    """Raise `UserError` if the prompt has a word that the server does not want."""
    # A prompt made for it takes 40 ms to search.
    if snapshot.words and (word := await asyncio.to_thread(found, snapshot.words, prompt)):
        raise UserError("refused-word", word=word)


def _check_bot(channel: Channel) -> None:
    held = channel.permissions_for(channel.guild.me)
    if lacking := missing(held, thread=isinstance(channel, discord.Thread)):
        raise UserError("refused-permissions", permissions=", ".join(lacking))
