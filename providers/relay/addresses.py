"""Addresses of the public internet, by IANA's registries of special-purpose addresses.

The `ipaddress` module has a table of its own, which differs between versions of Python and takes
deprecated ranges for public. https://www.iana.org/assignments/iana-ipv6-special-registry and
https://www.iana.org/assignments/iana-ipv4-special-registry are the sources of this one.
"""

import re
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from aiohappyeyeballs import AddrInfoType

_NAT64 = ip_network("64:ff9b::/96")
_MAPPED = ip_network("::ffff:0:0/96")
_GLOBAL_UNICAST = ip_network("2000::/3")

_SPECIAL = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by the customers of a provider
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, with the metadata of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays, deprecated
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/3",  # multicast, reserved, broadcast
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks and more
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, deprecated: it leads to an IPv4 address inside
        "2620:4f:8000::/48",  # AS112
        "3ffe::/16",  # 6bone, returned
        "3fff::/20",  # documentation
    )
)


_LOCAL_DOMAINS = frozenset(
    {"corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain", "localhost"}
    | {"private", "test"}
)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)


class ForbiddenAddressError(OSError):
    """A host name that resolved to an address which is not public."""


def is_public(address: str) -> bool:
    """Return True for an address where a public server may be.

    An IPv4 address inside an IPv6 one is judged by itself. Of IPv6 only the global unicast space is
    assigned, so everything outside of it is refused, site-local addresses for one.
    """
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if ip in _NAT64 or ip in _MAPPED:
            ip = IPv4Address(int(ip) & 0xFFFF_FFFF)
        elif ip not in _GLOBAL_UNICAST:
            return False
    return not any(ip in block for block in _SPECIAL)


def may_be_public(host: str) -> bool:
    """Return False for a host that is no public one by its name alone.

    Behind a proxy nothing more can be known: it is the proxy that looks the name up. Names of one
    label are hosts of the proxy's own network, and what ends in a number is an address, such as
    `127.1`, which not everybody reads in the same way.
    """
    try:
        return is_public(host)
    except ValueError:
        labels = host.lower().rstrip(".").split(".")
    is_address = _NUMBER.fullmatch(labels[-1]) is not None
    is_local = labels[-1] in _LOCAL_DOMAINS or labels[-2:] == ["home", "arpa"]
    return len(labels) > 1 and not is_address and not is_local


def public_socket(addr_info: AddrInfoType) -> socket.socket:
    """Make a socket for aiohttp, but none for an address that is not public.

    The check is of the address that is connected to, so a name cannot resolve to another one
    between check and connection.
    """
    family, kind, proto, _, address = addr_info
    if not is_public(str(address[0])):
        raise ForbiddenAddressError("not a public address")
    return socket.socket(family, kind, proto)
