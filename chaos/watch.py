"""Watch over members: when each saw something new, and what it said."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from chaos.audit import Told
from chaos.relay import RecordingRelay
from tests.wire.discord import WireDiscord
from tests.wire.interactions import Interaction
from tests.wire.state import Message

Asked = Interaction | Message
_LOOK_EVERY = 0.05
_WORKING = frozenset({"🎨", "⏳"})
_FAILED = "⚠️"


@dataclass
class Watched:
    """One request of a member, and the times at which the member saw something new."""

    asked: Asked
    kind: str
    pictures: int
    began: float = field(default_factory=time.monotonic)
    seen: object = None
    last: float = 0.0
    silence: float = 0.0
    is_closed: bool = False

    def look(self, sight: object) -> None:
        """Note what the member sees now."""
        now = time.monotonic()
        if not self.is_closed:
            self.silence = max(self.silence, now - (self.last or self.began))
        if sight != self.seen:
            self.seen, self.last = sight, now


class Watch:
    """All requests of a run."""

    def __init__(self, wire: WireDiscord, relay: RecordingRelay) -> None:
        self._wire, self._relay = wire, relay
        self.requests: dict[int, Watched] = {}
        self.posts: defaultdict[int, list[Message]] = defaultdict(list)
        self.ready_at = 0.0
        self.after_ready: list[float] = []
        """Seconds from READY to the post, of pictures that were finished before it."""
        self._failures: set[int] = set()
        self._last_seen = 0

    def add(self, asked: Asked, kind: str, pictures: int) -> None:
        """Watch a request for so many pictures."""
        self.requests[asked.id] = Watched(asked, kind, pictures)

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            self.look()
            await asyncio.sleep(_LOOK_EVERY)

    def look(self) -> None:
        """Look at everything that is new."""
        self._read_messages()
        for watched in self.requests.values():
            if not watched.is_closed:
                watched.look(self._sight(watched))
                watched.is_closed = len(self.told(watched) & {Told.DONE, Told.FAILED}) > 0

    def shown(self, watched: Watched) -> list[Message]:
        """Return the messages with the request's pictures that are there."""
        posts = [post for post in self.posts[watched.asked.id] if not post.deleted]
        private = _answer(watched.asked)
        return [*posts, private] if private is not None and private.attachments else posts

    def told(self, watched: Watched) -> frozenset[Told]:
        """Return what the member reads about the request now."""
        asked = watched.asked
        failed = {Told.FAILED} if asked.id in self._failures else set()
        if isinstance(asked, Message):
            if asked.reactions & _WORKING:
                return frozenset({Told.WAITING, *failed})
            return frozenset(failed or ({Told.DONE} if self.shown(watched) else {Told.NOTHING}))
        return frozenset({self._told_privately(asked, self.shown(watched))} | failed)

    def _told_privately(self, asked: Interaction, shown: Sequence[Message]) -> Told:
        answer = asked.original
        if answer is None:
            return Told.NOTHING
        if answer.attachments or any(f"/{post.id}" in answer.text for post in shown):
            return Told.DONE
        return Told.FAILED if answer.text.startswith(_FAILED) else Told.WAITING

    def _sight(self, watched: Watched) -> object:
        answer, asked = _answer(watched.asked), watched.asked
        reactions = frozenset(asked.reactions) if isinstance(asked, Message) else None
        text = None if answer is None else (answer.text, len(answer.attachments))
        return text, reactions, len(self.posts[asked.id]), asked.id in self._failures

    def _read_messages(self) -> None:
        newest = self._last_seen
        for message in reversed(self._wire.world.messages.values()):
            if message.id <= self._last_seen:
                break
            newest = max(newest, message.id)
            if message.author is self._wire.bot:
                self._note(message)
        self._last_seen = newest

    def _note(self, message: Message) -> None:
        nonce = str(message.nonce or "")
        if nonce.startswith("f") and nonce[1:].isdigit():
            self._failures.add(int(nonce[1:]))
        jobs = {custom_id.rpartition(":")[2] for custom_id in message.buttons.values()}
        if message.attachments and not message.ephemeral and len(jobs) == 1:
            [job] = jobs
            self.posts[int(job)].append(message)
            finished = self._relay.finished_at(int(job))
            if finished is not None and finished < self.ready_at:
                self.after_ready.append(time.monotonic() - self.ready_at)


def _answer(asked: Asked) -> Message | None:
    return asked.original if isinstance(asked, Interaction) else None
