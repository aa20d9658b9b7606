"""The HTTP proxy on the way to a host: the setting's, or the environment's."""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from pydantic import HttpUrl

DISCORD = "https://discord.com"
FILES = "https://cdn.discordapp.com"


def proxy_for(address: str, chosen: HttpUrl | None) -> str | None:
    """Return the proxy on the way to an address, None for none.

    `chosen` is for every address. Otherwise the conventions of `HTTPS_PROXY`, `HTTP_PROXY`,
    `ALL_PROXY` and `NO_PROXY` hold, in small letters, too.
    """
    if chosen is not None:
        return str(chosen)
    parts = urlsplit(address)
    if proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    proxies = getproxies()
    return proxies.get(parts.scheme) or proxies.get("all")
