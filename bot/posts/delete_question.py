"""*Delete*: a private question first, then the post or the comparison is removed."""

import discord
from discord import ui

from bot.delivery.refusals import is_refusal
from bot.errors import UserError
from bot.posts.deletion import delete_message
from bot.storage.jobs import JobStore
from bot.storage.records import Job
from bot.texts import Languages, Texts
from bot.ui.components import JobItem
from bot.ui.messages import (
    comparison_of,
    custom_id,
    job_of,
    named_member,
    owner_of,
    pressed_on,
)
from bot.ui.pictures import images_of
from bot.ui.responses import acknowledge, acknowledge_press, answer

_STYLES = {"erase": discord.ButtonStyle.danger, "keep": discord.ButtonStyle.secondary}


class DeleteDialog:
    """Question before a post is deleted; nothing is stored between question and answer.

    The buttons of the question name the message of the post, which is in the question's channel.
    """

    def __init__(self, jobs: JobStore, languages: Languages) -> None:
        self._jobs = jobs
        self._languages = languages

    async def ask(self, interaction: discord.Interaction, job_id: int) -> None:
        """Ask once; raises `UserError` unless the member may delete the post."""
        message = pressed_on(interaction)
        if _subject(message) != job_id:
            raise UserError("refused-button")
        await acknowledge(interaction)
        await self._check_allowed(interaction, message)
        texts = self._languages.of(interaction.locale.value)
        pictures = max(1, len(images_of(message)))
        await answer(
            interaction,
            texts.say("delete-ask", pictures=pictures),
            delete_view(texts, message.id),
        )

    async def confirm(self, interaction: discord.Interaction, message_id: int) -> None:
        """Delete the post, if the member still may; raises `UserError`."""
        await acknowledge_press(interaction)
        result = "deleted" if await self._delete(interaction, message_id) else "gone"
        await self._close(interaction, result)

    async def keep(self, interaction: discord.Interaction, _message_id: int) -> None:
        """Leave the post as it is."""
        await acknowledge_press(interaction)
        await self._close(interaction, "delete-kept")

    async def _delete(self, interaction: discord.Interaction, message_id: int) -> bool:
        """Return False if the post is gone already."""
        message = await _fetched(interaction, message_id)
        if message is None:
            return False
        me = interaction.client.user
        if me is None or message.author.id != me.id or _subject(message) is None:
            # The number of a custom id proves nothing.
            raise UserError("refused-button")
        await self._check_allowed(interaction, message)
        return await delete_message(message)

    async def _check_allowed(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        job = await self._jobs.find(_subject(message) or 0)
        if comparison_of(message) is not None:
            # Whoever showed it, and the member whose edit it shows.
            owners = {named_member(message.content), job.member_id if job else None}
        elif job is not None and not await self._is_post_of(job, message):
            # The buttons name the job of another message.
            raise UserError("refused-button")
        else:
            owners = {owner_of(message, job)}
        is_owner = interaction.user.id in owners
        in_server = interaction.guild_id is not None
        is_moderator = in_server and interaction.permissions.manage_messages
        # Direct messages are for the one member who asked.
        if not (is_owner or is_moderator or not in_server):
            raise UserError("refused-delete")

    async def _is_post_of(self, job: Job, message: discord.Message) -> bool:
        """Return True if the message has the pictures of the job, as far as the rows tell."""
        return job.message_id in (message.id, None) or await self._jobs.is_posted_in(
            job.id, message.channel.id, message.id
        )

    async def _close(self, interaction: discord.Interaction, key: str) -> None:
        text = self._languages.of(interaction.locale.value).say(key)
        await answer(interaction, text)


def delete_view(texts: Texts, message_id: int) -> ui.View:
    """Return the two answers to the question about a message."""
    view = ui.View(timeout=None)
    for action, style in _STYLES.items():
        label = texts.say(f"button-{action}")
        identity = custom_id(action, message_id)
        button: ui.Button[ui.View] = ui.Button(style=style, label=label, custom_id=identity)
        view.add_item(JobItem(button, action, message_id))
    # Stopped, so that discord.py does not keep the view: presses find `JobItem`.
    view.stop()
    return view


def _subject(message: discord.Message) -> int | None:
    """Return the job whose pictures are in a message, or in the comparison that it shows."""
    compared = comparison_of(message)
    return job_of(message) if compared is None else compared


async def _fetched(interaction: discord.Interaction, message_id: int) -> discord.Message | None:
    """Return a message of the channel as it is now; None if it was deleted."""
    channel = interaction.channel
    if not isinstance(channel, discord.abc.Messageable):
        raise UserError("refused-delete-discord")
    try:
        return await channel.fetch_message(message_id)
    except discord.NotFound:
        return None
    except discord.HTTPException as error:
        if is_refusal(error):
            raise UserError("refused-delete-discord") from error
        raise
