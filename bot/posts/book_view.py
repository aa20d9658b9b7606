"""The part of a member's jobs that a message of `/jobs` shows, as the message itself carries it.

Nothing is stored between two presses, so a message lives on after a restart.
"""

from dataclasses import dataclass, replace

import discord

from bot.common.plain_text import clean_line
from bot.storage.picture_book import BookSearch
from bot.ui.messages import CARRIERS, custom_id, id_in, rest_of
from providers.registry import OPERATIONS

REFRESH, ALL = CARRIERS
NEWER, OLDER = "jobsnewer", "jobsolder"
MAX_WORDS = 40
_MAX_CUSTOM_ID = 100
_MAX_PAGE = 99_999


@dataclass(frozen=True, slots=True)
class BookView:
    """A page, counted from 0, that begins with the job `start`; 0 is the newest one.

    `words`, `family` and `channel_id` are what is looked for; empty is no condition.
    """

    page: int = 0
    start: int = 0
    words: str = ""
    family: str = ""
    channel_id: int = 0

    @property
    def is_search(self) -> bool:
        """Return True if something is looked for."""
        return bool(self.words or self.family or self.channel_id)

    def search(self, guild_id: int | None, member_id: int) -> BookSearch:
        """Return the search of a member in a server, or in direct messages."""
        return BookSearch(
            guild_id,
            member_id,
            words=(*self.words.split(),),
            operations=operations_of(self.family) if self.family else None,
            channel_id=self.channel_id or None,
        )

    def moved(self, by: int, start: int) -> "BookView":
        """Return the page some pages on, which begins with another job."""
        return replace(self, page=min(max(0, self.page + by), _MAX_PAGE), start=start)

    def refresh_id(self) -> str:
        """Return the custom id that carries the page."""
        return f"{custom_id(REFRESH, self.start)}:{self.page}"

    def all_id(self) -> str:
        """Return the custom id that carries what is looked for, cut to what Discord takes."""
        base = f"{custom_id(ALL, 0)}:{self.family}:{self.channel_id}:"
        words = self.words
        while len(f"{base}{words}".encode("utf-16-le")) // 2 > _MAX_CUSTOM_ID:
            words = words[:-1]
        return f"{base}{words}"


def view_of(message: discord.Message) -> BookView:
    """Return what a message of `/jobs` shows, its newest page where that cannot be read."""
    family, _, rest = rest_of(message, ALL).partition(":")
    channel, _, words = rest.partition(":")
    page = min(id_in(rest_of(message, REFRESH), ""), _MAX_PAGE)
    known = family if operations_of(family) else ""
    return BookView(page=page, words=words, family=known, channel_id=id_in(channel, ""))


def searched(words: str, family: str, channel_id: int) -> BookView:
    """Return the first page of a search; its words are cut to what the message can carry."""
    view = BookView(words=clean_line(words, MAX_WORDS), family=family, channel_id=channel_id)
    return replace(view, words=view.all_id().split(":", 5)[5].strip())


def operations_of(family: str) -> tuple[str, ...]:
    """Return the operations of a family of models."""
    return tuple(name for name, kind in OPERATIONS.items() if kind.family == family)
