"""The relay's catalogue: the models on offer, and their list prices (docs/relay.md, section 2).

The catalogue is optional and its shape is not promised. A part that cannot be read counts as
missing, and a model is not on offer only if a catalogue that lists models does not list it.
"""

import asyncio
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from providers.base import ImageRequest
from providers.errors import BadAnswerError, BadKeyError, NotOfferedError, RelayError
from providers.registry import OPERATIONS
from providers.relay.connection import Connection
from providers.relay.json_stream import CATALOGUE_LIMITS
from providers.relay.request_schema import RequestSchema, read_schema

MICRODOLLARS = 1_000_000
# A name becomes part of a path.
_NAME = re.compile(r"[A-Za-z0-9_-][\w.-]*(/[A-Za-z0-9_-][\w.-]*)?", re.ASCII)
_MOST_FURTHER = 10
"""Schemas that one look at the catalogue reads beside those of the usual models."""


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

    `paths` are the routes of the models that are on offer, by name. `prices` are micro-dollars a
    picture by the model's name, by resolution if that matters. `schemas` are those of the models'
    requests, as far as they are known.
    """

    names: frozenset[str] = frozenset()
    paths: Mapping[str, str] = field(default_factory=dict)
    prices: Mapping[str, int | Mapping[str, int]] = field(default_factory=dict)
    schemas: Mapping[str, RequestSchema] = field(default_factory=dict)

    def offers(self, request: ImageRequest | type[ImageRequest], model: str | None = None) -> bool:
        """Return True if the request can be made as far as is known, with `model` if given."""
        if not self.names:
            return True
        if chosen := model or _chosen(request):
            return chosen in self.names
        return request.path in self.paths.values() or not self.names.isdisjoint(request.models)

    def model_of(self, kind: type[ImageRequest], model: str | None = None) -> str | None:
        """Return the relay's name of the model that makes a kind of requests; None if unknown."""
        if model:
            return model
        usual = next((name for name in kind.models if name in self.names), None)
        if usual is not None:
            return usual
        return next((name for name, path in self.paths.items() if path == kind.path), None)

    def schema(self, kind: type[ImageRequest], model: str | None = None) -> RequestSchema | None:
        """Return the live schema of a kind of requests; None if it is unknown."""
        return self.schemas.get(self.model_of(kind, model) or "")

    def takes(self, kind: type[ImageRequest], field: str, model: str | None = None) -> bool | None:
        """Return True if the relay takes a field now; None if it does not say."""
        schema = self.schema(kind, model)
        return None if schema is None else schema.takes(field)

    def after(self, earlier: "Catalogue") -> "Catalogue":
        """Return this catalogue with what an earlier one knew and this one does not say.

        A price that was known once is not forgotten: money that nobody counts has no limit.
        """
        is_silent = not self.names
        return Catalogue(
            earlier.names if is_silent else self.names,
            earlier.paths if is_silent else self.paths,
            {**earlier.prices, **self.prices},
            {**earlier.schemas, **self.schemas},
        )

    def to_json(self) -> dict[str, Any]:
        """Return the catalogue as JSON values, to be stored."""
        return {
            "names": sorted(self.names),
            "paths": dict(self.paths),
            "prices": {
                name: dict(price) if isinstance(price, Mapping) else price
                for name, price in self.prices.items()
            },
            "schemas": {name: dict(schema.fields) for name, schema in self.schemas.items()},
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Catalogue":
        """Return a catalogue that was stored. Raises LookupError, TypeError, ValueError."""
        schemas = {
            name: RequestSchema(
                {key: None if choices is None else tuple(choices) for key, choices in one.items()}
            )
            for name, one in dict(stored["schemas"]).items()
        }
        return cls(
            frozenset(stored["names"]), dict(stored["paths"]), dict(stored["prices"]), schemas
        )

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


async def fetch_catalogue(connection: Connection, *, keyed: bool = True) -> Catalogue:
    """Fetch the catalogue; empty if the relay has none. Raises RelayError.

    With the key it is what this account can have, and BadKeyError means that the relay refuses the
    key; without it, it is the public list.
    """
    models, pricing = await asyncio.gather(
        _get(connection, "/v2/models", keyed=keyed), _get(connection, "/v2/pricing", keyed=keyed)
    )
    return await _with_schemas(connection, read_catalogue(models, pricing), keyed=keyed)


async def _with_schemas(connection: Connection, listed: Catalogue, *, keyed: bool) -> Catalogue:
    """Return the catalogue with the schema of each model that an operation uses."""
    used = {listed.model_of(kind) for kind in OPERATIONS.values()} & listed.names
    # The operator may have named any model of a route whose edits depend on its schema.
    editing = {kind.path for kind in OPERATIONS.values() if kind.edit_fields}
    further = {name for name, path in listed.paths.items() if path in editing} - used
    names = [*sorted(name for name in used if name), *sorted(further)[:_MOST_FURTHER]]
    names = [name for name in names if _NAME.fullmatch(name)]
    details = await asyncio.gather(*(_detail(connection, name, keyed=keyed) for name in names))
    found = dict(zip(names, details, strict=True))
    gone = {name for name, detail in found.items() if not _is_available(detail)}
    schemas = {
        name: schema
        for name, detail in found.items()
        if name not in gone and (schema := read_schema(detail.get("request_schema"))) is not None
    }
    paths = {name: path for name, path in listed.paths.items() if name not in gone}
    return replace(listed, names=listed.names - gone, paths=paths, schemas=schemas)


async def _detail(connection: Connection, name: str, *, keyed: bool) -> Mapping[str, Any]:
    """Return the details of one model; empty if they cannot be had. Raises BadKeyError."""
    try:
        return await _get(connection, f"/v2/models/{quote(name)}", keyed=keyed)
    except BadKeyError:
        raise
    except RelayError:
        # The list itself is what matters; the next look asks again.
        return {}


def read_catalogue(models: Mapping[str, Any], pricing: Mapping[str, Any]) -> Catalogue:
    """Read the answers of `/v2/models` and `/v2/pricing`, as far as they can be read."""
    rows = [row for row in _rows(models) if _is_available(row)]
    names = {row["name"] for row in rows}
    paths = {row["name"]: path for row in rows if (path := _path(row)) is not None}
    routes = {*paths.values()}
    if not any(kind.path in routes or names & {*kind.models} for kind in OPERATIONS.values()):
        # No known model at all: more likely a misread list than a relay without any.
        names, paths = set(), {}
    return Catalogue(frozenset(names), paths, dict(_prices(pricing)))


def _is_available(row: Mapping[str, Any]) -> bool:
    return row.get("available", True) is not False and row.get("status") != "retired"


async def _get(connection: Connection, path: str, *, keyed: bool) -> Mapping[str, Any]:
    try:
        headers = connection.headers(keyed=keyed)
        call = connection.call("GET", path, headers, text_limits=CATALOGUE_LIMITS)
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
