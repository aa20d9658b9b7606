"""A check of the relay and of the key that asks for nothing that costs money."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from providers.errors import NotOfferedError
from providers.relay.connection import Connection
from providers.relay.exchange import Answer
from providers.relay.json_stream import CATALOGUE_LIMITS

_TIERS = "/v2/tiers"
_MODELS = "/v2/models"
# The relay's name first; a number of any of the others counts, too.
_LIMIT_NAMES = ("requests_per_minute", "requests_per_min", "rpm", "per_minute")


@dataclass(frozen=True)
class Health:
    """The result of a check. `key_verified` is None if the relay's answers do not tell.

    `tier` is the name of the account's tier, and `requests_a_minute` its limit; None if unknown.
    """

    key_verified: bool | None
    credit_warning: bool
    tier: str | None = None
    requests_a_minute: int | None = None


async def check(connection: Connection) -> Health:
    """Ask for the tiers with the key, since the answer to a key names the account's tier.

    The catalogue is optional, and without a key it is public (docs/relay.md, section 2). So an
    answer without the account's tier proves no key. Raises a RelayError, BadKeyError in particular.
    """
    answer = await _get(connection, _TIERS)
    tier = _text(answer.body.get("current_tier")) if answer and connection.has_key else None
    limit = _limit(answer.body, tier) if answer and tier else None
    if answer is None:
        answer = await _get(connection, _MODELS)
    return Health(
        key_verified=True if tier else None,
        credit_warning=answer is not None and answer.metadata.credit_warning,
        tier=tier,
        requests_a_minute=limit,
    )


async def _get(connection: Connection, path: str) -> Answer | None:
    """Return the answer, or None if this relay has no such part of the catalogue."""
    try:
        call = connection.call("GET", path, connection.headers(), text_limits=CATALOGUE_LIMITS)
        return await connection.send(call)
    except NotOfferedError:
        return None


def _limit(body: Mapping[str, Any], tier: str) -> int | None:
    """Return the requests a minute of a tier; None if they are not listed as a number."""
    rows = body.get("tiers")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, Mapping) and tier in (row.get("tier"), row.get("name")):
            return _requests_a_minute(row.get("rate_limits"))
    return None


def _requests_a_minute(limits: object) -> int | None:
    if not isinstance(limits, Mapping):
        return _count(limits)
    found = (_count(limits.get(name)) for name in _LIMIT_NAMES)
    return next((count for count in found if count), None)


def _count(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
        return None
    return value


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
