"""Edits by message: a reply to a picture, or a mention of the bot in the thread of one.

Direct messages are such a thread, in which the bot need not be mentioned.

Discord shows the bot what a message says only where the message mentions it, or where the operator
was granted the message content intent. Most messages are none of the bot's concern.
"""

import logging
from collections import OrderedDict
from dataclasses import dataclass

import discord

from bot.common.plain_text import has_visible_character
from bot.edits.channel_answers import ChannelAnswers
from bot.edits.newest import NewestPicture
from bot.edits.remarks import EditRemarks
from bot.edits.service import EditInstruction, EditService
from bot.edits.talk import Speech, speech_of
from bot.edits.text_files import pasted_file, read_text
from bot.edits.unclear_replies import UnclearReplies
from bot.edits.withdrawals import Withdrawals
from bot.errors import UserError
from bot.intake.downloads import AttachmentDownloader
from bot.intake.locating import ChannelResolver, requester_of
from bot.intake.presser import check_author, check_presser, permissions_of_author
from bot.policy.context import ChannelContext, Requester
from bot.policy.edits import EditPolicy
from bot.policy.enforcement import PolicyEnforcement, may_reply
from bot.policy.rules import NOBODY
from bot.ui.links import member_mention, role_mention
from bot.ui.pictures import image_ref, pictures_of
from bot.ui.responses import acknowledge, answer

log = logging.getLogger(__name__)

MAX_HANDLED = 1000
"""Messages that are remembered, so that none is answered twice."""


@dataclass(frozen=True, slots=True)
class _Replier:
    """A member who replies, where, and what holds there: who may reply, and who edits."""

    requester: Requester
    context: ChannelContext
    rule: str
    policy: EditPolicy


@dataclass(frozen=True, slots=True)
class _Address:
    """The way in which a message addresses the bot, with `signs` for its name.

    It `is_meant` by a reply's ping, too, and `is_written` only where the member wrote the name.
    Discord shows the content if it `is_readable`.
    """

    signs: tuple[str, ...]
    is_meant: bool
    is_readable: bool
    is_written: bool


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The parts that read replies, answer them in the channel, and let members take them back."""

    answers: ChannelAnswers
    unclear: UnclearReplies
    withdrawals: Withdrawals
    downloader: AttachmentDownloader


class ReplyService:
    """Takes edits from messages."""

    def __init__(
        self,
        client: discord.Client,
        edits: EditService,
        newest: NewestPicture,
        enforcement: PolicyEnforcement,
        channels: ChannelResolver,
        dialogue: Dialogue,
    ) -> None:
        self._client = client
        self._edits = edits
        self._newest = newest
        self._enforcement = enforcement
        self._channels = channels
        self._downloader = dialogue.downloader
        self._answers = dialogue.answers
        self._unclear = dialogue.unclear
        self._withdrawals = dialogue.withdrawals
        self._handled: OrderedDict[int, None] = OrderedDict()

    async def handle(self, message: discord.Message) -> None:
        """Take the edit that a message asks for, if it asks for one; raises nothing of its own."""
        me = self._client.user
        is_direct = isinstance(message.channel, discord.DMChannel)
        if not _is_from_member(message) or not (message.guild or is_direct) or me is None:
            return
        address = _address_of(message, me)
        if not (_is_reply(message) or address.is_meant):
            return
        await self._resolve_channel(message)
        in_own_thread = _is_own_thread(message.channel, me.id)
        if not (_is_reply(message) or in_own_thread or is_direct):
            return
        is_readable = address.is_readable or (
            in_own_thread and self._client.intents.message_content
        )
        if not (is_readable or address.is_meant or _came_blank(message, me)):
            return
        if not self._is_new(message.id):
            log.info("message %s: Discord has told of it before", message.id)
            return
        try:
            async with self._withdrawals.watch(message.id, message.author.id):
                await self._answer(message, address, is_readable=is_readable)
        except Exception as error:  # noqa: BLE001 - the member reads it
            await self._answers.refuse(message, error)

    def _is_new(self, message_id: int) -> bool:
        """Return False for a message that comes again, as after a connection was resumed."""
        if message_id in self._handled:
            return False
        self._handled[message_id] = None
        if len(self._handled) > MAX_HANDLED:
            self._handled.popitem(last=False)
        return True

    async def press_edit(self, interaction: discord.Interaction, message_id: int) -> None:
        """Take the member's message as an edit, and the next ones like it; raises `UserError`."""
        check_presser(interaction)
        message = await self._asked_about(interaction, message_id, edits=True)
        if message is None:
            raise UserError("gone")
        policy = await self._edits.policy(interaction.guild_id)
        replier = await self._replier(message, policy)
        prompt = _without_address(message, _address_of(message, self._client.user))
        try:
            remarks = await self._edit(message, await self._picture_for(message), prompt, replier)
        except Exception as error:
            await self._answers.hand_back(interaction, message, prompt, error)
            raise
        texts = self._unclear.texts(interaction)
        taken = texts.say("unclear-edits", until=self._unclear.until())
        await answer(interaction, " ".join([taken, *remarks.said(texts)]))

    async def press_talk(self, interaction: discord.Interaction, message_id: int) -> None:
        """Leave the member's message alone, and the next ones like it; raises `UserError`."""
        await self._asked_about(interaction, message_id, edits=False)
        texts = self._unclear.texts(interaction)
        await answer(interaction, texts.say("unclear-talk", until=self._unclear.until()))

    async def _asked_about(
        self, interaction: discord.Interaction, message_id: int, *, edits: bool
    ) -> discord.Message | None:
        """Settle a question; return the message that it is about, None if it is gone."""
        self._unclear.check_asked(interaction)
        await acknowledge(interaction)
        await self._unclear.settle(interaction, edits=edits)
        channel = interaction.channel
        if not edits or not isinstance(channel, discord.abc.Messageable):
            return None
        try:
            message = await channel.fetch_message(message_id)
        except discord.NotFound:
            return None
        if message.author.id != interaction.user.id:
            raise UserError("refused-button")
        # Discord tells of a message's author only the name, of a presser the permissions, too.
        message.author = interaction.user
        return message

    async def _answer(
        self, message: discord.Message, address: _Address, *, is_readable: bool
    ) -> None:
        policy = await self._edits.policy(message.guild.id if message.guild else None)
        replier = await self._replier(message, policy)
        if message.guild is None:
            await self._take_direct(message, address, replier)
        elif replier.rule == NOBODY:
            return
        elif is_readable:
            await self._take(message, address, replier)
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
        return _Replier(requester, context, rule, policy)

    async def _take_direct(
        self, message: discord.Message, address: _Address, replier: _Replier
    ) -> None:
        """Take a direct message as one in a thread of the bot's; explain to others what it does."""
        takes_replies = replier.rule != NOBODY
        words = _without_address(message, address)
        says_what = speech_of(words) is not Speech.TALK if words else _has_pasted(message)
        try:
            if takes_replies and says_what:
                await self._take(message, address, replier)
                return
        except UserError as error:
            if error.reason.key != "refused-nothing-here":
                raise
        await self._answers.guide(message, takes_replies=takes_replies)

    async def _take(self, message: discord.Message, address: _Address, replier: _Replier) -> None:
        prompt = _without_address(message, address)
        if not prompt:
            if file := pasted_file(message.attachments):
                await self._take_pasted(message, file, replier)
            elif message.content and address.is_written:
                raise UserError("refused-no-words")
            # Else a sticker, or a file without a word.
            return
        speech = speech_of(prompt)
        if not has_visible_character(prompt) or (speech is Speech.EITHER and address.is_written):
            # Who writes the bot's name speaks to it; what nobody can read is refused in words.
            speech = Speech.INSTRUCTION
        if speech is Speech.TALK:
            return
        picture = await self._picture_for(message)
        has_picture = bool(pictures_of(picture))
        if not address.is_meant and not has_picture:
            # Talk among those in the thread.
            return
        if speech is Speech.EITHER and not (has_picture and await self._is_edit(message, replier)):
            return
        await self._answers.remark(message, await self._edit(message, picture, prompt, replier))

    async def _take_pasted(
        self, message: discord.Message, file: discord.Attachment, replier: _Replier
    ) -> None:
        """Take a long text that Discord's client has made a file of."""
        picture = await self._picture_for(message)
        if not pictures_of(picture):
            return
        # Nothing is fetched for those who may not edit.
        self._enforcement.check_replier(replier.rule, replier.requester, replier.context)
        prompt = await read_text(self._downloader, file)
        if speech_of(prompt) is not Speech.TALK:
            remarks = await self._edit(message, picture, prompt, replier, pasted=file)
            await self._answers.remark(message, remarks)

    async def _is_edit(self, message: discord.Message, replier: _Replier) -> bool:
        """Return True if words that may be talk are an edit, as far as the member has said so."""
        are_edits = await self._unclear.are_edits(message.author.id)
        if are_edits is None and may_reply(replier.rule, replier.requester):
            await self._unclear.ask(message)
        return bool(are_edits)

    async def _edit(
        self,
        message: discord.Message,
        picture: discord.Message,
        prompt: str,
        replier: _Replier,
        *,
        pasted: discord.Attachment | None = None,
    ) -> EditRemarks:
        """Accept the edit; return remarks for the member. Raises `UserError`.

        `pasted` is the attachment that has the prompt.
        """
        check_author(message)
        self._enforcement.check_replier(replier.rule, replier.requester, replier.context)
        # What is no image is refused in words when it is read, before anything is paid.
        references = tuple(image_ref(one) for one in message.attachments if one is not pasted)
        instruction = EditInstruction(prompt, references=references)
        usable = await self._edits.usable(replier.requester, replier.context)
        return await self._edits.submit_message(
            message, picture, instruction, replier.policy, usable
        )

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


def _has_pasted(message: discord.Message) -> bool:
    return pasted_file(message.attachments) is not None


def _is_own_thread(channel: object, me: int) -> bool:
    return isinstance(channel, discord.Thread) and channel.owner_id == me


def _came_blank(message: discord.Message, me: discord.abc.Snowflake) -> bool:
    """Return True if Discord withholds the content of a reply to a message of ours."""
    if message.content or message.attachments or message.stickers:
        return False
    resolved = message.reference.resolved if message.reference else None
    return isinstance(resolved, discord.Message) and resolved.author.id == me.id


def _address_of(message: discord.Message, me: discord.abc.Snowflake | None) -> _Address:
    """Return how a message addresses the bot: by a ping, its name, or its own role's name."""
    my_id = me.id if me else 0
    # Old clients write the mention of a member with a nickname with a mark.
    signs = [member_mention(my_id), f"<@!{my_id}>"]
    me_here = message.guild.me if message.guild else None
    own = me_here.roles if me_here else []
    # Discord manages one role for each bot, which has its name.
    roles = {role.id for role in own if role.managed}
    signs += [role_mention(role_id) for role_id in roles]
    is_pinged = any(user.id == my_id for user in message.mentions)
    has_role = any(role.id in roles for role in message.role_mentions)
    if message.guild is None:
        # Nobody else is there to be spoken to; only a reply says which picture is meant.
        return _Address(
            tuple(signs), is_meant=True, is_readable=True, is_written=_is_reply(message)
        )
    return _Address(
        signs=tuple(signs),
        is_meant=is_pinged or has_role,
        is_readable=is_pinged or (has_role and bool(message.content)),
        is_written=any(sign in message.content for sign in signs),
    )


def _without_address(message: discord.Message, address: _Address) -> str:
    words = message.content
    for sign in address.signs:
        words = words.replace(sign, " ")
    return words.strip()


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
