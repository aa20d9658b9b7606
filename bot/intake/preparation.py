"""Preparation of a request: everything between the event and its price.

The order never changes: catalogue, then the server's policy, and only then bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.imaging.inputs import Change
from bot.intake.attachments import Attachments, CollectedInputs
from bot.intake.catalogue import ModelCatalogue
from bot.intake.conversion import Converted, alternatives, convert
from bot.intake.locating import spender_of
from bot.jobs.request import JobRequest
from bot.limits.accounts import Accounts
from bot.policy.context import ChannelContext, Requester
from bot.policy.enforcement import PolicyEnforcement
from bot.storage.policy_snapshot import SpendingPolicy
from bot.storage.records import StoredInput
from providers.base import ImageRequest


@dataclass(frozen=True, slots=True)
class PreparedRequest:
    """A request that may be accepted, and what the member should know about it.

    `changes` were made to its images; `fallback` is set where the budget has replaced the model.
    """

    request: JobRequest
    changes: frozenset[Change]
    fallback: Converted | None


class RequestPreparation:
    """The steps before the price: policy, images, and the fallback of the server's budget."""

    def __init__(
        self,
        catalogue: ModelCatalogue,
        enforcement: PolicyEnforcement,
        attachments: Attachments,
        accounts: Accounts,
    ) -> None:
        self._catalogue = catalogue
        self._enforcement = enforcement
        self._attachments = attachments
        self._accounts = accounts

    def check(self, request: ImageRequest, given: Sequence[StoredInput] | None) -> ImageRequest:
        """Return the request with its model, after all checks that need no waiting.

        Raises `UserError` if it is not on offer, or an image is too large to fetch.
        """
        request = self._catalogue.resolve(request)
        if given is None:
            self._attachments.check_sizes(request)
        return request

    async def prepare(
        self,
        asked: JobRequest,
        requester: Requester,
        context: ChannelContext,
        given: tuple[StoredInput, ...] | None = None,
    ) -> PreparedRequest:
        """Return the request with its images and its price; raises `UserError` if it is refused.

        `given` are the images of an earlier job, in place of the request's own.
        """
        # Read once: every decision about a request is by the same state of the server.
        snapshot = await self._enforcement.snapshot(requester.member_id, context.guild_id)
        request = await self._enforcement.admit(snapshot, asked.request, requester, context)
        collected = await self._collect(request, given, context.guild_id, requester.member_id)
        admitted = self._priced(replace(asked, request=request, inputs=collected.inputs))
        fallback = await self._fallback(admitted, snapshot)
        if fallback is not None:
            # The fallback is a request like any other to the server's policy.
            named = self._catalogue.resolve(fallback.request)
            request = await self._enforcement.admit(snapshot, named, requester, context)
            fallback = replace(fallback, request=request)
            admitted = replace(admitted, request=fallback.request, inputs=fallback.inputs)
        # Drawn here and stored, so that the picture can be made again.
        seeded = replace(admitted, request=admitted.request.with_drawn_seed())
        return PreparedRequest(self._priced(seeded), collected.changes, fallback)

    async def check_again(
        self, prepared: JobRequest, requester: Requester, context: ChannelContext
    ) -> JobRequest:
        """Return a request that waited, by what the server and the roles say now.

        Raises `UserError` if it is refused meanwhile.
        """
        snapshot = await self._enforcement.snapshot(requester.member_id, context.guild_id)
        request = await self._enforcement.admit(snapshot, prepared.request, requester, context)
        await self._attachments.check_given(prepared.inputs, context.guild_id, requester.member_id)
        return replace(prepared, request=request, spender=spender_of(requester, context.guild_id))

    def _priced(self, asked: JobRequest) -> JobRequest:
        return replace(asked, estimate=self._catalogue.estimate(asked.request))

    async def _collect(
        self,
        request: ImageRequest,
        given: tuple[StoredInput, ...] | None,
        guild_id: int,
        member_id: int,
    ) -> CollectedInputs:
        if given is None:
            return await self._attachments.collect(request, guild_id, member_id)
        await self._attachments.check_given(given, guild_id, member_id)
        return CollectedInputs(given, frozenset())

    async def _fallback(self, asked: JobRequest, policy: SpendingPolicy) -> Converted | None:
        """Return the request for the model that takes over when the budget is spent, if it is."""
        family = await self._accounts.falls_back_to(
            asked.spender, policy, asked.cost, asked.request.family
        )
        if family is None:
            return None
        images = {image.name: image for image in asked.inputs}
        kinds = alternatives(self._catalogue, asked.request, images=bool(images))
        # One that cannot make this leaves it as it is, so that the budget refuses it later.
        return convert(asked.request, images, kinds[family]) if family in kinds else None
