"""What the relay has on offer, and its list prices, where it says so (RELAY.md, section 2).

The catalogue is optional and its shape is not promised: what cannot be read is taken as not said,
and a model is only held to be missing when a catalogue that lists models does not list it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from providers.base import ImageRequest
from providers.connection import Connection
from providers.errors import BadAnswerError, NotOfferedError

MICRO = 1_000_000

# List prices of October 2026, micro-dollars a picture (RELAY.md, section 2). It names none for
# Stable Diffusion.
_BUILT_IN: Mapping[str, int | Mapping[str, int]] = MappingProxyType(
    {
        "flux": 36_000,
        "gemini": {"1K": 140_000, "2K": 140_000, "4K": 240_000},
        "gpt-image-generate": 36_000,
        "gpt-image-edit": 40_000,
        "qwen-generate": 36_000,
        "qwen-edit": 40_000,
    }
)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A look at the relay's catalogue. Nothing in it means that the relay has none.

    `prices` are micro-dollars a picture, by the model's name; by resolution where that matters.
    """

    names: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    prices: Mapping[str, int | Mapping[str, int]] = field(default_factory=dict)

    def offers(self, request: ImageRequest | type[ImageRequest]) -> bool:
        """Whether the request can be made now, as far as is known."""
        if not self.names:
            return True
        if isinstance(request, ImageRequest) and request.model:
            return request.model in self.names
        return request.path in self.paths or not self.names.isdisjoint(request.models)

    def estimate(self, request: ImageRequest) -> int | None:
        """Micro-dollars for all its pictures; None where nobody names a price."""
        price = self._price(request)
        if isinstance(price, Mapping):
            price = price.get(request.resolution, max(price.values(), default=None))
        return None if price is None else price * request.pictures

    def price_range(self, kind: type[ImageRequest]) -> tuple[int, int] | None:
        """The lowest and the highest price of a picture, micro-dollars."""
        price = self._price(kind)
        if price is None:
            return None
        prices = [*price.values()] if isinstance(price, Mapping) else [price]
        return min(prices), max(prices)

    def _price(self, request: ImageRequest | type[ImageRequest]) -> int | Mapping[str, int] | None:
        chosen = request.model if isinstance(request, ImageRequest) else None
        for name in (chosen,) if chosen else request.models:
            if name in self.prices:
                return self.prices[name]
        return None if chosen else _BUILT_IN.get(request.operation)


async def fetch_catalogue(connection: Connection) -> Catalogue:
    """What the relay says now; empty where it has no catalogue. Raises RelayError otherwise."""
    models = await _get(connection, "/v2/models")
    pricing = await _get(connection, "/v2/pricing")
    rows = [row for row in _rows(models) if row.get("available", True) is not False]
    return Catalogue(
        names=frozenset(row["name"] for row in rows),
        paths=frozenset(filter(None, map(_path, rows))),
        prices=dict(_prices(pricing)),
    )


async def _get(connection: Connection, path: str) -> Mapping[str, Any]:
    try:
        call = connection.call("GET", path, connection.headers(keyed=False))
        return (await connection.ask(call)).body
    except (NotOfferedError, BadAnswerError):
        return {}


def _rows(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object with a name, however deep the lists and groups it stands in."""
    if isinstance(value, Mapping):
        if isinstance(value.get("name"), str):
            yield value
        else:
            for inner in value.values():
                yield from _rows(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _rows(inner)


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
    return round(dollars * MICRO)
