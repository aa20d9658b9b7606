"""Edit of the private answer to an interaction by its token, even after a restart."""

from collections.abc import Sequence

import discord
from discord.http import handle_message_parameters
from discord.utils import MISSING
from discord.webhook.async_ import async_context


async def edit_answer(
    client: discord.Client,
    token: str,
    content: str,
    *,
    view: discord.ui.View | None = None,
    files: Sequence[discord.File] = (),
) -> int:
    """Replace the answer's text, buttons and, if given, files; return its message id.

    It does what `Interaction.edit_original_response` does, with nothing but the token. Raises
    `discord.HTTPException`; an expired token is a 401 or a 404.
    """
    if client.application_id is None:
        raise discord.ClientException("not logged in")
    # A webhook of the client shares its session.
    session = discord.Webhook.partial(client.application_id, token, client=client).session
    with handle_message_parameters(
        content=content,
        view=view,
        attachments=files or MISSING,
        allowed_mentions=client.allowed_mentions,
    ) as parameters:
        message = await async_context.get().edit_original_interaction_response(
            client.application_id,
            token,
            session=session,
            proxy=client.http.proxy,
            proxy_auth=client.http.proxy_auth,
            payload=parameters.payload,
            multipart=parameters.multipart,
            files=parameters.files,
        )
    return int(message["id"])
