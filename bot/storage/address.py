"""The address of the database, as hosters hand it out."""

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
    "postgresql+psycopg": "postgresql+asyncpg",
    "postgresql+psycopg2": "postgresql+asyncpg",
}
# SQLAlchemy's name for it, and libpq's, which asyncpg reads in an address.
_SSL, _SSL_MODE = "ssl", "sslmode"
# libpq's, without a counterpart: asyncpg would take each for a setting of the server.
_LEFT_OUT = ("channel_binding", "gssencmode", "target_session_attrs", "connect_timeout")


class AddressError(Exception):
    """An address that names no database of ours; its text does not repeat a password."""


def parse_url(url: str) -> URL:
    """Return the address with our driver's name and asyncpg's parameters; raises `AddressError`."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise AddressError("this is not a database address") from None
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None:
        raise AddressError("a database address starts with sqlite:/// or postgresql://")
    parsed = parsed.set(drivername=driver)
    if is_sqlite(parsed):
        if parsed.database in (None, "", ":memory:"):
            raise AddressError("a database in memory would forget every job; name a file")
        if parsed.query or str(parsed.database).startswith("file:"):
            raise AddressError("an address of SQLite ends with the file's name, without options")
        return parsed
    return _with_known_parameters(parsed)


def is_sqlite(url: URL) -> bool:
    """Return True if the address is one of SQLite's."""
    return url.get_backend_name() == "sqlite"


def dsn_of(url: URL) -> str:
    """Return the address as asyncpg reads it, with the password."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _with_known_parameters(url: URL) -> URL:
    ssl = url.query.get(_SSL)
    url = url.difference_update_query([_SSL, *_LEFT_OUT])
    return url if ssl is None else url.update_query_dict({_SSL_MODE: ssl})
