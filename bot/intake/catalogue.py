"""The models on offer: the relay's catalogue, read every hour, and the operator's own server."""

import json
import logging
from collections.abc import Container, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.common.clock import Clock, utc_now
from bot.errors import UserError
from bot.events import CatalogueRead, KeyTaken, Notify, RelayAnswered, RelayFailed, ignore
from bot.settings import Settings
from bot.storage.database import StorageError
from bot.storage.exclusive_lock import Exclusive
from bot.storage.key_values import KeyValueStore
from providers.base import ImageRequest
from providers.errors import BadKeyError, RelayError
from providers.registry import EDITORS, OPERATIONS
from providers.relay import Catalogue, Relay
from providers.relay.request_schema import RequestSchema
from providers.stable_diffusion import StableDiffusionRequest

log = logging.getLogger(__name__)

# Without prices, limits in dollars and budgets count the highest ones: that must not last long.
_RETRY_INTERVAL = timedelta(minutes=1)
_STORED = "catalogue"


class NotOnOfferError(UserError):
    """A request whose model is not on offer."""

    def __init__(self, request: ImageRequest) -> None:
        super().__init__("refused-not-offered", title=request.title)


class ModelCatalogue:
    """The latest catalogue; until one is read, every model counts as on offer.

    It is kept in the database, so that a start while the relay is down knows models and prices.
    With `exclusive`, one of several processes reads it, and the others take up what it has kept.
    """

    def __init__(
        self,
        relay: Relay,
        settings: Settings,
        clock: Clock = utc_now,
        store: KeyValueStore | None = None,
        notify: Notify = ignore,
        exclusive: Exclusive | None = None,
    ) -> None:
        self._relay = relay
        self._notify = notify
        self._has_own_sd = settings.sd_url is not None
        self._own_checkpoints: Sequence[str] = settings.sd_models if self._has_own_sd else ()
        self._models = settings.models
        self._interval = timedelta(seconds=settings.catalogue_interval)
        self._clock = clock
        self._store = store
        self._exclusive = exclusive
        self._has_read = False
        self._read_name = f"catalogue:{relay.address}"
        self._catalogue = Catalogue()
        self._next_read = datetime.min.replace(tzinfo=UTC)
        self._is_key_refused = False
        self._drift: dict[str, list[str]] = {}

    @property
    def is_known(self) -> bool:
        """Return True if the models on offer are known."""
        return bool(self._catalogue.names)

    @property
    def _count(self) -> int:
        return len(self._catalogue.names)

    async def restore(self) -> None:
        """Take up the catalogue that an earlier process has kept; one of another relay is not."""
        if self._store is None:
            return
        try:
            stored = json.loads(await self._store.get(_STORED) or "{}")
            if stored.get("relay") == self._relay.address:
                self._catalogue = Catalogue.from_json(stored["catalogue"])
                self._drift = {name: [*fields] for name, fields in stored["drift"].items()}
        except (StorageError, LookupError, TypeError, ValueError, AttributeError) as error:
            log.warning("the stored catalogue is not used: %s", type(error).__name__)

    async def refresh(self) -> bool:
        """Read the catalogue again if its interval has passed, or a minute since a failure.

        A failure leaves the latest catalogue in place. Returns True if it has changed.
        """
        if self._clock() < self._next_read:
            return False
        if self._exclusive is None:
            return await self._refresh()
        async with self._exclusive("catalogue") as is_held:
            if not is_held:
                self._next_read = self._clock() + _RETRY_INTERVAL
                return False
            # The first time it is read in any case: the settings may have changed.
            if self._has_read and (age := await self._age()) < self._interval:
                self._next_read = self._clock() + self._interval - age
                return await self._take_up()
            return await self._refresh()

    async def _age(self) -> timedelta:
        """Return the time since a process has read the catalogue, the longest if none has."""
        stored = await self._store.get(self._read_name) if self._store else None
        age = self._clock() - datetime.fromisoformat(stored) if stored else timedelta.max
        return age if age >= timedelta() else timedelta.max

    async def _note_read(self) -> None:
        """Note for the other processes that the catalogue was read."""
        self._has_read = True
        if self._exclusive is not None and self._store is not None:
            await self._store.put(self._read_name, self._clock().isoformat())

    async def _take_up(self) -> bool:
        """Take up what another process has read; return True if it has changed."""
        former, served = self._catalogue, {*self._served()} if self.is_known else set()
        await self.restore()
        if self._catalogue == former:
            return False
        log.info("catalogue: %s models on offer, as another process has read", self._count)
        self._notify_offer(served)
        return True

    async def _refresh(self) -> bool:
        self._next_read = self._clock() + self._interval
        try:
            read = await self._read()
        except RelayError as error:
            self._next_read = self._clock() + _RETRY_INTERVAL
            log.warning("the catalogue could not be looked at: %s", error)
            self._notify(RelayFailed.by(error, "catalogue", is_final=True))
            return False
        self._notify(RelayAnswered())
        if read is None:
            return False
        await self._note_read()
        served = {*self._served()} if self.is_known else set()
        former, self._catalogue = self._catalogue, read.after(self._catalogue)
        log.info("catalogue: %s models on offer", self._count)
        if self._catalogue != former:
            self._report_drift()
        self._notify_offer(served)
        if self._catalogue == former:
            return False
        await self._keep()
        return True

    async def _read(self) -> Catalogue | None:
        """Return the account's catalogue, the public one if the key is refused; None for none."""
        try:
            read = await self._relay.catalogue()
        except BadKeyError as error:
            if not self._is_key_refused:
                log.error(  # noqa: TRY400 - the line says it all
                    "the relay refuses the bot's key, also for its catalogue: see EASEL_RELAY_KEY "
                    "(%s)",
                    error,
                )
            self._is_key_refused = True
            self._notify(RelayFailed.by(error, "catalogue", is_final=True))
            # The account's own list, if one is known, says more than the public one.
            return None if self._catalogue.names else await self._relay.catalogue(keyed=False)
        if self._is_key_refused:
            self._is_key_refused = False
            log.info("the relay takes the bot's key again")
            self._notify(KeyTaken())
        return read

    def resolve(self, request: ImageRequest) -> ImageRequest:
        """Return the request with the model that the operator has named for it, if any.

        Raises `NotOnOfferError`.
        """
        if (model := self._models.get(request.operation)) and request.model is None:
            request = request.with_model(model)
        if self._is_own(request) and self._lacks_checkpoint(request):
            # The relay's checkpoint, of a request that names none.
            request = request.with_model(self._own_checkpoints[0])
        if not self.offers(request):
            raise NotOnOfferError(request)
        return request

    def not_offered(self, request: ImageRequest, closed: Container[str] = ()) -> UserError:
        """Return the refusal, which names the models that can do the same now.

        `closed` are families that are no advice, since the place does not allow them.
        """
        needs_image = bool(request.images()) or type(request).needs_image()
        others = dict.fromkeys(
            kind.title
            for kind in OPERATIONS.values()
            if (self.sources(kind) if needs_image else not kind.needs_image())
            and kind.family not in closed
            and self.offers(kind)
        )
        if not others:
            return UserError("refused-not-offered", title=request.title)
        return UserError(
            "refused-not-offered-others", title=request.title, others=", ".join(others)
        )

    def offers(self, request: ImageRequest | type[ImageRequest]) -> bool:
        """Return True if a request, or a kind of requests, is on offer."""
        model = self._models.get(request.operation) if isinstance(request, type) else None
        return self._is_own(request) or self._catalogue.offers(request, model)

    def usable(self, kinds: Iterable[type[ImageRequest]]) -> list[type[ImageRequest]]:
        """Return those of the kinds that are on offer."""
        return [kind for kind in kinds if self.offers(kind)]

    def takes(self, kind: type[ImageRequest], field: str) -> bool | None:
        """Return True if a field may be sent now; None if nobody says, as with an own server."""
        if kind.edit_fields and field in kind.sources:
            return field in self.sources(kind)
        return self._has_field(kind, field)

    def sources(self, kind: type[ImageRequest]) -> tuple[str, ...]:
        """Return the fields of pictures to edit that can be used now, none if it cannot edit."""
        fields = kind.edit_fields
        if fields is None:
            return kind.sources
        if not self._has_field(kind, fields.one):
            return ()
        model = self._models.get(kind.operation)
        takes_many = model is None or fields.many_models in model
        is_list = takes_many and self._has_field(kind, fields.many)
        return kind.sources if is_list else kind.sources[:1]

    def can_make(self, kind: type[ImageRequest], *, from_image: bool) -> bool:
        """Return True if a kind is on offer, and takes a picture to edit if that is wanted."""
        return self.offers(kind) and (not from_image or bool(self.sources(kind)))

    def editors(self) -> list[type[ImageRequest]]:
        """Return the kinds of requests that can edit a picture now, one of each family."""
        return [kind for kind in EDITORS.values() if self.can_make(kind, from_image=True)]

    def check_images(self, request: ImageRequest, count: int) -> None:
        """Raise `UserError` if the relay does not take this many images with the request."""
        kind = type(request)
        if kind.edit_fields is None or not count:
            return
        if (limit := len(self.sources(kind))) == 0:
            raise UserError("refused-edit-not-offered", title=request.title)
        if count > limit:
            raise UserError("refused-one-image", title=request.title)

    def takes_value(self, kind: type[ImageRequest], field: str, value: object) -> bool | None:
        """Return True if a field may be sent with this value; None as `takes` does."""
        schema = self._schema(kind)
        return None if schema is None else schema.takes_value(field, value)

    def without_missing(self, request: ImageRequest) -> tuple[ImageRequest, tuple[str, ...]]:
        """Return the request without the options that the relay no longer takes, and their names.

        An image or a text that the operation requires stays: without it there is no request. So
        do the images that `check_images` is about.
        """
        kind, chosen = type(request), request.chosen()
        missing = [
            name
            for name, value in chosen.items()
            if name not in ("prompt", "model") and self.takes_value(kind, name, value) is False
        ]
        missing += [
            name
            for name in request.images()
            if not kind.edit_fields
            and self.takes(kind, name) is False
            and not kind.model_fields[name].is_required()
        ]
        if not missing:
            return request, ()
        return request.with_values(**dict.fromkeys(missing)), tuple(missing)

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

    def _lacks_checkpoint(self, request: ImageRequest) -> bool:
        return bool(self._own_checkpoints) and request.model not in self._own_checkpoints

    def _is_own(self, request: ImageRequest | type[ImageRequest]) -> bool:
        return self._has_own_sd and request.operation == StableDiffusionRequest.operation

    def _has_field(self, kind: type[ImageRequest], field: str) -> bool | None:
        schema = self._schema(kind)
        return None if schema is None else schema.takes(field)

    def _schema(self, kind: type[ImageRequest]) -> RequestSchema | None:
        if self._is_own(kind):
            return None
        return self._catalogue.schema(kind, self._models.get(kind.operation))

    def _report_drift(self) -> None:
        """Tell the operator what the relay no longer takes, once for each change."""
        found = {
            kind.operation: fields
            for kind in OPERATIONS.values()
            if (schema := self._schema(kind)) and (fields := [*schema.drift(kind)])
        }
        if found == self._drift:
            return
        self._drift = found
        if found:
            log.warning("the relay lacks these options, so they are not sent: %s", _listed(found))
        else:
            log.warning("the relay takes all options again")

    def _served(self) -> list[str]:
        """Return the operations that the relay offers."""
        kinds = (kind for kind in OPERATIONS.values() if not self._is_own(kind))
        return [kind.operation for kind in kinds if self.offers(kind)]

    def _notify_offer(self, former: set[str]) -> None:
        offered = self._served()
        lacking = {name: tuple(fields) for name, fields in self._drift.items()}
        gone = tuple(sorted(former - {*offered}))
        self._notify(CatalogueRead(tuple(offered), gone, lacking))

    async def _keep(self) -> None:
        if self._store is None:
            return
        kept: dict[str, Any] = {
            "relay": self._relay.address,
            "catalogue": self._catalogue.to_json(),
            "drift": self._drift,
        }
        try:
            await self._store.put(_STORED, json.dumps(kept))
        except StorageError as error:
            log.warning("the catalogue is not kept: %s", error)


def _listed(drift: dict[str, list[str]]) -> str:
    return "; ".join(f"{name}: {', '.join(fields)}" for name, fields in drift.items())
