"""Pictures that were reported: until moderators restore them, nobody sees or uses them."""

from collections.abc import Iterable

from bot.errors import UserError
from bot.storage.records import Job
from bot.storage.reports import ReportStore


class HiddenPictures:
    """Lookup of reported pictures, the same for every way to see, describe or use a picture."""

    def __init__(self, reports: ReportStore) -> None:
        self._reports = reports

    async def check_usable(self, *message_ids: int) -> None:
        """Raise `UserError` if the pictures of one of these messages are hidden or removed."""
        if await self._reports.hidden_among(message_ids):
            raise UserError("refused-reported")

    async def check_described(self, job: Job, *message_ids: int, is_moderator: bool) -> None:
        """Raise `UserError` if only moderators may read how the job's pictures were made.

        `message_ids` are further messages that show its pictures.
        """
        if is_moderator:
            return
        known = {*message_ids, *([job.message_id] if job.message_id else [])}
        if await self._reports.hidden_among(known):
            raise UserError("refused-hidden")

    async def among(self, jobs: Iterable[Job]) -> set[int]:
        """Return the ids of those of these jobs whose pictures are hidden or removed."""
        by_message = {job.message_id: job.id for job in jobs if job.message_id}
        if not by_message:
            return set()
        return {by_message[one] for one in await self._reports.hidden_among(by_message.keys())}
