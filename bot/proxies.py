"""HTTP proxy on the way to a host: the setting's, or the environment's."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from pydantic import HttpUrl

DISCORD = "https://discord.com"
FILES = "https://cdn.discordapp.com"
_SCHEMES = ("http", "https")
_ODD = re.compile(r"[\s\\]|@.*@")
_FOLLOWED = (*_SCHEMES, "all")


def proxy_for(address: str, chosen: HttpUrl | None) -> str | None:
    """Return the proxy on the way to an address, None for none.

    `chosen` is for every address. Otherwise the conventions of `HTTPS_PROXY`, `HTTP_PROXY`,
    `ALL_PROXY` and `NO_PROXY` hold, in small letters, too.
    """
    if chosen is not None:
        return str(chosen)
    return _of_environment(address)[1]


def environment_proxies() -> dict[str, str]:
    """Return the proxies of the environment by the scheme that they are for, or `all`.

    One without a scheme of its own, as curl takes it, is one of HTTP.
    """
    proxies = {name: value.strip() for name, value in getproxies().items() if value.strip()}
    return {
        name: value if "://" in value else f"http://{value}"
        for name, value in proxies.items()
        if name in _FOLLOWED
    }


def unusable_proxies(addresses: Sequence[str], chosen: HttpUrl | None) -> list[str]:
    """Return a line, without the value, for each proxy on the way to these that is unusable.

    It is not passed over: without it, requests would leave by a way that somebody has closed.
    """
    if chosen is not None:
        return []
    found = map(_of_environment, addresses)
    names = {name for name, proxy in found if proxy and not _is_usable(proxy)}
    return [
        f"{name}: this should be the address of an HTTP proxy, such as "
        "http://proxy.example:3128; for none, unset it or set NO_PROXY=*"
        for name in sorted(names)
    ]


def _of_environment(address: str) -> tuple[str, str | None]:
    """Return the variable that decides, and the proxy that it names."""
    parts, proxies = urlsplit(address), environment_proxies()
    name = parts.scheme if parts.scheme in proxies else "all"
    is_direct = proxy_bypass(parts.netloc.rpartition("@")[2])
    return f"{name.upper()}_PROXY", None if is_direct else proxies.get(name)


def _is_usable(address: str) -> bool:
    try:
        parts = urlsplit(address)
        is_address = bool(parts.hostname) and parts.port != 0
        return is_address and parts.scheme.lower() in _SCHEMES and not _ODD.search(address)
    except ValueError:
        return False
