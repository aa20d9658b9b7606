"""What can be asked for now: the relay's catalogue, looked at hourly, and one's own machine."""

import logging
from datetime import UTC, datetime, timedelta

from bot.common.clock import Clock, utc_now
from bot.errors import UserError
from bot.settings import Settings
from providers.base import ImageRequest
from providers.errors import RelayError
from providers.relay import Catalogue, Relay
from providers.stable_diffusion import StableDiffusionRequest

log = logging.getLogger(__name__)

_LOOKED_AT_EVERY = timedelta(hours=1)
# Without prices nothing counts against limits in dollars and budgets: that must not last.
_AGAIN_AFTER_A_FAILURE = timedelta(minutes=1)


class ModelCatalogue:
    """The newest look at the catalogue; with none, everything is held to be on offer."""

    def __init__(self, relay: Relay, settings: Settings, clock: Clock = utc_now) -> None:
        self._relay = relay
        self._own_sd = settings.sd_url is not None
        self._models = settings.models
        self._clock = clock
        self._catalogue = Catalogue()
        self._next_look = datetime.min.replace(tzinfo=UTC)

    async def refresh(self) -> None:
        """Look again if an hour has passed; a relay that does not answer changes nothing, and is
        asked again in a minute."""
        if self._clock() < self._next_look:
            return
        self._next_look = self._clock() + _LOOKED_AT_EVERY
        try:
            self._catalogue = await self._relay.catalogue()
        except RelayError as error:
            self._next_look = self._clock() + _AGAIN_AFTER_A_FAILURE
            log.warning("the catalogue could not be looked at: %s", error)
        else:
            log.info("catalogue: %s models on offer", len(self._catalogue.names))

    def prepared(self, request: ImageRequest) -> ImageRequest:
        """The request with the model that the operator has named for it, if any.

        Raises `UserError` when it is not on offer.
        """
        if (model := self._models.get(request.operation)) and request.model is None:
            request = request.with_model(model)
        if not self.now(request):
            raise UserError("refused-not-offered", title=request.title)
        return request

    def now(self, request: ImageRequest | type[ImageRequest]) -> bool:
        """Whether this is on offer."""
        named = self._models.get(request.operation) if isinstance(request, type) else None
        return self._is_own(request) or self._catalogue.offers(request, named)

    def estimate(self, request: ImageRequest) -> int | None:
        """What it will cost, in micro-dollars; None where nobody names a price."""
        return 0 if self._is_own(request) else self._catalogue.estimate(request)

    def price_range(self, kind: type[ImageRequest]) -> tuple[int, int] | None:
        """The lowest and the highest price of a picture, in micro-dollars."""
        if self._is_own(kind):
            return 0, 0
        return self._catalogue.price_range(kind, self._models.get(kind.operation))

    def _is_own(self, request: ImageRequest | type[ImageRequest]) -> bool:
        return self._own_sd and request.operation == StableDiffusionRequest.operation
