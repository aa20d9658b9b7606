"""Models that a member can use in a place now: the one answer behind every list and default."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import discord

from bot.intake.catalogue import ModelCatalogue
from bot.intake.locating import ChannelResolver, requester_of, spender_of
from bot.limits.accounts import Accounts
from bot.limits.quota import Cost
from bot.policy.admission import Closed, closed_to
from bot.policy.context import ChannelContext, Requester
from bot.policy.enforcement import PolicyEnforcement
from providers.base import ImageRequest
from providers.registry import EDITORS, GENERATORS, OPERATIONS


class Bar(StrEnum):
    """Reasons why a model cannot be used."""

    MISSING = "missing"
    """Not on offer to this account."""
    CLOSED = "closed"
    """Nothing is made here, or by this member."""
    OFF = "off"
    """Not used in this place."""
    AGE = "age"
    """For age-restricted channels only."""
    ROLE = "role"
    """Not used by members with these roles."""
    PRICE = "price-bar"
    """More expensive than the member's limits, or a budget, allow now."""


_BARS = {Closed.ALL: Bar.CLOSED, Closed.OFF: Bar.OFF, Closed.AGE: Bar.AGE, Closed.ROLE: Bar.ROLE}


@dataclass(frozen=True, slots=True)
class Offer:
    """One kind of requests. `bar` is why it cannot be made; `is_failing`: it fails at present.

    `can_edit` is True if the relay takes a picture to edit with it.
    """

    kind: type[ImageRequest]
    bar: Bar | None = None
    is_failing: bool = False
    can_edit: bool = False


@dataclass(frozen=True, slots=True)
class OffersHere:
    """All kinds of requests as one member finds them in one place, those that fail last."""

    offers: Sequence[Offer]

    def usable(self, kinds: Iterable[type[ImageRequest]]) -> list[type[ImageRequest]]:
        """Return those of the kinds that can be made, the ones that fail at present last.

        Where a place or a member is closed altogether, no model is to blame: all are listed, and
        the request is refused in words that say why.
        """
        wanted, open_to = {*kinds}, (None, Bar.CLOSED)
        return [one.kind for one in self.offers if one.bar in open_to and one.kind in wanted]

    def generators(self) -> list[type[ImageRequest]]:
        """Return the usable kinds that need no picture, one of each family."""
        return self.usable(GENERATORS.values())

    def editors(self) -> list[type[ImageRequest]]:
        """Return the usable kinds that can edit a picture, one of each family."""
        editing = {one.kind for one in self.offers if one.can_edit}
        return self.usable(kind for kind in EDITORS.values() if kind in editing)

    def labels(self, kinds: Iterable[type[ImageRequest]]) -> dict[str, str]:
        """Return the families of those that can be made, with their names for lists.

        A model that fails at present is marked.
        """
        return {kind.family: self._label(kind) for kind in self.usable(kinds)}

    def _label(self, kind: type[ImageRequest]) -> str:
        failing = any(one.is_failing for one in self.offers if one.kind is kind)
        return f"⚠️ {kind.title}" if failing else kind.title


class Offers:
    """Puts the answer together: catalogue, rules of the place, limits, and how models work."""

    def __init__(
        self,
        catalogue: ModelCatalogue,
        enforcement: PolicyEnforcement,
        accounts: Accounts,
        channels: ChannelResolver,
        is_failing: Callable[[str], bool],
    ) -> None:
        self._catalogue = catalogue
        self._enforcement = enforcement
        self._accounts = accounts
        self._channels = channels
        self._is_failing = is_failing

    async def here(self, interaction: discord.Interaction) -> OffersHere:
        """Return the offers for the member of an interaction; raises `UserError` elsewhere."""
        context = await self._channels.of(interaction.channel)
        return await self.of(requester_of(interaction.user), context)

    async def of(self, requester: Requester, context: ChannelContext) -> OffersHere:
        """Return the offers for a member in a place; raises `UserError` in a server without."""
        bars = await self._bars(requester, context)
        for kind in await self._too_expensive(requester, context, bars):
            bars[kind] = Bar.PRICE
        return self._offers(bars)

    async def of_server(self, guild_id: int, member_id: int) -> OffersHere:
        """Return the offers in a server as a whole, for a member who decides for all of it.

        Rules of single channels and of roles, and what this member can afford, bar nothing.
        """
        anywhere = ChannelContext(guild_id, channel_id=guild_id, age_restricted=True)
        return self._offers(await self._bars(Requester(member_id), anywhere))

    def editors(self) -> list[type[ImageRequest]]:
        """Return the kinds that can edit a picture on this relay, whatever a place allows."""
        return self._catalogue.editors()

    def generators(self) -> list[type[ImageRequest]]:
        """Return the kinds that need no picture on this relay, whatever a place allows."""
        return self._catalogue.usable(GENERATORS.values())

    def first_generator(self) -> type[ImageRequest]:
        """Return the first kind that needs no picture, of those on this relay if there are any."""
        kinds = [*GENERATORS.values()]
        return (self._catalogue.usable(kinds) or kinds)[0]

    def sources(self, kind: type[ImageRequest]) -> tuple[str, ...]:
        """Return the fields of a kind that take pictures to edit now."""
        return self._catalogue.sources(kind)

    async def _bars(
        self, requester: Requester, context: ChannelContext
    ) -> dict[type[ImageRequest], Bar | None]:
        """Return what the relay and the rules of a place and of roles bar."""
        snapshot = await self._enforcement.snapshot(requester, context.guild_id)
        closed = closed_to(snapshot, context)
        bars: dict[type[ImageRequest], Bar | None] = {}
        for kind in OPERATIONS.values():
            why = closed.get(kind.family)
            is_offered = self._catalogue.offers(kind)
            bars[kind] = (_BARS[why] if why else None) if is_offered else Bar.MISSING
        return bars

    def _offers(self, bars: dict[type[ImageRequest], Bar | None]) -> OffersHere:
        offers = [self._offer(kind, bar) for kind, bar in bars.items()]
        return OffersHere(sorted(offers, key=lambda offer: offer.is_failing))

    def _offer(self, kind: type[ImageRequest], bar: Bar | None) -> Offer:
        can_edit = bool(self._catalogue.sources(kind))
        return Offer(kind, bar, self._is_failing(kind.operation), can_edit)

    async def _too_expensive(
        self,
        requester: Requester,
        context: ChannelContext,
        bars: dict[type[ImageRequest], Bar | None],
    ) -> list[type[ImageRequest]]:
        """Return the kinds that cost too much now, while others do not.

        A member who can afford none is refused in words that say when there is room again.
        """
        costs = {kind: self._cost(kind) for kind, bar in bars.items() if bar is None}
        spender = spender_of(requester, context.guild_id)
        wanted = {kind.operation: (cost, kind.family) for kind, cost in costs.items()}
        affordable = await self._accounts.affordable(spender, wanted)
        if not affordable:
            return []
        return [kind for kind in costs if kind.operation not in affordable]

    def _cost(self, kind: type[ImageRequest]) -> Cost:
        request = kind.from_chosen({"prompt": "?"})
        return Cost(request.pictures, self._catalogue.estimate(request))
