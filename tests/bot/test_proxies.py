"""The proxy on the way to each host."""

import pytest
from pydantic import HttpUrl

from bot.proxies import DISCORD, FILES, proxy_for, unusable_proxies

NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
PROXY = "http://proxy.example:3128"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_without_a_word_there_is_none() -> None:
    assert proxy_for(DISCORD, None) is None


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
def test_environment_is_followed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, PROXY)
    assert [proxy_for(address, None) for address in (DISCORD, FILES)] == [PROXY, PROXY]


def test_scheme_of_the_address_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", PROXY)
    assert proxy_for("http://relay.example", None) is None


@pytest.mark.parametrize("names", ["relay.example", ".example", "*", "a,relay.example"])
def test_hosts_without_a_proxy_are_left_alone(monkeypatch: pytest.MonkeyPatch, names: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", PROXY)
    monkeypatch.setenv("NO_PROXY", names)
    assert proxy_for("https://key@relay.example/v2", None) is None


def test_setting_is_for_every_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://other.example")
    monkeypatch.setenv("NO_PROXY", "*")
    assert proxy_for(DISCORD, HttpUrl(PROXY)) == f"{PROXY}/"


def test_proxy_without_a_scheme_is_one_of_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "easel:sesame@proxy.example:3128")
    assert proxy_for(DISCORD, None) == "http://easel:sesame@proxy.example:3128"
    assert unusable_proxies([DISCORD], None) == []


@pytest.mark.parametrize(
    "value", ["socks5://sesame@127.0.0.1:1", "sesame@@:", "http://", "http://h:sesame", "a b"]
)
def test_unusable_proxy_is_named_and_not_shown(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ALL_PROXY", value)
    [line] = unusable_proxies([DISCORD, FILES], None)
    assert line.startswith("ALL_PROXY: ")
    assert "sesame" not in line


def test_unusable_proxy_that_nothing_goes_by_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    assert unusable_proxies([DISCORD], HttpUrl(PROXY)) == []
    monkeypatch.setenv("HTTPS_PROXY", PROXY)
    assert unusable_proxies([DISCORD], None) == []
    monkeypatch.delenv("HTTPS_PROXY")
    monkeypatch.setenv("NO_PROXY", "*")
    assert unusable_proxies([DISCORD], None) == []
