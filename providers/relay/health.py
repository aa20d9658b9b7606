"""A check of the relay and of the key that is never charged."""

from dataclasses import dataclass

from providers.errors import BadKeyError, NotOfferedError, RelayError, RequestRefusedError
from providers.relay.connection import Connection
from providers.relay.exchange import Answer

_PROBE_PATH = "/v2/image/flux/generate"


@dataclass(frozen=True)
class Health:
    """The result of a check. `key_verified` is None if the relay's answers do not tell."""

    key_verified: bool | None
    credit_warning: bool


async def check(connection: Connection) -> Health:
    """Ask for the catalogue, then compare answers with the key and without it.

    The catalogue can be read without a key (docs/relay.md, section 2), so it proves none. A request
    without its prompt does: no service can accept it, and a good key changes how it is refused.
    Raises a RelayError, BadKeyError in particular.
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
        credit_warning=answer is not None and answer.metadata.credit_warning,
    )


async def _catalogue(connection: Connection) -> Answer | None:
    for path in ("/v2/tiers", "/v2/models"):
        try:
            return await connection.send(connection.call("GET", path, connection.headers()))
        except NotOfferedError:
            # The catalogue is optional (docs/relay.md, section 2).
            continue
    return None


async def _refusal(connection: Connection, *, keyed: bool) -> RelayError | None:
    """Return the error of a request without a prompt; None if it is accepted."""
    headers = connection.headers(keyed=keyed)
    try:
        await connection.send(connection.call("POST", _PROBE_PATH, headers, payload=b"{}"))
    except (RequestRefusedError, BadKeyError) as error:
        return error
    return None
