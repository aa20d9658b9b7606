"""The one door of all requests, in one order, whichever way they came in.

The presser's own permissions come first, in `bot/intake/presser.py`. Then: block, pause and rules;
words; what is on offer; consent along the whole chain of edits; limits and budgets; the price; and
only then bytes. What the limits say is decided again in the transaction that accepts the request.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.common.discord_tokens import NameOf
from bot.common.markdown import Markup, one_line
from bot.errors import UserError
from bot.imaging.inputs import Change
from bot.intake.attachments import Framing
from bot.intake.batching import native, task_requests
from bot.intake.catalogue import ModelCatalogue, NotOnOfferError
from bot.intake.conversion import Converted, alternatives, convert
from bot.intake.defaults import filled
from bot.intake.image_plan import ImagePlan
from bot.intake.input_loader import InputLoader
from bot.intake.locating import spender_of
from bot.intake.plain_request import plain_request
from bot.intake.shaping import edited_name, with_shape
from bot.jobs.batch import Batch
from bot.jobs.request import JobRequest, TaskRequest
from bot.jobs.runner import JobRunner
from bot.limits.accounts import Accounts
from bot.limits.quota import Usage
from bot.policy.admission import check_pictures, closed_to, largest_side
from bot.policy.context import ChannelContext, Requester
from bot.policy.edit_permission import EditPermission
from bot.policy.enforcement import PolicyEnforcement
from bot.storage.policy_snapshot import PolicySnapshot, SpendingPolicy
from bot.storage.records import Source
from providers.base import ImageRequest
from providers.gpt_image import SHAPES, GptImageEditRequest
from providers.registry import GENERATORS
from providers.shapes import Shape, ShapeName

# Characters of a member's own words that a refusal gives back.
_MAX_WORDS = 1500

Names = Callable[[JobRequest], Awaitable[NameOf]]
"""Returns the names of what a request mentions, which Discord may have to be asked for."""


@dataclass(frozen=True, slots=True)
class PreparedRequest:
    """A request that may be accepted, but for its images, which the plan finds.

    `fallback` is set where the server's budget has replaced the model. `left_out` are the options
    and images that the relay does not take at present. `shape` is the one that the member has
    named, and `largest_side` the longest side in pixels that the place allows. `style` is the name
    of a style that was chosen, and that the request does not have yet.
    """

    request: JobRequest
    plan: ImagePlan
    fallback: Converted | None
    left_out: tuple[str, ...] = ()
    shape: ShapeName | None = None
    largest_side: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class LoadedRequest:
    """A request with its images, and the changes that were made to them."""

    request: JobRequest
    changes: frozenset[Change]


@dataclass(frozen=True, slots=True)
class _Presser:
    """The member who asks, the place, and what the server has decided."""

    snapshot: PolicySnapshot
    requester: Requester
    context: ChannelContext


class RequestPreparation:
    """The steps of a request up to its acceptance; each raises `UserError` if it is refused."""

    def __init__(
        self,
        catalogue: ModelCatalogue,
        enforcement: PolicyEnforcement,
        permission: EditPermission,
        loader: InputLoader,
        accounts: Accounts,
        runner: JobRunner,
    ) -> None:
        self._catalogue = catalogue
        self._enforcement = enforcement
        self._permission = permission
        self._loader = loader
        self._accounts = accounts
        self._runner = runner

    async def check_consent(
        self, member_id: int, guild_id: int | None, source: Source | None, job_id: int | None = None
    ) -> None:
        """Check whose pictures it is about, before the member says what to make of them."""
        await self._permission.check(member_id, guild_id, source, job_id)

    async def prepare(
        self,
        asked: JobRequest,
        plan: ImagePlan,
        requester: Requester,
        context: ChannelContext,
        names: Names,
        shape: ShapeName | None = None,
        *,
        fills: bool = False,
    ) -> PreparedRequest:
        """Return the request with its model and its price, before any byte is fetched.

        `shape` is the name of the shape that the member wants. If `fills`, the member's default
        fills in what the request leaves out.
        """
        # Read once: every decision about a request is by the same state of the server.
        snapshot = await self._enforcement.snapshot(requester, context.guild_id)
        self._enforcement.admit_requester(snapshot, requester, context)
        presser = _Presser(snapshot, requester, context)
        plain = plain_request(asked.request, await names(asked))
        # Before the default, whose number must not multiply what was asked for.
        plain, batch = native(plain, _as_read(asked.batch, plain), self._catalogue.takes_value)
        if fills:
            # An edit has the shape of its picture, whatever the default is.
            keeps_shape = bool(shape or edited_name(plain, plan.names))
            offers = self._catalogue.offers
            plain = filled(plain, snapshot, context, offers, keeps_shape=keeps_shape)
        request, left_out = await self._admitted(plain, presser)
        self._check_area(asked, request)
        self._catalogue.check_images(request, len(plan.names))
        await self._permission.check(
            requester.member_id, context.guild_id, asked.source, plan.job_id
        )
        plan, side = plan.without(left_out), largest_side(snapshot, context)
        if edited_name(request, plan.names) is None:
            # Within the server's rules, which have admitted the request before.
            request = self._shaped(request, shape, None, side)
        asked = replace(asked, request=request, batch=batch)
        priced = await self._with_tasks(self._priced(asked), plan, presser)
        fallback = await self._fallback(priced, plan, snapshot)
        if fallback is not None:
            # The fallback is a request like any other to the server's policy.
            request, left_out = await self._admitted(fallback.request, presser)
            fallback = replace(fallback, request=request)
            plan = plan.renamed(fallback.names).without(left_out)
            # One model takes the place of several.
            batch = replace(batch, operations=()) if batch else None
            batch = batch if batch and batch.makes_several else None
            priced = self._priced(replace(priced, request=request, batch=batch, tasks=()))
            priced = await self._with_tasks(priced, plan, presser)
        return PreparedRequest(self._with_seed(priced), plan, fallback, left_out, shape, side)

    async def check_limits(self, prepared: PreparedRequest) -> Usage | None:
        """Return the usage of the nearest limit, with this request; refuse as acceptance would."""
        usage = await self._runner.check(prepared.request)
        self._loader.check_sizes(prepared.plan)
        await self._loader.check_stored(prepared.plan)
        return usage

    async def load(self, prepared: PreparedRequest) -> LoadedRequest:
        """Return the request with its images; limits are checked before the first byte."""
        asked, plan = prepared.request, prepared.plan
        if not plan.names:
            # Its limits are checked by the acceptance, which comes next.
            return LoadedRequest(asked, frozenset())
        await self.check_limits(prepared)
        guild_id = asked.spender.guild_id
        framing = self._framing(prepared)
        collected = await self._loader.load(plan, asked.spender.member_id, guild_id, framing)
        request = asked.request
        if name := edited_name(request, plan.names):
            # The picture's size is known only now.
            picture = collected.sizes.get(name)
            shape = None if asked.area else prepared.shape
            side = prepared.largest_side
            request = self._shaped(request, shape, picture, side)
            asked = replace(
                asked,
                tasks=tuple(
                    replace(task, request=self._shaped(task.request, shape, picture, side))
                    for task in asked.tasks
                ),
            )
        loaded = replace(asked, request=request, inputs=collected.inputs)
        return LoadedRequest(loaded, collected.changes)

    async def preview(self, prepared: PreparedRequest) -> bytes:
        """Return the picture of a request with its area tinted, as a WebP."""
        asked = prepared.request
        if asked.area is None:
            raise TypeError("the request has no area")
        spender = asked.spender
        return await self._loader.preview(
            prepared.plan, asked.area.name, spender.member_id, spender.guild_id or 0
        )

    def _check_area(self, asked: JobRequest, request: ImageRequest) -> None:
        """Raise `UserError` where the relay takes no mask for an area."""
        takes_mask = self._catalogue.takes(type(request), "mask")
        if asked.area and (takes_mask is False or not isinstance(request, GptImageEditRequest)):
            raise UserError("refused-area-not-offered", title=request.title)

    def _framing(self, prepared: PreparedRequest) -> Framing | None:
        """Return the area with the sizes that the model makes, within those of the place."""
        asked, side = prepared.request, prepared.largest_side
        if asked.area is None:
            return None
        if self._catalogue.takes(type(asked.request), "size") is False:
            return Framing(asked.area.name, SHAPES[:1])
        frames = [shape for shape in SHAPES if side is None or max(shape) <= side]
        return Framing(asked.area.name, frames or SHAPES[:1])

    async def prepare_again(
        self, prepared: PreparedRequest, requester: Requester, context: ChannelContext
    ) -> PreparedRequest:
        """Return a request that waited for a yes, by what the server and the roles say now."""
        asked = prepared.request
        snapshot = await self._enforcement.snapshot(requester, context.guild_id)
        self._enforcement.admit_requester(snapshot, requester, context)
        presser = _Presser(snapshot, requester, context)
        request, left_out = await self._admitted(asked.request, presser)
        self._check_area(asked, request)
        self._catalogue.check_images(request, len(prepared.plan.names))
        await self._permission.check(
            requester.member_id, context.guild_id, asked.source, prepared.plan.job_id
        )
        spender = spender_of(requester, context.guild_id)
        plan = prepared.plan.without(left_out)
        asked = replace(asked, request=request, spender=spender)
        return replace(
            prepared,
            request=await self._with_tasks(asked, plan, presser),
            plan=plan,
            largest_side=largest_side(snapshot, context),
        )

    async def _admitted(
        self, request: ImageRequest, presser: "_Presser"
    ) -> tuple[ImageRequest, tuple[str, ...]]:
        """Return the request as it may be sent, and what the relay does not take of it.

        Raises `UserError`, with advice for this place where the model is not available.
        """
        snapshot, context = presser.snapshot, presser.context
        admitted = await self._enforcement.admit(snapshot, request, presser.requester, context)
        try:
            admitted = self._catalogue.resolve(admitted)
        except NotOnOfferError:
            closed = closed_to(snapshot, context)
            raise self._catalogue.not_offered(admitted, closed) from None
        return self._catalogue.without_missing(admitted)

    async def _with_tasks(
        self, asked: JobRequest, plan: ImagePlan, presser: "_Presser"
    ) -> JobRequest:
        """Return the request with the tasks of its batch, each admitted, and the price of all.

        Raises `UserError` as for one.
        """
        batch = asked.batch
        if batch is None:
            return asked
        # The others follow from this seed, so that the command of the first repeats them all.
        asked = self._with_seed(asked)
        tasks = []
        sources = self._catalogue.sources
        for task in task_requests(asked.request, plan.names, batch, sources):
            request, left_out = await self._admitted(task.request, presser)
            self._catalogue.check_images(request, len(task.names))
            names = {own: name for own, name in task.names.items() if own not in left_out}
            drawn = self._seeded(request)
            tasks.append(TaskRequest(drawn, self._catalogue.estimate(drawn), names))
        estimate = sum(task.estimate or 0 for task in tasks)
        asked = replace(asked, tasks=tuple(tasks), estimate=estimate)
        check_pictures(presser.snapshot, presser.context, asked.pictures)
        return asked

    def _shaped(
        self,
        request: ImageRequest,
        name: ShapeName | None,
        picture: Shape | None,
        side: int | None,
    ) -> ImageRequest:
        """Return the request with its shape, unless the relay does not take the options for it."""
        shaped = with_shape(request, name, picture, side)
        _, missing = self._catalogue.without_missing(shaped)
        return request if missing else shaped

    def _with_seed(self, asked: JobRequest) -> JobRequest:
        """Return the request with a seed that is drawn here, so that it can be repeated."""
        return replace(asked, request=self._seeded(asked.request))

    def _seeded(self, request: ImageRequest) -> ImageRequest:
        if self._catalogue.takes(type(request), "seed") is False:
            return request
        return request.with_drawn_seed()

    def _priced(self, asked: JobRequest) -> JobRequest:
        return replace(asked, estimate=self._catalogue.estimate(asked.request))

    async def _fallback(
        self, asked: JobRequest, plan: ImagePlan, policy: SpendingPolicy
    ) -> Converted | None:
        """Return the request for the model that takes over when the budget is spent, if it is."""
        family = await self._accounts.falls_back_to(asked.spender, policy, asked.cost, asked.family)
        if family is None or asked.area is not None:
            # No other model takes a mask, so the budget refuses an area later.
            return None
        if family == asked.request.family:
            # One of several models: it makes the request as it is, and the others do not.
            return Converted(asked.request, {name: name for name in plan.names}, ())
        usable = self._catalogue.usable(GENERATORS.values())
        kinds = alternatives(self._catalogue.editors() if plan.names else usable, asked.request)
        if family not in kinds:
            # One that cannot make this leaves it as it is, so that the budget refuses it later.
            return None
        kind = kinds[family]
        return convert(asked.request, plan.names, kind, self._catalogue.sources(kind))


def _as_read(batch: Batch | None, request: ImageRequest) -> Batch | None:
    """Return the batch with the prompt as the models get it: with names in place of mentions."""
    if batch is None or batch.prompt is None:
        return batch
    return replace(batch, prompt=request.prompt)


def question_is_gone(error: UserError, prompt: str) -> UserError:
    """Return the refusal of a request whose images were deleted while it waited, with its words."""
    if error.reason.key != "refused-input-gone":
        return error
    words = Markup(one_line(prompt, _MAX_WORDS))
    return UserError("refused-question-gone", **{**error.reason.facts, "prompt": words})
