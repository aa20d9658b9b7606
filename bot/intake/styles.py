"""Styles that a server offers: found by the name that a member chose or typed."""

from bot.common.markdown import Markup, inline_code
from bot.errors import UserError
from bot.storage.styles import Style, StyleStore
from providers.base import ImageRequest
from providers.styles import PromptStyle

NO_STYLE = ""
"""Stands for the choice of none, in place of the one that a request was made with."""
MAX_NAME = 32
_MOST_NAMED = 10


class Styles:
    """Lookup of styles."""

    def __init__(self, store: StyleStore) -> None:
        self._store = store

    async def of(self, guild_id: int | None) -> list[Style]:
        """Return the styles of a server by name."""
        return [] if guild_id is None else await self._store.of(guild_id)

    async def fitting(self, guild_id: int | None, typed: str) -> list[Style]:
        """Return the styles whose names fit what a member has typed."""
        wanted = typed.strip().casefold()
        return [style for style in await self.of(guild_id) if wanted in style.name.casefold()]

    async def named(self, guild_id: int | None, name: str | None) -> Style | None:
        """Return the style of a name; None where none was chosen. Raises `UserError`."""
        if not name:
            return None
        if guild_id is None:
            raise UserError("refused-styles-direct")
        styles = await self.of(guild_id)
        wanted = name.strip().casefold()
        for style in styles:
            if style.name.casefold() == wanted:
                return style
        if not styles:
            raise UserError("refused-no-styles")
        names = [inline_code(style.name, MAX_NAME) for style in styles[:_MOST_NAMED]]
        raise UserError("refused-no-style", others=Markup(", ".join(f"`{one}`" for one in names)))

    async def applied(
        self, guild_id: int | None, request: ImageRequest, name: str | None
    ) -> ImageRequest:
        """Return the request with the style of a name, or without its own for `NO_STYLE`.

        With no name it stays as it is. Raises `UserError`.
        """
        if name is None:
            return request
        style = await self.named(guild_id, name)
        return request.with_style(PromptStyle.of(style.name, style.words) if style else None)
