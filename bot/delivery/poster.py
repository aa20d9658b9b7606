"""An outcome becomes a message: in its place, else privately, else by direct message; once."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import discord

from bot.common.clock import Clock, utc_now
from bot.delivery import files
from bot.delivery.duplicates import DuplicateRemover
from bot.delivery.parcel import CannotFitError, Parcel, pack
from bot.delivery.polls import PollPoster
from bot.delivery.post_finder import PostFinder
from bot.delivery.refusals import (
    ORNAMENTS,
    InvalidPartsError,
    Part,
    TooLargeError,
    WayClosedError,
    refusal_of,
)
from bot.delivery.rest_client import RestClient
from bot.delivery.sender import Sender, TakesReplies
from bot.delivery.status_notifier import StatusNotifier
from bot.delivery.targets import SHOWN_TO_ALL, Targets, Way
from bot.delivery.threads import Opened, ThreadMaker
from bot.delivery.upload_limits import UploadLimits
from bot.errors import Reason
from bot.jobs.job_clock import SEND_LIMIT
from bot.jobs.outcome import DeliveryError, Done, Fence, Outcome, Status, UndeliverableError
from bot.storage.database import StorageError
from bot.storage.members import MemberStore
from bot.storage.records import Job, Posted
from bot.storage.servers import ServerStore
from bot.storage.tasks import TaskStore
from bot.texts import Languages, Texts
from bot.ui.discord_limits import MAX_CONTENT
from bot.ui.links import member_mention
from bot.ui.passing_notes import PassingNotes

log = logging.getLogger(__name__)

# Sizes and refused parts that are tried out, one after the other.
MAX_TRIES = 16
MENTION_AFTER = 60.0
"""Seconds after which a member is notified of the message with their pictures."""
UNKNOWN_MESSAGE = 0
"""The id of a private answer that was sent by an earlier process, and cannot be asked for."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices of members and servers about posts; without any, nobody is mentioned or taught.

    `notes` has the messages that are deleted after a while, `tasks` what a comparison compares.
    """

    members: MemberStore | None = None
    takes_replies: TakesReplies | None = None
    notes: PassingNotes | None = None
    tasks: TaskStore | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """A further post of pictures: its nonce, and the text of the line below that says why."""

    nonce: str
    key: str = "post-again"
    facts: Mapping[str, str | int] = field(default_factory=dict)


class DiscordDelivery:
    """Delivers through a client that is logged in; it need not be connected."""

    def __init__(
        self,
        client: discord.Client,
        servers: ServerStore,
        languages: Languages,
        clock: Clock = utc_now,
        discord_now: Callable[[], datetime | None] = lambda: None,
        choices: Choices | None = None,
    ) -> None:
        rest = RestClient(client)
        choices = choices or Choices()
        self._members = choices.members
        self._targets = Targets(client, clock, discord_now)
        self._sender = Sender(
            rest, self._targets, ThreadMaker(rest), choices.takes_replies or _never
        )
        self._finder = PostFinder(rest, self._targets)
        self._duplicates = DuplicateRemover(rest, self._targets, self._finder, languages)
        self._notifier = StatusNotifier(rest, self._targets, languages, choices.notes)
        self._polls = (
            PollPoster(rest, self._targets, choices.tasks, languages, clock)
            if choices.tasks
            else None
        )
        self._limits = UploadLimits(servers, clock)
        self._languages = languages
        # By job, while its delivery is tried: the way of this process's last send.
        self._last_ways: dict[int, Way] = {}
        # Jobs whose private answer was tried by this process first, and failed so far.
        self._own_answers: set[int] = set()

    async def post(
        self, job: Job, outcome: Outcome, fence: Fence, *, privately: bool = False
    ) -> Posted:
        """Post the pictures, once; raises `DeliveryError` or `UndeliverableError`.

        A place that does not take them is no reason to lose them: the member gets them alone then,
        and with `privately` at once. What `fence` raises is passed on.
        """
        try:
            posted = await self._post(job, outcome, fence, privately=privately)
        except DeliveryError:
            # The next try looks where this one may have posted.
            raise
        except BaseException:
            self._forget(job)
            raise
        self._forget(job)
        return posted

    async def find(self, job: Job) -> Posted | None:
        """Find the message of this job, if it was posted before; raises like `post`."""
        found = await self._finder.find(job, self._last_ways.get(job.id) or job.delivery_way)
        if found is None and self._was_answered(job) and self._targets.token(job) is None:
            return _shown(job)
        return found

    async def share(self, job: Job, outcome: Outcome) -> Posted:
        """Post pictures that were private in their place, and nowhere else.

        Raises `WayClosedError` if nothing was posted, `UndeliverableError`, and `DeliveryError` if
        nobody knows. Whoever calls this again looks for the message first.
        """
        try:
            return await self._post_by("place", job, outcome, _no_fence, awaited=False)
        finally:
            self._forget(job)

    async def repost(self, job: Job, outcome: Outcome, again: Again) -> Posted:
        """Post pictures once more, in the place of a job that was posted before.

        Raises as `share` does. Whoever calls this again with another nonce looks for the message
        first.
        """
        try:
            return await self._post_by("place", job, outcome, _no_fence, awaited=False, again=again)
        finally:
            self._forget(job)

    async def find_shared(self, job: Job) -> Posted | None:
        """Find the message of pictures that were perhaps shared.

        Raises `DeliveryError` if nobody can tell.
        """
        try:
            return await self._finder.find(job, "place")
        except UndeliverableError as error:
            raise DeliveryError(str(error)) from error

    async def remove_duplicates(self, job: Job, posted: Posted) -> Posted:
        """Delete all messages of the job but the oldest, and return that; raises like `post`."""
        return await self._duplicates.remove(job, posted)

    async def notify(self, job: Job, status: Status) -> None:
        """Tell the member the status privately, if that is still possible.

        Raises `DeliveryError` for an end that the member has to be told later.
        """
        await self._notifier.notify(job, status)
        if self._polls is not None and isinstance(status, Done):
            await self._polls.post_in_time(job, status.posted)

    async def _post(self, job: Job, outcome: Outcome, fence: Fence, *, privately: bool) -> Posted:
        is_hidden, reason = False, Reason("failed-no-place")
        for way in self._ways(job):
            if privately and way in SHOWN_TO_ALL:
                continue
            if way == "place" and is_hidden:
                # A thread that the bot cannot see may be one that few can see.
                continue
            try:
                return await self._post_by(way, job, outcome, fence)
            except WayClosedError as error:
                log.warning("job %s: %s is closed: %s", job.id, way, error)
                is_hidden = error.is_hidden and job.destination.reply_to is not None
            except CannotFitError as error:
                log.warning("job %s: %s takes no picture as large as this", job.id, way)
                reason = error.reason
        if self._was_answered(job):
            return _shown(job)
        raise UndeliverableError(reason)

    def _ways(self, job: Job) -> list[Way]:
        """Return the ways to try, the best first."""
        last = self._last_ways.get(job.id) or job.delivery_way
        if last == "answer" and self._targets.token(job):
            # It may show the pictures already: sent again, they replace themselves.
            return ["answer"] if self._was_answered(job) else ["answer", "direct"]
        ways: list[Way] = [*(place.way for place in self._targets.places(job)), "answer"]
        # Direct messages are the place of what was asked for in them.
        return ways if job.destination.guild_id is None else [*ways, "direct"]

    def _was_answered(self, job: Job) -> bool:
        """Return True if an earlier process may have shown the pictures in the private answer."""
        return job.delivery_way == "answer" and job.id not in self._own_answers

    def _forget(self, job: Job) -> None:
        self._last_ways.pop(job.id, None)
        self._own_answers.discard(job.id)

    async def _post_by(
        self,
        way: Way,
        job: Job,
        outcome: Outcome,
        fence: Fence,
        *,
        awaited: bool = True,
        again: Again | None = None,
    ) -> Posted:
        """Send by one way, smaller and plainer until Discord takes it.

        Where the pictures are `awaited`, the member may have turned away, and is mentioned if they
        took long. With `again` they were posted before, which the text says.
        """
        texts = self._texts(job, way)
        try:
            opened = await self._sender.open(way, job, outcome.request.prompt, texts)
        except (WayClosedError, DeliveryError):
            raise
        except Exception as error:
            raise _of_opening(refusal_of(error)) from error
        limit = known = await self._limits.limit(job, way)
        dropped = frozenset[Part]()
        mentioned = awaited and way in SHOWN_TO_ALL and await self._is_mentioned(job, outcome)
        for _ in range(MAX_TRIES):
            parcel = await pack(job, outcome, limit, texts)
            parcel = replace(parcel, dropped=dropped, mentions_member=mentioned)
            if again is not None:
                note = texts.say(again.key, member=member_mention(job.member_id), **again.facts)
                words = f"{parcel.text[: MAX_CONTENT - len(note) - 1]}\n{note}"
                parcel = replace(parcel.with_text(words), nonce=again.nonce)
            try:
                posted = await self._send(way, opened, parcel, fence)
            except TooLargeError:
                limit = files.next_lower_limit(parcel.largest)
                log.info("job %s: too large, trying %s bytes a file", job.id, limit)
            except InvalidPartsError as error:
                log.warning("job %s: Discord refuses a part of the message: %s", job.id, error)
                dropped |= _to_drop(error, dropped)
            else:
                if limit != known:
                    await self._limits.remember(job, way, limit)
                return posted
        raise CannotFitError

    async def _send(self, way: Way, opened: Opened, parcel: Parcel, fence: Fence) -> Posted:
        now = asyncio.get_running_loop().time
        timeout_at = now() + SEND_LIMIT
        self._note_send(parcel.job, way)
        await fence(way)
        if now() > timeout_at:
            raise DeliveryError("too much time has passed since the fence")
        try:
            return await self._sender.send(way, opened, parcel, timeout_at)
        except WayClosedError:
            raise
        except Exception as error:
            # Whatever it is, the message may have been posted.
            raise refusal_of(error) from error

    async def _is_mentioned(self, job: Job, outcome: Outcome) -> bool:
        """Return True if the member waited for so long that they may have turned away."""
        if self._members is None or outcome.seconds <= MENTION_AFTER:
            return False
        try:
            return (await self._members.choices(job.member_id)).mention_when_slow
        except StorageError:
            # The picture matters more.
            return False

    def _note_send(self, job: Job, way: Way) -> None:
        self._last_ways[job.id] = way
        if way == "answer" and job.delivery_way != "answer":
            self._own_answers.add(job.id)

    def _texts(self, job: Job, way: Way) -> Texts:
        """Return the server's language for what all can see, the member's own for the rest."""
        locale = self._targets.locale(job) if way in SHOWN_TO_ALL else job.destination.locale
        return self._languages.of(locale)


async def _no_fence(_: str) -> None:
    """Let everything pass: no other process has the job."""


async def _never(_: Job) -> bool:
    return False


def _shown(job: Job) -> Posted:
    """Return the post of a job that was shown in a private answer that has expired."""
    return Posted(None, UNKNOWN_MESSAGE, job.pictures)


def _of_opening(error: Exception) -> Exception:
    """Return the meaning of an error before anything was sent: there are no parts to refuse."""
    if isinstance(error, TooLargeError | InvalidPartsError):
        return WayClosedError(str(error))
    return error


def _to_drop(error: InvalidPartsError, dropped: frozenset[Part]) -> frozenset[Part]:
    """Return the parts to leave out next; raises `WayClosedError` if there are none left."""
    named = error.parts - dropped or ORNAMENTS - dropped or frozenset(Part) - dropped
    if not named:
        raise WayClosedError(str(error)) from error
    return named
