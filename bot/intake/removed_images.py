"""Images that the moderators of a server have removed, kept from coming back as inputs."""

from bot.errors import UserError
from bot.imaging.decoding import UnreadableError
from bot.imaging.executor import run_in_image_executor
from bot.imaging.fingerprints import digest_of
from bot.storage.reports import ReportStore


class RemovedImageCheck:
    """Looks images up among the pictures that were removed."""

    def __init__(self, reports: ReportStore, max_pixels: int) -> None:
        self._reports = reports
        self._max_pixels = max_pixels

    async def needed(self, guild_id: int | None) -> bool:
        """Whether the server has removed anything; most have not, and need no image be decoded."""
        return guild_id is not None and await self._reports.has_removed(guild_id)

    async def check(self, guild_id: int, name: str, content: bytes) -> None:
        """Raises `UserError` for an image that was removed, or cannot be read; `name` is the option
        that it was given for."""
        try:
            digest = await run_in_image_executor(digest_of, content, max_pixels=self._max_pixels)
        except UnreadableError as flaw:
            facts = {key: str(fact) for key, fact in flaw.facts.items()}
            raise UserError(f"refused-input-{flaw.reason}", option=name, **facts) from None
        if await self._reports.find_removed(guild_id, [digest]):
            raise UserError("refused-input-removed", option=name)
