"""Edits of the private answer to an interaction by its token, even after a restart."""

import asyncio
import contextlib
import io
from collections.abc import Sequence
from typing import Any

import discord
from discord.http import handle_message_parameters
from discord.utils import MISSING
from discord.webhook.async_ import async_context

from bot.delivery.rest_client import READ_TIMEOUT, OddAnswerError
from bot.ui.handed_back import FILE_NAME


async def edit_answer(
    client: discord.Client,
    token: str,
    content: str | None,
    *,
    view: discord.ui.View | None = None,
    files: Sequence[discord.File] | None = None,
) -> int:
    """Replace the answer's text, its buttons and, unless `files` is None, its files; return its id.

    This is `Interaction.edit_original_response` for an interaction of which only the token is
    left. Raises `discord.HTTPException`, for a dead token with status 401 or 404, and
    `OddAnswerError` where the edit was made and its answer cannot be read.
    """
    if client.application_id is None:
        raise discord.ClientException("not logged in")
    # A webhook's session, which is the client's own.
    session = discord.Webhook.partial(client.application_id, token, client=client).session
    with handle_message_parameters(
        content=content,
        view=view,
        attachments=MISSING if files is None else files,
        allowed_mentions=client.allowed_mentions,
    ) as parameters:
        answer: Any = await async_context.get().edit_original_interaction_response(
            client.application_id,
            token,
            session=session,
            proxy=client.http.proxy,
            proxy_auth=client.http.proxy_auth,
            payload=parameters.payload,
            multipart=parameters.multipart,
            files=parameters.files,
        )
    try:
        return int(answer["id"])
    except (LookupError, TypeError, ValueError):
        raise OddAnswerError("an answer without an id") from None


async def hand_back_in_answer(
    client: discord.Client, token: str, text: str, view: discord.ui.View, words: bytes | None
) -> None:
    """Replace the answer by a refusal, with a file of the member's words if they are long.

    Raises `discord.HTTPException` and what the network raises.
    """
    files = [discord.File(io.BytesIO(words), FILE_NAME)] if words else []
    # An edit whose own answer cannot be read was made.
    with contextlib.suppress(OddAnswerError):
        async with asyncio.timeout(READ_TIMEOUT):
            await edit_answer(client, token, text, view=view, files=files)
