"""The catalogue: models, prices and tiers, public or of one account (docs/relay.md, section 2)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

import orjson
from aiohttp import web
from pydantic import BaseModel

from sandbox.relay.refusals import RefusalError
from sandbox.relay.routes import ROUTES, STABLE_DIFFUSION, Route

Json = dict[str, Any]

TIERS = {"free": 10, "basic": 60, "pro": 300, "enterprise": 6000}
"""Requests a minute; the relay does not publish its numbers."""
TIER, NO_ACCOUNT = "basic", "free"
"""The account's tier, and the one of a request without a key."""


@dataclass
class CatalogueView:
    """The catalogue as an account sees it, which a test may change.

    `withdrawn` are models that are no longer on offer. `dropped` are fields that the schemas of all
    requests lack, and `narrowed` are the only values that they take of a field. `tier` is the
    account's.
    """

    key: Callable[[], str]
    withdrawn: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    narrowed: dict[str, list[str]] = field(default_factory=dict)
    tier: str = TIER

    def check(self, request: web.Request) -> None:
        """Refuse a wrong key; without any key the list is public."""
        given = request.headers.get("X-API-Key")
        if given and given != self.key():
            raise RefusalError("INVALID_API_KEY")

    def of(self, details: dict[str, Json]) -> dict[str, Json]:
        """Return the details of the models that are on offer."""
        return {
            name: entry | {"request_schema": self._schema(entry["request_schema"])}
            for name, entry in details.items()
            if name not in self.withdrawn
        }

    def _schema(self, whole: Json) -> Json:
        kept = {
            name: {"enum": self.narrowed[name]} if name in self.narrowed else value
            for name, value in whole["properties"].items()
            if name not in self.dropped
        }
        return whole | {"properties": kept}


def add_routes(app: web.Application, view: CatalogueView, *, live: bool, sd: bool) -> None:
    """Add `GET /v2/models`, `/v2/models/{name}`, `/v2/pricing`, `/v2/tiers`, `/v2/health`."""
    offered = [route for route in ROUTES if sd or route is not STABLE_DIFFUSION]
    details = {name: detail(route, name, live=live) for route in offered for name in route.models}
    routes: dict[str, Callable[[], Json]] = {
        "/v2/models": lambda: models(view.of(details)),
        "/v2/pricing": lambda: pricing(view.of(details)),
    }
    for path, content in routes.items():
        app.router.add_get(path, partial(answer, view, content))
    app.router.add_get("/v2/tiers", partial(account_tiers, view))
    app.router.add_get("/v2/models/{name:.+}", partial(model, view, details))
    health = {"status": "ok", "version": "sandbox", "commit": "sandbox"}
    app.router.add_get("/v2/health", partial(answer, view, lambda: health))


async def answer(
    view: CatalogueView, content: Callable[[], Json], request: web.Request
) -> web.Response:
    view.check(request)
    return web.Response(body=orjson.dumps(content()), content_type="application/json")


async def account_tiers(view: CatalogueView, request: web.Request) -> web.Response:
    """Answer with all tiers and the account's own, which the key tells."""
    own = view.tier if request.headers.get("X-API-Key") else NO_ACCOUNT
    return await answer(view, lambda: tiers(own), request)


async def model(
    view: CatalogueView, details: dict[str, Json], request: web.Request
) -> web.Response:
    """Answer with one model, or 404 MODEL_NOT_FOUND."""
    entry = view.of(details).get(request.match_info["name"])
    if entry is None:
        raise RefusalError("MODEL_NOT_FOUND")
    return await answer(view, lambda: entry, request)


def models(details: dict[str, Json]) -> Json:
    """Return the models, grouped by mode and source."""
    keys = ("name", "tag", "store_output_supported", "display_name", "endpoint")
    rows = [{key: entry[key] for key in keys} | {"conductable": []} for entry in details.values()]
    grouped = {"image": rows}
    return {"auto": grouped, "direct": grouped, "opengpu": {}, "model_restrictions_per_tier": {}}


def detail(route: Route, name: str, *, live: bool) -> Json:
    """Return all details of one model, with the JSON Schema of its request."""
    body = route.live if live else route.spec
    prompt = "make it blue" if route.path.endswith("/edit") else "a red fox"
    return {
        "name": name,
        "display_name": name.rpartition("/")[2],
        "tag": "image-to-image" if route.path.endswith("/edit") else "text-to-image",
        "modes": ["auto", "direct"],
        "sources": ["image"],
        "endpoint": endpoint(route, in_body="model" in body.model_fields),
        "request_schema": schema(body),
        "request_schema_url": None,
        "request_example": {"prompt": prompt},
        "response_schema": None,
        "response_schema_url": None,
        "store_output_supported": False,
        "restricted_tiers": [],
        "pricing": [price(route, name)],
        "available": True,
        "status": "available",
    }


@cache
def schema(body: type[BaseModel]) -> Json:
    """Return the JSON Schema of a request; shared, so it must not be changed."""
    return body.model_json_schema()


def endpoint(route: Route, *, in_body: bool) -> Json:
    return {
        "method": "POST",
        "path": route.path,
        "operation_id": route.operation,
        "model_in_body": in_body,
        "model_default": route.models[0],
        "async_default": False,
        "streams": False,
    }


def price(route: Route, name: str) -> Json:
    """Return the list price of a picture in US dollars, by resolution if that matters."""
    row: Json = {"mode": "direct", "model": f"image.{name}", "billing_type": "per_image"}
    if prices := route.by_resolution.get(name):
        dollars = {resolution: price / 1_000_000 for resolution, price in prices.items()}
        return row | {"per_image_resolution": dollars}
    return row | {"per_image": route.price / 1_000_000}


def pricing(details: dict[str, Json]) -> Json:
    rows = [row for entry in details.values() for row in entry["pricing"]]
    return {"pricing": rows, "total_count": len(rows), "media_storage": None}


def tiers(own: str) -> Json:
    """Return all tiers, and the name of the account's own."""
    rows = [
        {
            "tier": name,
            "model_restrictions": [],
            "rate_limits": {"requests_per_minute": limit},
            "max_keys": 10,
        }
        for name, limit in TIERS.items()
    ]
    return {"tiers": rows, "current_tier": own}
