"""Our side of the relay: one address, one key, one gate; every request to its API passes here."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Protocol

import aiohttp
from aiohappyeyeballs import SocketFactoryType
from yarl import URL

from providers.errors import RateLimitedError
from providers.options import RelayOptions
from providers.relay.connector import Connector
from providers.relay.exchange import Answer, Call, exchange
from providers.relay.rate_limit import RateGate

logger = logging.getLogger(__name__)


class Secret(Protocol):
    """What pydantic's SecretStr is."""

    def get_secret_value(self) -> str: ...


class Connection:
    """The relay at `url` as the account of `key`. Raises ValueError where either is malformed."""

    def __init__(
        self,
        url: str,
        key: str | Secret,
        options: RelayOptions,
        on_credit_warning: Callable[[], None] | None,
    ) -> None:
        self.base = _parse_base(url)
        self.options = options
        self._key = _parse_key(key)
        self._gate = RateGate(gap=options.reopen_gap, gap_cap=options.reopen_gap_cap)
        self._on_credit_warning = on_credit_warning
        self._warned_at: float | None = None
        self._session: aiohttp.ClientSession | None = None

    def __repr__(self) -> str:
        return f"Connection({self.base.origin()})"

    def use(self, session: aiohttp.ClientSession | None) -> None:
        """Send through `session` from now on; None where it has been closed."""
        self._session = session

    def headers(self, *, keyed: bool = True) -> dict[str, str]:
        """What goes with every request. Only for the relay's own origin."""
        key = {"X-API-Key": self._key} if keyed and self._key else {}
        return {"Accept": "application/json"} | key

    def call(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        *,
        payload: bytes | None = None,
        timeout: float | None = None,
        head_by: float | None = None,
        task_id: str = "",
    ) -> Call:
        """The call of `path`, with its query, under the relay's address."""
        return Call(
            method,
            # As it is: yarl would encode what an id holds.
            URL(str(self.base).rstrip("/") + path, encoded=True),
            self.options.answer_timeout if timeout is None else timeout,
            headers,
            payload=payload,
            head_by=head_by,
            secrets=(self._key, task_id),
        )

    async def enter_gate(self, until: float) -> None:
        """Return when we may send; raises RateLimitedError if that is not before `until`.

        `until` is a moment on the loop's clock.
        """
        try:
            async with asyncio.timeout_at(until):
                await self._gate.enter()
        except TimeoutError:
            closed = self._gate.closed_for
            raise RateLimitedError("no turn in time", retry_after=closed) from None

    async def ask(self, call: Call) -> Answer:
        """Send `call` once. Raises what `exchange` does; a rate limit closes the gate for all."""
        if self._session is None:
            raise RuntimeError("the relay is not open")
        try:
            return await exchange(self._session, call, self.options, self._note_credit_warning)
        except RateLimitedError as error:
            self._gate.close(min(error.retry_after, self.options.longest_retry_after))
            raise

    def _note_credit_warning(self) -> None:
        loop = asyncio.get_running_loop()
        every = self.options.credit_warning_every
        if self._warned_at is not None and loop.time() - self._warned_at < every:
            return
        self._warned_at = loop.time()
        logger.warning("The relay says that the account's credits run low")
        if self._on_credit_warning is not None:
            # Later, and on its own: its failure must not cost the answer that is being read.
            loop.call_soon(self._on_credit_warning)


def open_session(socket_factory: SocketFactoryType | None = None) -> aiohttp.ClientSession:
    """A session without cookies and proxies, for as many connections as there are requests."""
    return aiohttp.ClientSession(
        connector=Connector(socket_factory),
        cookie_jar=aiohttp.DummyCookieJar(),
        # Base64 shrinks by a quarter at most, and unpacking it costs more than all the rest.
        headers={"User-Agent": "Easel", "Accept-Encoding": "identity"},
        trust_env=False,
    )


def _parse_base(url: str) -> URL:
    base = URL(url.strip())
    if base.scheme not in ("http", "https") or not base.host or base.query_string or base.fragment:
        raise ValueError("the relay's address must be like https://relaygpu.com")
    return base


def _parse_key(key: str | Secret) -> str:
    text = (key if isinstance(key, str) else key.get_secret_value()).strip()
    if not (text.isascii() and text.isprintable()):
        raise ValueError("the relay's key holds a character that no key has")
    return text
