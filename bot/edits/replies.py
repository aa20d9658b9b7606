"""Edits by message: a reply to a picture, or a mention of the bot in the thread of one.

Discord shows the bot what a message says only where the message mentions it, or where the operator
was granted the message content intent. Most messages are none of the bot's concern.
"""

import logging
from dataclasses import dataclass

import discord

from bot.edits.channel_answers import ChannelAnswers
from bot.edits.newest import NewestPicture
from bot.edits.service import EditInstruction, EditService
from bot.errors import UserError
from bot.intake.locating import ChannelResolver, requester_of
from bot.intake.presser import check_author, permissions_of_author
from bot.policy.context import ChannelContext, Requester
from bot.policy.edits import EditPolicy
from bot.policy.enforcement import PolicyEnforcement, may_reply
from bot.policy.rules import NOBODY
from bot.ui.links import member_mention
from bot.ui.messages import image_ref, images_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Replier:
    """A member who replies, where, and the rule about who may reply there."""

    requester: Requester
    context: ChannelContext
    rule: str


class ReplyService:
    """Takes edits from messages."""

    def __init__(
        self,
        client: discord.Client,
        edits: EditService,
        newest: NewestPicture,
        enforcement: PolicyEnforcement,
        channels: ChannelResolver,
        answers: ChannelAnswers,
    ) -> None:
        self._client = client
        self._edits = edits
        self._newest = newest
        self._enforcement = enforcement
        self._channels = channels
        self._answers = answers

    async def handle(self, message: discord.Message) -> None:
        """Take the edit that a message asks for, if it asks for one; raises nothing of its own."""
        me = self._client.user
        if not _is_from_member(message) or message.guild is None or me is None:
            return
        mentioned = me in message.mentions
        if not (_is_reply(message) or mentioned):
            return
        await self._resolve_channel(message)
        in_own_thread = _is_own_thread(message.channel, me.id)
        if not (_is_reply(message) or in_own_thread):
            return
        is_readable = mentioned or (in_own_thread and self._client.intents.message_content)
        if not (is_readable or _came_blank(message, me)):
            return
        try:
            await self._answer(message, is_readable=is_readable, mentioned=mentioned)
        except Exception as error:  # noqa: BLE001 - the member reads it
            await self._answers.refuse(message, error)

    async def _answer(
        self, message: discord.Message, *, is_readable: bool, mentioned: bool
    ) -> None:
        policy = await self._edits.policy(message.guild.id if message.guild else None)
        replier = await self._replier(message, policy)
        if replier.rule == NOBODY:
            return
        if is_readable:
            await self._take(message, policy, replier, mentioned=mentioned)
        elif may_reply(replier.rule, replier.requester):
            await self._answers.hint(message)

    async def _resolve_channel(self, message: discord.Message) -> None:
        """Fetch a channel that is not known, such as a thread that was archived until now."""
        if isinstance(message.channel, discord.PartialMessageable):
            try:
                channel = await self._client.fetch_channel(message.channel.id)
            except discord.HTTPException as error:
                log.info("message %s: its channel is not known: %s", message.id, error)
            else:
                if isinstance(channel, discord.Thread):
                    message.channel = channel

    async def _replier(self, message: discord.Message, policy: EditPolicy) -> _Replier:
        requester = requester_of(message.author)
        context = await self._channels.of(message.channel)
        rule = await self._enforcement.repliers(requester, context, default=policy.reply_edits)
        return _Replier(requester, context, rule)

    async def _take(
        self, message: discord.Message, policy: EditPolicy, replier: _Replier, *, mentioned: bool
    ) -> None:
        prompt = _without_mention(message, self._client.user.id if self._client.user else 0)
        if not prompt:
            if message.content:
                raise UserError("refused-no-words")
            # A sticker, or a file without a word.
            return
        picture = await self._picture_for(message)
        if not mentioned and not images_of(picture):
            # Talk among those in the thread.
            return
        check_author(message)
        self._enforcement.check_replier(replier.rule, replier.requester, replier.context)
        instruction = EditInstruction(prompt, references=tuple(map(image_ref, images_of(message))))
        usable = await self._edits.usable(replier.requester, replier.context)
        remarks = await self._edits.submit_message(message, picture, instruction, policy, usable)
        if remarks:
            await self._answers.remark(message, remarks)

    async def _picture_for(self, message: discord.Message) -> discord.Message:
        if _is_reply(message):
            return await _replied_to(message)
        permissions = permissions_of_author(message)
        return await self._newest.find(
            message.channel, message.channel.id, permissions, before=message.id
        )


def _is_from_member(message: discord.Message) -> bool:
    return not (message.author.bot or message.webhook_id or message.is_system())


def _is_reply(message: discord.Message) -> bool:
    """Return True for a reply: forwarded and many of Discord's own messages refer to one, too."""
    return message.reference is not None and message.type is discord.MessageType.reply


def _is_own_thread(channel: object, me: int) -> bool:
    return isinstance(channel, discord.Thread) and channel.owner_id == me


def _came_blank(message: discord.Message, me: discord.abc.Snowflake) -> bool:
    """Return True if Discord withholds the content of a reply to a message of ours."""
    if message.content or message.attachments or message.stickers:
        return False
    resolved = message.reference.resolved if message.reference else None
    return isinstance(resolved, discord.Message) and resolved.author.id == me.id


def _without_mention(message: discord.Message, me: int) -> str:
    content = message.content.replace(member_mention(me), " ")
    # Old clients write the mention of a member with a nickname so.
    return content.replace(f"<@!{me}>", " ").strip()


async def _replied_to(message: discord.Message) -> discord.Message:
    """Return the message that was replied to; raises `UserError` if it is gone."""
    reference = message.reference
    resolved = reference.resolved if reference else None
    if isinstance(resolved, discord.Message):
        return resolved
    if reference is None or reference.message_id is None:
        raise UserError("refused-no-picture")
    try:
        return await message.channel.fetch_message(reference.message_id)
    except discord.HTTPException:
        raise UserError("refused-no-picture") from None
