"""Requests that were acknowledged and never accepted, since their process ended meanwhile.

Discord shows an acknowledged command as *thinking* until somebody says more, which only its token
can. So a request whose preparation takes a while, for its images, is stored with its token until it
is accepted or refused. Another process tells the members of those that show no sign of life.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import discord

from bot.common.clock import Clock
from bot.common.snowflake import moment_of
from bot.errors import Reason, UserError, sentence
from bot.intake.preparation import PreparedRequest
from bot.intake.question_form import as_question
from bot.jobs.retry_actions import RETRY_ACTIONS
from bot.storage.database import StorageError
from bot.storage.jobs import JobStore
from bot.storage.preparing import PreparingStore
from bot.storage.questions import PREPARING, REFUSED, Question
from bot.texts import Languages
from bot.ui.components import retry_view
from bot.ui.handed_back import with_words
from bot.ui.transient_errors import TRANSIENT, describe, is_transient

log = logging.getLogger(__name__)

SLOW = 0.3
"""Seconds of a preparation that is stored; a shorter one would take longer for it."""
RENEWAL = 20.0
"""Seconds between two signs of life of a preparation."""
DEAD_AFTER = timedelta(minutes=1)
"""Time without a sign of life after which the process is taken for dead."""
Edit = Callable[[str, str, discord.ui.View, bytes | None], Awaitable[None]]
"""Replaces the private answer of an interaction, by its token."""
_TOKEN_LIFE = timedelta(minutes=15)
_ANSWER = "answer"
_NOBODY_YET = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Row:
    """A request on its way, with what its private answer needs."""

    interaction: discord.Interaction
    prepared: PreparedRequest
    words: str

    def at(self, now: datetime) -> Question:
        """Return the row with a sign of life."""
        answer = {
            "token": self.interaction.token,
            "locale": self.interaction.locale.value,
            "words": self.words,
        }
        row = as_question(self.prepared, self.interaction.channel_id, now)
        return replace(row, kind=PREPARING, request={**row.request, _ANSWER: answer})


class AbandonedRequests:
    """Rows of requests that are being prepared."""

    def __init__(
        self,
        store: PreparingStore,
        jobs: JobStore,
        edit: Edit,
        languages: Languages,
        clock: Clock,
        lease_clock: Clock,
    ) -> None:
        self._store = store
        self._jobs = jobs
        self._edit = edit
        self._languages = languages
        self._clock = clock
        self._lease_clock = lease_clock
        self._alone_at = _NOBODY_YET
        self._is_stopping = False
        # What this process has stored, and the tasks that prepare requests.
        self._stored: set[int] = set()
        self._tasks: set[asyncio.Task[Any] | None] = set()

    def start_alone(self) -> None:
        """Take all processes before this one for dead: no other one uses the database."""
        self._alone_at = self._lease_clock()

    async def stop(self) -> None:
        """End what is being prepared, and store it: the next process tells the members."""
        self._is_stopping = True
        tasks = [task for task in self._tasks if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @asynccontextmanager
    async def watched(
        self, interaction: discord.Interaction, prepared: PreparedRequest, words: str
    ) -> AsyncIterator[None]:
        """Store the request while the body lasts, if that takes a while.

        It stays stored where the body is cancelled, as at the end of the process.
        """
        row = _Row(interaction, prepared, words)
        storing = asyncio.create_task(self._store_if_slow(row))
        body = asyncio.current_task()
        self._tasks.add(body)
        try:
            yield
        except asyncio.CancelledError:
            await _end(storing)
            if self._is_stopping:
                await self._put(row)
            raise
        except Exception:
            await self._drop(interaction.id, storing)
            raise
        else:
            await self._drop(interaction.id, storing)
        finally:
            self._tasks.discard(body)

    async def check(self, request_id: int) -> None:
        """Raise `UserError` if another process took this one for dead, and has told the member.

        The member may have asked again since then.
        """
        if request_id not in self._stored or await self._store.kind(request_id) == PREPARING:
            return
        # A second process that hears of the same event deletes the row when it has accepted it.
        if await self._jobs.get(request_id) is None:
            raise UserError("refused-restarted")

    async def tell_all(self) -> None:
        """Hand the requests of dead processes back to their members; raises `StorageError`."""
        dead_since = max(self._lease_clock() - DEAD_AFTER, self._alone_at)
        for row in await self._store.silent(dead_since):
            if row.id not in self._stored:
                await self._settle(row)

    async def _settle(self, row: Question) -> None:
        """Hand a request back, or forget it where nobody waits for an answer."""
        asked_at = moment_of(row.id)
        is_answerable = asked_at is not None and self._clock() - asked_at < _TOKEN_LIFE
        if not is_answerable or await self._jobs.get(row.id) is not None:
            await self._store.drop(row.id)
            return
        form = {name: value for name, value in row.request.items() if name != _ANSWER}
        refused = replace(row, kind=REFUSED, asked_at=self._clock(), request=form)
        # Of several processes one tells the member.
        if await self._store.replace(row, refused) and not await self._tell(row):
            await self._store.replace(refused, row)

    async def _tell(self, row: Question) -> bool:
        """Tell the member; return False if that may succeed later."""
        try:
            await self._hand_back(row.id, row.request[_ANSWER])
        except discord.HTTPException as error:
            failure, is_final = describe(error), not is_transient(error)
        except TRANSIENT as error:
            failure, is_final = describe(error), False
        except (LookupError, TypeError, ValueError) as error:
            # A row of another version.
            failure, is_final = type(error).__name__, True
        else:
            log.info("interaction %s: it was not accepted before a restart", row.id)
            return True
        log.warning("interaction %s: could not be answered: %s", row.id, failure)
        return is_final

    async def _hand_back(self, request_id: int, answer: Any) -> None:
        texts = self._languages.of(str(answer["locale"]))
        why = sentence(texts, Reason("refused-restarted"))
        text, file = with_words(texts, texts.say("refused", why=why), str(answer["words"]))
        view = retry_view(texts, request_id, RETRY_ACTIONS)
        await self._edit(str(answer["token"]), text, view, file)

    async def _store_if_slow(self, row: "_Row") -> None:
        await asyncio.sleep(SLOW)
        while True:
            await self._put(row)
            await asyncio.sleep(RENEWAL)

    async def _put(self, row: "_Row") -> None:
        self._stored.add(row.interaction.id)
        try:
            await self._store.put(row.at(self._lease_clock()))
        except StorageError:
            # Without it nobody is told after a crash, and the request itself goes on.
            self._stored.discard(row.interaction.id)

    async def _drop(self, request_id: int, storing: asyncio.Task[None]) -> None:
        """Delete the row, if there may be one."""
        await _end(storing)
        if request_id in self._stored:
            self._stored.discard(request_id)
            with contextlib.suppress(StorageError):
                await self._store.drop(request_id)


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
