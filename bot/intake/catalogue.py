"""The models on offer: the relay's catalogue, read every hour, and the operator's own server."""

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

_INTERVAL = timedelta(hours=1)
# Without prices, limits in dollars and budgets count the highest ones: that must not last long.
_RETRY_INTERVAL = timedelta(minutes=1)


class ModelCatalogue:
    """The latest catalogue; until one is read, every model counts as on offer."""

    def __init__(self, relay: Relay, settings: Settings, clock: Clock = utc_now) -> None:
        self._relay = relay
        self._has_own_sd = settings.sd_url is not None
        self._models = settings.models
        self._clock = clock
        self._catalogue = Catalogue()
        self._next_read = datetime.min.replace(tzinfo=UTC)

    async def refresh(self) -> None:
        """Read the catalogue again if an hour has passed, or a minute since a failure.

        A failure leaves the latest catalogue in place.
        """
        if self._clock() < self._next_read:
            return
        self._next_read = self._clock() + _INTERVAL
        try:
            self._catalogue = await self._relay.catalogue()
        except RelayError as error:
            self._next_read = self._clock() + _RETRY_INTERVAL
            log.warning("the catalogue could not be looked at: %s", error)
        else:
            log.info("catalogue: %s models on offer", len(self._catalogue.names))

    def resolve(self, request: ImageRequest) -> ImageRequest:
        """Return the request with the model that the operator has named for it, if any.

        Raises `UserError` if it is not on offer.
        """
        if (model := self._models.get(request.operation)) and request.model is None:
            request = request.with_model(model)
        if not self.offers(request):
            raise UserError("refused-not-offered", title=request.title)
        return request

    def offers(self, request: ImageRequest | type[ImageRequest]) -> bool:
        """Return True if a request, or a kind of requests, is on offer."""
        model = self._models.get(request.operation) if isinstance(request, type) else None
        return self._is_own(request) or self._catalogue.offers(request, model)

    def estimate(self, request: ImageRequest) -> int:
        """Return the expected price in micro-dollars, which is 0 on the operator's own server.

        Where none is known, it is the highest that is known for the operation: money that nobody
        counts could be spent without an end.
        """
        if self._is_own(request):
            return 0
        known = self._catalogue.estimate(request)
        return self._catalogue.highest_estimate(request) if known is None else known

    def price_range(self, kind: type[ImageRequest]) -> tuple[int, int] | None:
        """Return the lowest and the highest price of a picture, in micro-dollars."""
        if self._is_own(kind):
            return 0, 0
        return self._catalogue.price_range(kind, self._models.get(kind.operation))

    def _is_own(self, request: ImageRequest | type[ImageRequest]) -> bool:
        return self._has_own_sd and request.operation == StableDiffusionRequest.operation
