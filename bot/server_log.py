"""Protocol of a server's log: events for those who run the server."""

from typing import Protocol

from bot.storage.audit import Entry
from bot.storage.records import Job, Posted


class ServerLog(Protocol):
    """A server's log; each call returns at once and raises nothing, so no job depends on it."""

    def posted(self, job: Job, posted: Posted) -> None:
        """Log the posted pictures of a job."""

    def refused(self, guild_id: int | None, member_id: int, key: str, **facts: str | int) -> None:
        """Log that the server's policy refused a request, with the refusal's key and facts."""

    def trouble(self, guild_id: int | None, key: str, **facts: str | int) -> None:
        """Log a problem that stops jobs and that only the operator can solve.

        The same key is logged at most once an hour.
        """

    def changed(self, entry: Entry, former: int | None = None) -> None:
        """Log a change of the server's settings.

        `former` is the id of the log's channel until this change, which gets the line too.
        """

    def note(self, guild_id: int | None, key: str, **facts: str | int) -> None:
        """Log any other event: the key of a text and its facts."""
