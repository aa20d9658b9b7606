"""Origins: the scheme, host and port of an address, which decide who may see the key."""

from yarl import URL

_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def same_origin(first: URL, second: URL) -> bool:
    """Return True for the same scheme, host and port; the names of this machine are one host."""
    return _origin(first) == _origin(second)


def parse_origin(address: str | None) -> URL | None:
    """Return the address of a service as stored; None if there is none or it cannot be read."""
    try:
        url = URL(address or "")
    except ValueError:
        return None
    return url if url.scheme in ("http", "https") and url.host else None


def _origin(url: URL) -> tuple[str, str | None, int | None]:
    host = "localhost" if url.host in _LOOPBACK_NAMES else url.host
    return url.scheme, host, url.port
