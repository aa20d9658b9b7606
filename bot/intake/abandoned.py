"""Requests that were acknowledged and never accepted, since their process ended meanwhile.

Discord shows an acknowledged command as *thinking* until somebody says more, which only its token
can. So the token of a request whose preparation takes a while, for its images, is stored until it
is accepted or refused. The next process tells the members of those that are left.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import discord
import orjson

from bot.common.clock import Clock
from bot.common.snowflake import moment_of
from bot.errors import Reason, sentence
from bot.storage.database import StorageError
from bot.storage.jobs import JobStore
from bot.storage.key_values import KeyValueStore
from bot.texts import Languages
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

SLOW = 0.3
"""Seconds of a preparation that is stored; a shorter one would take longer for it."""
Edit = Callable[[str, str], Awaitable[None]]
"""Replaces the private answer of an interaction, by its token."""
_TOKEN_LIFE = timedelta(minutes=15)
_STORED = "preparing:"


class AbandonedRequests:
    """Rows of requests that are being prepared."""

    def __init__(
        self,
        values: KeyValueStore,
        jobs: JobStore,
        edit: Edit,
        languages: Languages,
        clock: Clock,
    ) -> None:
        self._values = values
        self._jobs = jobs
        self._edit = edit
        self._languages = languages
        self._clock = clock
        self._is_alone = self._is_stopping = False
        self._ours: set[int] = set()

    def start_alone(self) -> None:
        """Let `tell_all` do its work: no other process uses the database."""
        self._is_alone = True

    def stop(self) -> None:
        """Keep what fails from now on: the process ends, and may not be able to say so."""
        self._is_stopping = True

    @asynccontextmanager
    async def watched(self, interaction: discord.Interaction) -> AsyncIterator[None]:
        """Store the interaction while the body lasts, if that takes a while.

        It stays stored where the body is cancelled, as at the end of the process.
        """
        self._ours.add(interaction.id)
        began = asyncio.Event()
        noting = asyncio.create_task(self._note(interaction, began), name="preparing")
        try:
            yield
        except Exception:
            if not self._is_stopping:
                await self._drop(interaction.id, noting, began)
            raise
        except BaseException:
            noting.cancel()
            raise
        await self._drop(interaction.id, noting, began)

    async def tell_all(self) -> None:
        """Tell the members of requests that earlier processes have left, once; then forget them.

        Raises `StorageError`.
        """
        if not self._is_alone:
            return
        for name, value in (await self._values.items(_STORED)).items():
            request_id = int(name.removeprefix(_STORED))
            if request_id in self._ours:
                continue
            asked_at = moment_of(request_id)
            is_answerable = asked_at is not None and self._clock() - asked_at < _TOKEN_LIFE
            if is_answerable and await self._jobs.get(request_id) is None:
                await self._tell(request_id, value)
            await self._values.delete(name)
        self._is_alone = False

    async def _tell(self, request_id: int, value: str) -> None:
        try:
            row = orjson.loads(value)
            texts = self._languages.of(str(row["locale"]))
            why = sentence(texts, Reason("refused-restarted"))
            await self._edit(str(row["token"]), texts.say("refused", why=why))
        except (
            discord.HTTPException,
            LookupError,
            ValueError,
            *TRANSIENT,
        ) as error:
            log.warning("interaction %s: could not be answered: %s", request_id, error)
        else:
            log.info("interaction %s: it was not accepted before a restart", request_id)

    async def _note(self, interaction: discord.Interaction, began: asyncio.Event) -> None:
        await asyncio.sleep(SLOW)
        began.set()
        row = {"token": interaction.token, "locale": interaction.locale.value}
        # Without it nobody is told after a crash, and the request itself goes on.
        with contextlib.suppress(StorageError):
            await self._values.put(f"{_STORED}{interaction.id}", orjson.dumps(row).decode())

    async def _drop(
        self, request_id: int, noting: asyncio.Task[None], began: asyncio.Event
    ) -> None:
        """Delete the row, if there may be one."""
        self._ours.discard(request_id)
        noting.cancel()
        await asyncio.gather(noting, return_exceptions=True)
        if began.is_set():
            with contextlib.suppress(StorageError):
                await self._values.delete(f"{_STORED}{request_id}")
