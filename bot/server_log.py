"""What those who run a server are told as it happens: its log, as the rest of the bot sees it."""

from typing import Protocol

from bot.storage.audit import Entry
from bot.storage.records import Job, Posted


class ServerLog(Protocol):
    """Each call returns at once and raises nothing: no job may suffer from its log."""

    def posted(self, job: Job, posted: Posted) -> None:
        """The pictures of a job stand there."""

    def refused(self, guild_id: int | None, member_id: int, key: str, **facts: str | int) -> None:
        """A request was refused by a rule of the server; the key and facts are the refusal's."""

    def trouble(self, guild_id: int | None, key: str, **facts: str | int) -> None:
        """Something only the operator can mend stands in the way of jobs; the same key is told once
        an hour."""

    def changed(self, entry: Entry, former: int | None = None) -> None:
        """Log a change in how the server is run.

        `former` is the channel of the log until this change, which is told of it, too.
        """

    def note(self, guild_id: int | None, key: str, **facts: str | int) -> None:
        """Anything else: the key of a text and its facts."""
