"""Fetching links: only pictures, only from where we may, and never with the key elsewhere."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from providers.errors import LinkError
from providers.relay import Link, Relay
from providers.relay.links import Fetch, LinkFetcher, parse_link
from providers.relay.origins import same_origin
from tests.providers.conftest import (
    KEY,
    PNG,
    QUICK,
    Answerer,
    Reply,
    Service,
    drip,
    hang,
    lose,
    promising_more,
)


@pytest.fixture
async def fetcher(service: Service) -> AsyncIterator[LinkFetcher]:
    """One that may ask loopback for public links, to see what would be sent there."""
    async with aiohttp.ClientSession() as own, aiohttp.ClientSession() as public:
        headers = {"X-API-Key": KEY}
        base = URL(service.url)
        yield LinkFetcher(base, own=own, public=public, headers=headers, options=QUICK)


async def test_a_link_at_the_relay_itself_is_fetched_even_on_a_private_address(
    relay: Relay, service: Service
) -> None:
    service.on("/a.png", Reply(PNG))
    assert await relay.read(Link(f"{service.url}/a.png")) == PNG


async def test_a_link_to_an_avif_with_a_general_brand_is_a_picture(
    relay: Relay, service: Service
) -> None:
    avif = b"\0\0\0\x20ftypmif1\0\0\0\0mif1miafMA1Bavif" + PNG
    service.on("/a.avif", Reply(avif))
    assert await relay.fetch(f"{service.url}/a.avif") == avif


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
async def test_a_private_address_that_is_not_the_relay_is_never_asked(
    relay: Relay, other_service: Service, host: str
) -> None:
    other_service.on("/a.png", Reply(PNG))
    with pytest.raises(LinkError):
        await relay.fetch(f"http://{host}:{other_service.server.port}/a.png")
    assert other_service.seen == []


async def test_a_redirect_to_a_private_address_is_not_followed(
    relay: Relay, service: Service, other_service: Service
) -> None:
    service.on("/a.png", Reply(None, 302, {"Location": f"{other_service.url}/a.png"}))
    with pytest.raises(LinkError):
        await relay.fetch(f"{service.url}/a.png")
    assert other_service.seen == []


@pytest.mark.parametrize(
    "link",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/a.png",
        "http://[fe80::1]/a.png",
        "http://[::ffff:127.0.0.1]/a.png",
        "http://0.0.0.0/a.png",
        "http://2130706433/a.png",
        "http://127.1/a.png",
        "file:///etc/passwd",
        "ftp://a.example/a.png",
        "data:image/png;base64,AAAA",
        "http://",
        "http://a:99999/x",
        "",
    ],
)
async def test_a_link_that_leads_inside_or_nowhere_is_refused_at_once(
    relay: Relay, link: str
) -> None:
    with pytest.raises(LinkError) as caught:
        await relay.fetch(link)
    assert "attempts" not in caught.value.message


async def test_the_key_goes_to_the_relays_own_origin_only(
    fetcher: LinkFetcher, service: Service, other_service: Service
) -> None:
    service.on("/a.png", Reply(None, 307, {"Location": f"{other_service.url}/b.png"}))
    other_service.on("/b.png", Reply(PNG))
    assert await fetcher.fetch(Fetch(f"{service.url}/a.png", 1000)) == PNG
    assert service.seen[0].headers["X-API-Key"] == KEY
    assert "X-API-Key" not in other_service.seen[0].headers


async def test_relative_redirects_are_followed_a_few_times(relay: Relay, service: Service) -> None:
    service.on("/1", Reply(None, 302, {"Location": "/2"}))
    service.on("/2", Reply(None, 301, {"Location": "3?x=%2B"}))
    service.on("/3", Reply(PNG))
    assert await relay.fetch(f"{service.url}/1") == PNG
    assert service.seen[-1].raw_path == "/3?x=%2B"


async def test_redirects_in_a_circle_are_given_up(service: Service) -> None:
    service.on("/1", Reply(None, 302, {"Location": "/1"}))
    async with Relay(service.url, KEY, options=replace(QUICK, link_patience=0)) as relay:
        with pytest.raises(LinkError):
            await relay.fetch(f"{service.url}/1")
    assert len(service.seen) == QUICK.max_redirects + 1


@pytest.mark.parametrize("location", ["file:///etc/passwd", "http://[", "javascript:1"])
async def test_a_redirect_to_anything_but_http_is_refused(
    relay: Relay, service: Service, location: str
) -> None:
    service.on("/1", Reply(None, 302, {"Location": location}))
    with pytest.raises(LinkError):
        await relay.fetch(f"{service.url}/1")


LATE: dict[str, Reply | Answerer] = {
    "400": Reply(None, 400),
    "401": Reply(None, 401),
    "403": Reply("<html>Expired</html>", 403),
    "404": Reply(None, 404),
    "408": Reply(None, 408),
    "410": Reply(None, 410),
    "418": Reply(None, 418),
    "425": Reply(None, 425),
    "429": Reply(None, 429, {"Retry-After": "1"}),
    "500": Reply("x", 500),
    "503": Reply(None, 503),
    "a page": Reply("<html>Sign in</html>"),
    "JSON": Reply({"detail": "not yet"}),
    "nothing": Reply(b""),
    "202": Reply(PNG, 202),
    "204": Reply(b"", 204),
    "206": Reply(PNG[:20], 206),
    "304": Reply(None, 304),
    "302 without a place": Reply(None, 302),
    "a circle": Reply(None, 302, {"Location": "/a.png"}),
    "encoded": Reply(gzip.compress(PNG), headers={"Content-Encoding": "gzip"}),
    "reset": lose,
    "drip": drip,
    "silence": hang,
}


@pytest.mark.parametrize("trouble", LATE)
async def test_a_link_that_is_late_is_tried_again(service: Service, trouble: str) -> None:
    answers = [LATE[trouble]] * (8 if trouble == "a circle" else 2)
    service.on("/a.png", *answers, Reply(PNG))
    options = replace(QUICK, link_patience=60, link_timeout=0.05, answer_timeout=0.05)
    async with Relay(service.url, KEY, options=options) as relay:
        assert await relay.fetch(f"{service.url}/a.png") == PNG


@pytest.mark.parametrize("trouble", ["404", "503", "a page", "reset"])
async def test_a_link_that_stays_dead_ends_when_patience_does(
    relay: Relay, service: Service, trouble: str
) -> None:
    service.on("/a.png", LATE[trouble])
    with pytest.raises(LinkError, match=r"after [0-9]+ attempts"):
        await relay.fetch(f"{service.url}/a.png")
    assert len(service.seen) > 2


@pytest.mark.parametrize("encoding", ["aws-chunked", "utf-8", "gzip", "br", "none"])
async def test_a_header_that_is_not_true_does_not_cost_the_picture(
    relay: Relay, service: Service, encoding: str
) -> None:
    service.on("/a.png", Reply(PNG, headers={"Content-Encoding": encoding}))
    assert await relay.fetch(f"{service.url}/a.png") == PNG


@pytest.mark.parametrize("trouble", [promising_more(PNG), Reply(PNG, 201), Reply(PNG, 206)])
async def test_a_picture_that_came_in_an_odd_way_is_taken_when_patience_ends(
    relay: Relay, service: Service, trouble: Reply | Answerer
) -> None:
    service.on("/a.png", trouble)
    assert await relay.fetch(f"{service.url}/a.png") == PNG
    assert len(service.seen) > 1


async def test_the_longest_part_is_taken_when_patience_ends(relay: Relay, service: Service) -> None:
    service.on("/a.png", promising_more(PNG), Reply(PNG[:20], 206), Reply(None, 404))
    assert await relay.fetch(f"{service.url}/a.png") == PNG


@pytest.mark.parametrize("link", ["/files/a.png", "//{host}/files/a.png"])
async def test_a_link_that_is_a_path_leads_to_the_relay(
    relay: Relay, service: Service, link: str
) -> None:
    service.on("/files/a.png", Reply(PNG))
    assert await relay.fetch(link.format(host=URL(service.url).authority)) == PNG


async def test_a_path_of_another_relay_leads_to_that_one(
    relay: Relay, other_service: Service
) -> None:
    other_service.on("/files/a.png", Reply(PNG))
    assert await relay.fetch("/files/a.png", origin=other_service.url) == PNG


@pytest.mark.parametrize("status", [401, 403])
async def test_a_link_that_refuses_the_key_is_fetched_without_it(
    relay: Relay, service: Service, status: int
) -> None:
    async def open_to_all(request: web.Request) -> web.StreamResponse:
        refused = "X-API-Key" in request.headers
        return Reply("no", status).response() if refused else Reply(PNG).response()

    service.on("/a.png", open_to_all)
    assert await relay.fetch(f"{service.url}/a.png") == PNG
    assert len(service.seen) == 2


async def test_a_link_that_refuses_everybody_for_a_moment_gets_the_key_again(
    relay: Relay, service: Service
) -> None:
    service.on("/a.png", Reply("no", 401), Reply("no", 401), Reply(PNG))
    assert await relay.fetch(f"{service.url}/a.png") == PNG
    assert ["X-API-Key" in seen.headers for seen in service.seen] == [True, False, True]


async def test_an_encoded_answer_is_not_decoded(service: Service) -> None:
    bomb = gzip.compress(PNG + bytes(50_000_000))
    service.on("/a.png", Reply(bomb, headers={"Content-Encoding": "gzip"}))
    async with Relay(service.url, KEY, options=replace(QUICK, link_patience=0)) as relay:
        with pytest.raises(LinkError, match="encoded"):
            await relay.fetch(f"{service.url}/a.png")


async def test_a_link_at_the_address_that_gave_it_is_fetched_without_the_key(
    relay: Relay, other_service: Service
) -> None:
    other_service.on("/a.png", Reply(PNG))
    link = Link(f"{other_service.url}/a.png")
    assert await relay.read(link, origin=other_service.url) == PNG
    assert "X-API-Key" not in other_service.seen[0].headers


async def test_a_caller_may_set_a_lower_limit(relay: Relay, service: Service) -> None:
    service.on("/a.png", Reply(PNG + bytes(1000)))
    with pytest.raises(LinkError, match="more than 1000 bytes"):
        await relay.read(Link(f"{service.url}/a.png"), limit=1000)


async def test_a_link_over_the_limit_is_refused(service: Service) -> None:
    service.on("/a.png", Reply(PNG + bytes(1000)))
    async with Relay(service.url, KEY, options=replace(QUICK, max_link_bytes=1000)) as relay:
        with pytest.raises(LinkError):
            await relay.fetch(f"{service.url}/a.png")
    async with Relay(service.url, KEY, options=replace(QUICK, max_link_bytes=1072)) as relay:
        assert len(await relay.fetch(f"{service.url}/a.png")) == 1072


async def test_a_link_that_announces_too_much_is_refused_before_it_is_read(
    relay: Relay, service: Service
) -> None:
    async def announce(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(QUICK.max_link_bytes + 1)})
        await response.prepare(request)
        await asyncio.Event().wait()
        return response

    service.on("/a.png", announce)
    async with asyncio.timeout(2):
        with pytest.raises(LinkError):
            await relay.fetch(f"{service.url}/a.png")


async def test_a_signed_link_is_asked_for_as_it_was_given(relay: Relay, service: Service) -> None:
    service.on("/a.png", Reply(PNG))
    await relay.fetch(f"{service.url}/a.png?sig=a%2Bb%7E%2f%3D")
    assert service.seen[0].raw_path == "/a.png?sig=a%2Bb%7E%2f%3D"


def test_one_place_is_one_scheme_host_and_port() -> None:
    relay = URL("https://relay.example")
    assert same_origin(relay, URL("https://relay.example:443/x"))
    assert not same_origin(relay, URL("http://relay.example:443/x"))
    assert not same_origin(relay, URL("https://relay.example:8443/x"))
    assert not same_origin(relay, URL("https://evil.example/x"))
    assert same_origin(URL("http://localhost:8080"), URL("http://127.0.0.1:8080/x"))


@given(st.text())
def test_any_text_is_an_http_address_or_refused(text: str) -> None:
    for link in (text, f"http://{text}"):
        try:
            url = parse_link(link)
        except LinkError:
            continue
        assert url.scheme in ("http", "https")
        assert url.host
