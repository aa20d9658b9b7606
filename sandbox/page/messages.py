"""The messages of a room as a person sees them: plain values that the page compares and shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simcord.backend.models import Message, Reaction
from simcord.enums import ComponentType

from sandbox.page.cast import Person
from sandbox.page.markup import Markup
from sandbox.page.names import Names
from sandbox.world import World

_LOADING = 1 << 7
_THREAD_STARTED, _THREAD_STARTER = 18, 21
_SPOILER = "SPOILER_"
_SNIPPET = 80
_SUPPRESS_EMBEDS = 1 << 2


@dataclass(frozen=True)
class FileView:
    """An attached file. `about` is its description, for those who do not see it."""

    id: str
    name: str
    path: str
    size: int
    about: str
    is_image: bool
    is_spoiler: bool


@dataclass(frozen=True)
class EmbedView:
    """A card in a message; its texts are HTML."""

    title: str
    description: str
    fields: tuple[tuple[str, str], ...]
    footer: str
    colour: str
    image: str | None


@dataclass(frozen=True)
class ReactionView:
    """An emoji under a message, and how many chose it."""

    emoji: str
    count: int
    mine: bool


@dataclass(frozen=True)
class PollView:
    """A poll: its question, and each answer with its votes."""

    question: str
    answers: tuple[tuple[str, int], ...]
    ended: bool


@dataclass(frozen=True)
class ThreadView:
    """The thread that began at a message."""

    id: int
    name: str
    count: int


@dataclass(frozen=True)
class MessageView:
    """A message as one person sees it at one time."""

    id: int
    author: str
    is_bot: bool
    at: str
    html: str
    private: bool = False
    thinking: bool = False
    edited: bool = False
    mine: bool = False
    context: str = ""
    """The message or the command that this one answers."""
    answers: int | None = None
    """The message that it replies to."""
    files: tuple[FileView, ...] = ()
    embeds: tuple[EmbedView, ...] = ()
    components: Sequence[Mapping[str, Any]] = ()
    texts: tuple[str, ...] = ()
    """The HTML of the texts in `components`, in order."""
    reactions: tuple[ReactionView, ...] = ()
    thread: ThreadView | None = None
    poll: PollView | None = None


def messages_of(world: World, person: Person, room_id: int) -> list[MessageView]:
    """Return what a person sees in a room, oldest first."""
    stored = world.env.backend.messages.get(room_id, {}).values()
    seen = sorted((one for one in stored if one.visible_to(person.id)), key=lambda one: one.id)
    return [_View(world, person).of(message) for message in seen]


class _View:
    """Views of messages for one person, now."""

    def __init__(self, world: World, person: Person) -> None:
        self._backend = world.env.backend
        self._person = person
        self._names = Names(world.env)
        self._markup = Markup(self._names, world.env.now())

    def of(self, message: Message) -> MessageView:
        """Return the view of a message."""
        if message.type == _THREAD_STARTER and (first := self._referred(message)) is not None:
            return self.of(first)
        components = [] if message.flags & _LOADING else message.components
        return MessageView(
            id=message.id,
            author=message.author_name or self._names.user(message.author_id),
            is_bot=message.author_id == self._backend.bot_user.id,
            at=_clock(message.timestamp),
            html=self._text(message),
            private=message.is_ephemeral,
            thinking=bool(message.flags & _LOADING),
            edited=message.edited_timestamp is not None,
            mine=message.author_id == self._person.id,
            context=self._context(message),
            answers=_reply_to(message),
            files=tuple(file_view(one) for one in message.attachments),
            embeds=() if message.flags & _SUPPRESS_EMBEDS else self._embeds(message.embeds),
            components=components,
            texts=tuple(self._markup.html(text) for text in _texts(components)),
            reactions=tuple(self._reaction(one) for one in message.reactions),
            thread=self._thread(message),
            poll=_poll(message),
        )

    def _text(self, message: Message) -> str:
        if message.type == _THREAD_STARTED:
            return self._markup.html(f"started a thread: **{message.content}**")
        forwarded = [one.get("message", {}).get("content", "") for one in message.snapshots]
        return self._markup.html("\n".join([message.content, *forwarded]))

    def _context(self, message: Message) -> str:
        if message.reference and message.type != _THREAD_STARTED and not message.snapshots:
            return self._reply(message)
        asked = message.interaction_metadata
        if asked is None or "name" not in asked:
            return ""
        return f"{self._names.user(int(asked['user']['id']))} used /{asked['name']}"

    def _reply(self, message: Message) -> str:
        first = self._referred(message)
        if first is None:
            return "Replies to a message that was deleted"
        words = first.content.partition("\n")[0] or "a picture"
        text = self._markup.inline(words if len(words) <= _SNIPPET else f"{words[:_SNIPPET]}…")
        return f"Replies to {self._names.user(first.author_id)}: {_plain(text)}"

    def _referred(self, message: Message) -> Message | None:
        where = message.reference or {}
        room = int(where.get("channel_id") or message.channel_id)
        return self._backend.messages.get(room, {}).get(int(where.get("message_id") or 0))

    def _embeds(self, embeds: Sequence[Mapping[str, Any]]) -> tuple[EmbedView, ...]:
        return tuple(self._embed(one) for one in embeds)

    def _embed(self, embed: Mapping[str, Any]) -> EmbedView:
        html, inline = self._markup.html, self._markup.inline
        pairs = embed.get("fields") or ()
        return EmbedView(
            title=inline(embed.get("title") or ""),
            description=html(embed.get("description") or ""),
            fields=tuple((inline(one["name"]), html(one["value"])) for one in pairs),
            footer=inline((embed.get("footer") or {}).get("text") or ""),
            colour=f"#{embed.get('color') or 0x888888:06x}",
            image=_local((embed.get("image") or {}).get("url")),
        )

    def _reaction(self, reaction: Reaction) -> ReactionView:
        mine = self._person.id in reaction.user_ids
        return ReactionView(reaction.emoji, len(reaction.user_ids), mine)

    def _thread(self, message: Message) -> ThreadView | None:
        channel = self._backend.channels.get(message.id)
        if channel is None or not channel.is_thread or channel.id == message.channel_id:
            return None
        count = len(self._backend.messages.get(channel.id, {}))
        return ThreadView(channel.id, channel.name or "", count)


def _poll(message: Message) -> PollView | None:
    poll = message.poll
    if poll is None:
        return None
    votes = [len(poll.votes.get(answer.answer_id, ())) for answer in poll.answers]
    answers = [answer.text or answer.emoji or "" for answer in poll.answers]
    return PollView(poll.question, tuple(zip(answers, votes, strict=True)), poll.finalized)


def file_view(attachment: Mapping[str, Any]) -> FileView:
    """Return the view of an attachment."""
    name = str(attachment["filename"])
    kind = str(attachment.get("content_type") or "")
    return FileView(
        id=str(attachment["id"]),
        name=name.removeprefix(_SPOILER),
        path=_local(attachment["url"]) or "",
        size=int(attachment["size"]),
        about=str(attachment.get("description") or ""),
        is_image=kind.startswith("image/") and kind != "image/svg+xml",
        is_spoiler=name.startswith(_SPOILER),
    )


def file_view_of_media(item: Mapping[str, Any]) -> tuple[str, str]:
    """Return the path and the description of a picture in a gallery."""
    return _local((item.get("media") or {}).get("url")) or "", str(item.get("description") or "")


def _local(url: str | None) -> str | None:
    """Return the path under which the page serves a file of the simulated Discord."""
    _, found, path = (url or "").partition("/attachments/")
    return f"/files/{path}" if found else None


def _texts(components: Sequence[Mapping[str, Any]]) -> list[str]:
    found: list[str] = []
    for component in components:
        if component.get("type") == ComponentType.TEXT_DISPLAY:
            found.append(str(component["content"]))
        found += _texts(component.get("components") or ())
    return found


def _reply_to(message: Message) -> int | None:
    if not message.reference or message.snapshots or message.type == _THREAD_STARTED:
        return None
    return int(message.reference.get("message_id") or 0) or None


def _clock(timestamp: str) -> str:
    return datetime.fromisoformat(timestamp).strftime("%H:%M")


def _plain(html: str) -> str:
    """Return the words of HTML that `Markup` has made."""
    words, inside = [], False
    for character in html:
        inside = (inside or character == "<") and character != ">"
        if not inside and character != ">":
            words.append(character)
    return "".join(words)
