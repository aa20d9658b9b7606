"""The relay's catalogue: the models on offer, and their list prices (docs/relay.md, section 2).

The catalogue is optional and its shape is not promised. A part that cannot be read counts as
missing, and a model is not on offer only if a catalogue that lists models does not list it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from providers.base import ImageRequest
from providers.errors import BadAnswerError, NotOfferedError
from providers.registry import OPERATIONS
from providers.relay.connection import Connection
from providers.relay.json_stream import CATALOGUE_LIMITS

MICRODOLLARS = 1_000_000


def _amounts(price: int | Mapping[str, int] | None) -> list[int]:
    match price:
        case None:
            return []
        case int():
            return [price]
        case _:
            return [*price.values()]


# For an operation without any list price: the highest one of a picture of usual size.
_UNLISTED = 140_000


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A snapshot of the relay's catalogue; empty if the relay has none.

    `prices` are micro-dollars a picture by the model's name, by resolution if that matters.
    """

    names: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    prices: Mapping[str, int | Mapping[str, int]] = field(default_factory=dict)

    def offers(self, request: ImageRequest | type[ImageRequest], model: str | None = None) -> bool:
        """Return True if the request can be made as far as is known, with `model` if given."""
        if not self.names:
            return True
        if chosen := model or _chosen(request):
            return chosen in self.names
        return request.path in self.paths or not self.names.isdisjoint(request.models)

    def estimate(self, request: ImageRequest) -> int | None:
        """Return the micro-dollars for all pictures of the request; None if no price is known."""
        price = self._price(request, _chosen(request))
        if isinstance(price, Mapping):
            price = price.get(request.resolution, max(price.values(), default=None))
        return None if price is None else price * request.pictures

    def price_range(
        self, kind: type[ImageRequest], model: str | None = None
    ) -> tuple[int, int] | None:
        """Return the lowest and the highest price of a picture, in micro-dollars."""
        price = self._price(kind, model)
        if price is None:
            return None
        prices = _amounts(price)
        return min(prices), max(prices)

    def _price(
        self, request: ImageRequest | type[ImageRequest], chosen: str | None
    ) -> int | Mapping[str, int] | None:
        for name in (chosen,) if chosen else request.models:
            if name in self.prices:
                return self.prices[name]
        usual = chosen is None or chosen in request.models
        return request.list_price if usual else None

    def highest_estimate(self, request: ImageRequest) -> int:
        """Return micro-dollars that a request without a known price counts, all pictures.

        It is the highest price known for its operation, so that no limit is passed unnoticed.
        """
        known = [self.prices[name] for name in request.models if name in self.prices]
        prices = [*_amounts(request.list_price), *(p for one in known for p in _amounts(one))]
        return max(prices, default=_UNLISTED) * request.pictures


async def fetch_catalogue(connection: Connection) -> Catalogue:
    """Fetch the catalogue; empty if the relay has none. Raises RelayError."""
    models = await _get(connection, "/v2/models")
    return read_catalogue(models, await _get(connection, "/v2/pricing"))


def read_catalogue(models: Mapping[str, Any], pricing: Mapping[str, Any]) -> Catalogue:
    """Read the answers of `/v2/models` and `/v2/pricing`, as far as they can be read."""
    rows = [row for row in _rows(models) if row.get("available", True) is not False]
    names, paths = {row["name"] for row in rows}, set(filter(None, map(_path, rows)))
    if not any(kind.path in paths or names & {*kind.models} for kind in OPERATIONS.values()):
        # No known model at all: more likely a misread list than a relay without any.
        names = set()
    return Catalogue(frozenset(names), frozenset(paths), dict(_prices(pricing)))


async def _get(connection: Connection, path: str) -> Mapping[str, Any]:
    try:
        call = connection.call(
            "GET", path, connection.headers(keyed=False), text_limits=CATALOGUE_LIMITS
        )
        return (await connection.send(call)).body
    except (NotOfferedError, BadAnswerError):
        return {}


def _chosen(request: ImageRequest | type[ImageRequest]) -> str | None:
    return request.model if isinstance(request, ImageRequest) else None


def _rows(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every object with a name, at any depth of lists and groups."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            if isinstance(value.get("name"), str):
                yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _path(row: Mapping[str, Any]) -> str | None:
    endpoint = row.get("endpoint")
    path = endpoint.get("path") if isinstance(endpoint, Mapping) else None
    return path if isinstance(path, str) else None


def _prices(body: Mapping[str, Any]) -> Iterator[tuple[str, int | Mapping[str, int]]]:
    rows = body.get("pricing")
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, Mapping) or not isinstance(row.get("model"), str):
            continue
        name = row["model"].removeprefix("image.")
        by_resolution = row.get("per_image_resolution")
        if isinstance(by_resolution, Mapping):
            read = {str(key): _micro(price) for key, price in by_resolution.items()}
            known = {key: price for key, price in read.items() if price is not None}
            if known:
                yield name, known
        elif (price := _micro(row.get("per_image"))) is not None:
            yield name, price


def _micro(dollars: object) -> int | None:
    if isinstance(dollars, bool) or not isinstance(dollars, int | float) or not 0 <= dollars < 1e6:
        return None
    return round(dollars * MICRODOLLARS)
