"""The connection to the relay: address, key and rate limiter of every request to its API."""

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
from providers.relay.json_stream import ANSWER_LIMITS, TextLimits
from providers.relay.origins import parse_origin, same_origin
from providers.relay.rate_limit import RateLimiter

logger = logging.getLogger(__name__)


class Secret(Protocol):
    """A text behind a getter, such as pydantic's SecretStr."""

    def get_secret_value(self) -> str: ...


class Connection:
    """The relay at `url`, as the account of `key`. Raises ValueError if either is malformed."""

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
        self._rate_limiter = RateLimiter(
            gap=options.rate_limit_gap, max_gap=options.max_rate_limit_gap
        )
        self._on_credit_warning = on_credit_warning
        self._warned_at: float | None = None
        self._session: aiohttp.ClientSession | None = None
        self.on_rate_limit: Callable[[float], None] = _ignore
        """Called with the seconds for which a rate limit holds all requests back."""
        self.held_polls = 0
        """Polls that are not answered yet."""

    def __repr__(self) -> str:
        return f"Connection({self.base.origin()})"

    def use(self, session: aiohttp.ClientSession | None) -> None:
        """Send through `session` from now on; None if it has been closed."""
        self._session = session

    @property
    def has_key(self) -> bool:
        """Return True if requests have a key."""
        return bool(self._key)

    def headers(self, *, keyed: bool = True) -> dict[str, str]:
        """Return the headers of every request, to be sent to the relay's own origin only."""
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
        headers_deadline: float | None = None,
        task_id: str = "",
        text_limits: TextLimits = ANSWER_LIMITS,
        origin: str | None = None,
    ) -> Call:
        """Return the call of `path`, its query included, under the relay's address.

        It is sent to `origin` instead if that is elsewhere.
        """
        elsewhere = parse_origin(origin) if self.is_elsewhere(origin) else None
        return Call(
            method,
            # Unchanged: yarl would encode characters of a task's id.
            URL(str(elsewhere or self.base).rstrip("/") + path, encoded=True),
            self.options.answer_timeout if timeout is None else timeout,
            headers,
            payload=payload,
            headers_deadline=headers_deadline,
            secrets=(self._key, self.base.password or "", task_id),
            text_limits=text_limits,
        )

    def is_elsewhere(self, origin: str | None) -> bool:
        """Return True for an origin that is not the relay's, as before its address was changed."""
        url = parse_origin(origin)
        return url is not None and not same_origin(url, self.base)

    @property
    def address(self) -> str:
        """The relay's address, without a password."""
        return str(self.base.with_user(None)).rstrip("/")

    @property
    def paused_for(self) -> float:
        """The seconds for which a rate limit still holds all requests back."""
        return self._rate_limiter.paused_for

    def hold_back(self, seconds: float) -> None:
        """Hold all requests back, as after a rate limit that the relay told somebody else."""
        self._rate_limiter.pause(min(seconds, self.options.max_retry_after))

    async def wait_for_rate_limit(self, until: float) -> None:
        """Return when a request may be sent. Raises RateLimitedError if that is not before `until`.

        `until` is a moment on the loop's clock.
        """
        try:
            async with asyncio.timeout_at(until):
                await self._rate_limiter.acquire()
        except TimeoutError:
            seconds = self._rate_limiter.paused_for
            raise RateLimitedError("no turn in time", retry_after=seconds) from None

    async def send(self, call: Call) -> Answer:
        """Send `call` once. Raises what `exchange` does.

        A rate limit holds all requests back, unless it is that of a former address.
        """
        if self._session is None:
            raise RuntimeError("the relay is not open")
        try:
            answer = await exchange(self._session, call, self.options, self._note_credit_warning)
        except RateLimitedError as error:
            if same_origin(call.url, self.base):
                seconds = min(error.retry_after, self.options.max_retry_after)
                self._rate_limiter.pause(seconds, told=error.told)
                self.on_rate_limit(self._rate_limiter.paused_for)
            raise
        if same_origin(call.url, self.base):
            self._rate_limiter.passed()
        return answer

    def _note_credit_warning(self) -> None:
        loop = asyncio.get_running_loop()
        interval = self.options.credit_warning_interval
        if self._warned_at is not None and loop.time() - self._warned_at < interval:
            return
        self._warned_at = loop.time()
        logger.warning("The relay says that the account's credits run low")
        if self._on_credit_warning is not None:
            # Later: its failure must not lose the answer that is being read.
            loop.call_soon(self._on_credit_warning)


def open_session(
    socket_factory: SocketFactoryType | None = None, *, proxy: str | None = None
) -> aiohttp.ClientSession:
    """Return a session without cookies and a limit of connections, by a proxy if there is one."""
    return aiohttp.ClientSession(
        connector=Connector(socket_factory),
        cookie_jar=aiohttp.DummyCookieJar(),
        # Compression saves a quarter of base64 at most, and costs more than all other work.
        headers={"User-Agent": "Easel", "Accept-Encoding": "identity"},
        trust_env=False,
        proxy=proxy,
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


def _ignore(_seconds: float) -> None:
    """Take no notice of a rate limit."""
