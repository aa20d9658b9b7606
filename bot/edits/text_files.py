"""Long texts that Discord's client turns into a file when a member pastes them."""

from collections.abc import Sequence

import discord

from bot.errors import UserError
from bot.intake.downloads import (
    AttachmentDownloader,
    ForeignUploadError,
    UploadGoneError,
    UploadTooLargeError,
)
from providers.base import MAX_TEXT

FILE_NAME = "message.txt"
"""The name that Discord's client gives to such a file."""
# A character has up to four bytes.
_MAX_BYTES = 4 * MAX_TEXT


def pasted_file(files: Sequence[discord.Attachment]) -> discord.Attachment | None:
    """Return the file among the attachments that has the text of its message, if there is one."""
    return next((file for file in files if file.filename == FILE_NAME), None)


async def read_text(downloader: AttachmentDownloader, file: discord.Attachment) -> str:
    """Return the text of such a file; raises `UserError`."""
    content = await _fetch(downloader, file)
    try:
        # Some editors begin a file with a mark.
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise UserError("refused-text-file") from None
    if "\0" in text:
        raise UserError("refused-text-file")
    if not text:
        raise UserError("refused-no-words")
    if len(text) > MAX_TEXT:
        raise _too_long()
    return text


async def _fetch(downloader: AttachmentDownloader, file: discord.Attachment) -> bytes:
    if file.size > _MAX_BYTES:
        raise _too_long()
    try:
        return await downloader.fetch(file.url, _MAX_BYTES)
    except UploadTooLargeError:
        raise _too_long() from None
    except (UploadGoneError, ForeignUploadError) as error:
        raise UserError("refused-text-gone") from error


def _too_long() -> UserError:
    return UserError("refused-text-long", most=MAX_TEXT)
