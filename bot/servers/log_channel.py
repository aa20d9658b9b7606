"""The log of a server: what happens there, told in a channel of its choice, at nobody's expense.

A line is written down at once and posted by a task of its own, so that no job waits for the log or
fails with it. While a channel does not take messages its lines gather, as many as have room; they
go out with the first line that comes after a pause.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import discord

from bot.common.background import BackgroundTasks
from bot.common.clock import Clock, utc_now
from bot.common.nonces import nonce_of_text
from bot.common.throttle import Throttle
from bot.errors import Reason, sentence
from bot.servers import log_lines as loglines
from bot.servers.backlog import Backlog
from bot.storage.audit import Entry
from bot.storage.database import StorageError
from bot.storage.records import Job, Posted
from bot.storage.servers import ServerStore
from bot.texts import Languages, Texts
from bot.ui.discord_limits import MAX_CONTENT
from bot.ui.locales import server_locale
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

PAUSE = timedelta(minutes=5)
"""How long a channel that failed is not asked again."""
_SLOW = 60


class LogChannel:
    """Posts to the servers' log channels; see `bot.server_log.ServerLog`."""

    def __init__(
        self,
        client: discord.Client,
        servers: ServerStore,
        languages: Languages,
        clock: Clock = utc_now,
    ) -> None:
        self._client = client
        self._servers = servers
        self._languages = languages
        self._clock = clock
        self._notices = Throttle(clock)
        self._backlogs: defaultdict[int, Backlog] = defaultdict(Backlog)
        self._failed: dict[int, tuple[int, datetime]] = {}
        self._sending: set[int] = set()
        self._tasks = BackgroundTasks("server log")

    def posted(self, job: Job, posted: Posted) -> None:
        """Note that the pictures of a job were posted."""
        place = job.destination
        line = partial(loglines.posted_line, job=job, posted=posted)
        # The job may be of a server that another process knows.
        self._tell(place.guild_id, line, place.guild_locale)

    def refused(self, guild_id: int | None, member_id: int, key: str, **facts: str | int) -> None:
        """Note that a rule of the server refused a request."""
        reason = Reason(key, facts)
        self._tell(guild_id, lambda texts: loglines.refused_line(texts, member_id, reason))

    def trouble(self, guild_id: int | None, key: str, **facts: str | int) -> None:
        """Something only the operator can mend; said once an hour a server and key."""
        if self._notices.allows(f"{guild_id} {key}"):
            reason = Reason(key, facts)
            self._tell(guild_id, lambda texts: loglines.trouble_line(texts, reason))

    def changed(self, entry: Entry, former: int | None = None) -> None:
        """Somebody has changed how the server is run, and maybe mended its log.

        `former` is the channel that was the log's before this change, and hears of it last.
        """
        self._failed.pop(entry.guild_id, None)
        self._tell(entry.guild_id, lambda texts: loglines.changed_line(texts, entry))
        if former is not None:
            self._tasks.start(self._take_leave(entry, former), name=f"server {entry.guild_id}")

    def note(self, guild_id: int | None, key: str, **facts: str | int) -> None:
        """Anything else."""
        self._tell(guild_id, lambda texts: sentence(texts, Reason(key, facts)))

    async def settle(self, seconds: float) -> None:
        """Wait for what is being posted, so long at most."""
        await self._tasks.finish(seconds)

    def _tell(
        self, guild_id: int | None, line: Callable[[Texts], str], locale: str | None = None
    ) -> None:
        if guild_id is None:
            return
        try:
            self._backlogs[guild_id].add(line(self._texts(guild_id, locale)))
        except Exception:
            log.exception("server %s: a line of its log could not be written", guild_id)
        if guild_id not in self._sending:
            self._sending.add(guild_id)
            self._tasks.start(self._send(guild_id), name=f"server {guild_id}")

    async def _send(self, guild_id: int) -> None:
        try:
            backlog = self._backlogs[guild_id]
            while waiting := len(backlog):
                channel_id = (await self._servers.choices(guild_id)).log_channel_id
                if channel_id is None:
                    # What came meanwhile may be the first line of a log just begun.
                    backlog.forget(waiting)
                elif self._rests(guild_id, channel_id):
                    return
                else:
                    await self._post(guild_id, channel_id, backlog)
        except StorageError as error:
            self._complain(guild_id, error)
        finally:
            self._sending.discard(guild_id)

    def _rests(self, guild_id: int, channel_id: int) -> bool:
        failed, until = self._failed.get(guild_id, (None, None))
        return failed == channel_id and until is not None and self._clock() < until

    async def _post(self, guild_id: int, channel_id: int, backlog: Backlog) -> None:
        text, lines = backlog.take(self._texts(guild_id), MAX_CONTENT)
        try:
            await self._write(guild_id, channel_id, text)
        except (discord.HTTPException, *TRANSIENT) as error:
            backlog.left_out += lines
            self._failed[guild_id] = (channel_id, self._clock() + PAUSE)
            self._complain(guild_id, error)

    async def _take_leave(self, entry: Entry, former: int) -> None:
        line = loglines.changed_line(self._texts(entry.guild_id), entry)
        try:
            await self._write(entry.guild_id, former, line)
        except (discord.HTTPException, *TRANSIENT) as error:
            self._complain(entry.guild_id, error)

    async def _write(self, guild_id: int, channel_id: int, text: str) -> None:
        channel = self._client.get_partial_messageable(channel_id, guild_id=guild_id)
        async with asyncio.timeout(_SLOW):
            await channel.send(
                text,
                allowed_mentions=discord.AllowedMentions.none(),
                suppress_embeds=True,
                nonce=nonce_of_text("lo", channel_id, text, self._clock()),
            )

    def _complain(self, guild_id: int, error: Exception) -> None:
        level = logging.WARNING if self._notices.allows(f"{guild_id}") else logging.DEBUG
        kind = type(error).__name__
        log.log(level, "server %s: its log cannot be posted: %s: %s", guild_id, kind, error)

    def _texts(self, guild_id: int, locale: str | None = None) -> Texts:
        return self._languages.of(server_locale(self._client.get_guild(guild_id)) or locale)
