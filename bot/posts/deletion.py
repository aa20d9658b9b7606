"""Deletion of the bot's own messages, also in a thread that Discord has archived."""

import logging

import discord

from bot.delivery.refusals import code_of, is_refusal
from bot.errors import UserError

log = logging.getLogger(__name__)

_ARCHIVED = 50083


async def delete_message(message: discord.Message) -> bool:
    """Delete a message of the bot's; return False if it is gone already.

    An archived thread is opened for it, and closed again. Raises `UserError` where Discord refuses.
    """
    try:
        await message.delete()
    except discord.NotFound:
        return False
    except discord.HTTPException as error:
        if code_of(error) == _ARCHIVED:
            return await _delete_in_archive(message)
        if is_refusal(error):
            raise UserError("refused-delete-discord") from error
        raise
    return True


async def _delete_in_archive(message: discord.Message) -> bool:
    thread = message.channel
    if not isinstance(thread, discord.Thread):
        raise UserError("refused-delete-archived")
    try:
        await thread.edit(archived=False)
    except discord.Forbidden as error:
        raise UserError("refused-delete-archived") from error
    try:
        await message.delete()
    except discord.NotFound:
        return False
    except discord.Forbidden as error:
        raise UserError("refused-delete-discord") from error
    finally:
        await _archive(thread)
    return True


async def _archive(thread: discord.Thread) -> None:
    try:
        await thread.edit(archived=True)
    except discord.HTTPException as error:
        # It closes by itself after a while.
        log.info("thread %s: not closed again: %s", thread.id, error)
