"""Whether the relay answers and takes our key, found out without being charged."""

from dataclasses import dataclass

from providers.errors import BadKeyError, NotOfferedError, RelayError, RequestRefusedError
from providers.relay.connection import Connection
from providers.relay.exchange import Answer

_PROBE_PATH = "/v2/image/flux/generate"


@dataclass(frozen=True)
class Health:
    """What a check found. `key_verified`: true, or None where the relay lets nobody find out."""

    key_verified: bool | None
    credit_warning: bool


async def check(connection: Connection) -> Health:
    """Ask the catalogue, then see whether the key makes a difference.

    The catalogue is keyless (RELAY.md, section 2), so it proves no key. A request without its
    prompt does, which no service can accept: it is refused otherwise with a good key than with
    none. Raises BadKeyError, and whatever else stands in the way.
    """
    answer = await _catalogue(connection)
    keyed = await _refusal(connection, keyed=True)
    if isinstance(keyed, BadKeyError):
        raise keyed
    keyless = await _refusal(connection, keyed=False)
    turned_away = keyless is not None and keyless.status in (401, 403)
    differs = keyed is None or keyless is None or keyed.status != keyless.status
    return Health(
        key_verified=True if turned_away and differs else None,
        credit_warning=answer is not None and answer.facts.credit_warning,
    )


async def _catalogue(connection: Connection) -> Answer | None:
    for path in ("/v2/tiers", "/v2/models"):
        try:
            return await connection.ask(connection.call("GET", path, connection.headers()))
        except NotOfferedError:
            # The catalogue is optional (RELAY.md, section 2).
            continue
    return None


async def _refusal(connection: Connection, *, keyed: bool) -> RelayError | None:
    """How a request without a prompt is refused."""
    headers = connection.headers(keyed=keyed)
    try:
        await connection.ask(connection.call("POST", _PROBE_PATH, headers, payload=b"{}"))
    except (RequestRefusedError, BadKeyError) as error:
        return error
    return None
