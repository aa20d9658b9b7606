"""Addresses of the public internet, and all the others that a link must not lead to."""

import socket
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.relay.addresses import (
    ForbiddenAddressError,
    is_public,
    may_be_public,
    public_socket,
)

SPECIAL = [
    "0.0.0.0",  # noqa: S104
    "0.255.255.255",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.255",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.9",
    "192.0.0.170",
    "192.0.2.1",
    "192.31.196.1",
    "192.52.193.1",
    "192.88.99.1",
    "192.168.0.1",
    "192.175.48.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::8.8.8.8",
    "::ffff:0:8.8.8.8",
    "64:ff9b:1::808:808",
    "100::1",
    "100:0:0:1::1",
    "2001::1",
    "2001:0:808:808::",
    "2001:1::1",
    "2001:2::1",
    "2001:3::1",
    "2001:4:112::1",
    "2001:10::1",
    "2001:20::1",
    "2001:30::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::",
    "2620:4f:8000::1",
    "3ffe::1",
    "3fff::1",
    "3fff:fff::1",
    "4000::1",
    "5f00::1",
    "fc00::1",
    "fd00::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "feff::1",
    "ff02::1",
    "ff0e::1",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "100.63.255.255",
    "172.15.255.255",
    "172.32.0.1",
    "192.0.1.1",
    "192.88.98.1",
    "223.255.255.255",
    "2001:200::1",
    "2001:4860:4860::8888",
    "2606:4700::1111",
    "2a00:1450:4001::1",
    "3fff:1000::1",
    "64:ff9b::808:808",
    "::ffff:8.8.8.8",
]


@pytest.mark.parametrize("address", SPECIAL)
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_an_ipv6_one_is_judged_by_itself(address: object) -> None:
    for wrapping in ("::ffff:{}", "64:ff9b::{}"):
        assert is_public(wrapping.format(address)) == is_public(str(address))


@given(st.ip_addresses(v=4) | st.ip_addresses(network="2000::/3"))
def test_an_address_that_python_calls_special_is_never_public(address: object) -> None:
    ip = ip_address(str(address))
    if ip.is_private or ip.is_multicast or ip.is_reserved:
        assert not is_public(str(ip))


def test_no_socket_is_made_for_a_special_address() -> None:
    for family, address in ((socket.AF_INET6, "fec0::1"), (socket.AF_INET, "192.88.99.1")):
        with pytest.raises(ForbiddenAddressError):
            public_socket((family, socket.SOCK_STREAM, 6, "", (address, 80)))


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST", "localhost.", "a.localhost", "metadata", "kubernetes", "db"),
        *("metadata.google.internal", "printer.local", "nas.lan", "router.home.arpa", "x.corp"),
        *(
            "127.1",
            "2130706433",
            "0x7f.0.0.1",
            "0x7f000001",
            "10.0.0.1",
            "1.2.3.0x4",
            "[::1]",
            "::1",
        ),
        "",
    ],
)
def test_a_name_that_is_not_public_behind_a_proxy(host: str) -> None:
    assert not may_be_public(host)


@pytest.mark.parametrize(
    "host", ["cdn.example", "cdn.example.", "8.8.8.8", "2606:4700::1111", "xn--bcher-kva.example"]
)
def test_a_name_that_may_be_public_behind_a_proxy(host: str) -> None:
    assert may_be_public(host)
