"""The free texts of a request as a model gets them: visible characters, and names for mentions."""

from bot.common.discord_tokens import NameOf, spell_out
from bot.common.plain_text import clean_text, has_visible_character
from bot.errors import UserError
from providers.base import MAX_TEXT, ImageRequest


def plain_request(request: ImageRequest, name_of: NameOf) -> ImageRequest:
    """Return the request with its texts cleaned; raises `UserError` for a prompt without words,
    or one that is too long with those of its style.

    Done twice, it changes nothing.
    """
    given = request.free_texts()
    cleaned = {name: _plain(text, name_of) for name, text in given.items()}
    if cleaned["prompt"] is None:
        raise UserError("refused-empty-prompt")
    plain = request if cleaned == given else request.with_values(**cleaned)
    if plain.style is not None and len(plain.styled_prompt) > MAX_TEXT:
        most = MAX_TEXT - len(plain.style.around(""))
        raise UserError("refused-style-length", style=plain.style.name, most=str(most))
    return plain


def _plain(text: str, name_of: NameOf) -> str | None:
    plain = clean_text(spell_out(clean_text(text, MAX_TEXT), name_of), MAX_TEXT)
    return plain if has_visible_character(plain) else None
