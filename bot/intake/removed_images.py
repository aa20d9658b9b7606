"""Check of inputs against the images that a server's moderators have removed."""

from bot.errors import UserError
from bot.imaging.decoding import UnreadableError
from bot.imaging.isolated import digest_image
from bot.storage.reports import ReportStore


class RemovedImageCheck:
    """Comparison with the fingerprints of the images that were removed."""

    def __init__(self, reports: ReportStore, max_pixels: int) -> None:
        self._reports = reports
        self._max_pixels = max_pixels

    async def needed(self, guild_id: int | None) -> bool:
        """Return True if the server has removed an image; most have not, which saves decoding."""
        return guild_id is not None and await self._reports.has_removed(guild_id)

    async def check(self, guild_id: int, member_id: int, name: str, content: bytes) -> None:
        """Raise `UserError` for an image that was removed, or cannot be read.

        `name` is the option that the member gave it for.
        """
        try:
            digest = await digest_image(content, max_pixels=self._max_pixels, member=member_id)
        except UnreadableError as error:
            facts = {key: str(fact) for key, fact in error.facts.items()}
            raise UserError(f"refused-input-{error.reason}", option=name, **facts) from None
        if await self._reports.find_removed(guild_id, [digest]):
            raise UserError("refused-input-removed", option=name)
