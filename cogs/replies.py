"""Replies: a message that replies to a picture, or mentions the bot in its thread, edits it."""

import logging
from dataclasses import dataclass
from datetime import timedelta

import discord
from discord.ext import commands

from bot.app import EaselBot
from bot.edits.originals import original_of
from bot.edits.service import EditInstruction
from bot.errors import Reason, UserError, explain, sentence
from bot.intake.locating import requester_of
from bot.policy.context import ChannelContext, Requester
from bot.policy.edits import EditPolicy
from bot.policy.enforcement import may_reply
from bot.policy.rules import NOBODY
from bot.texts import Texts
from bot.ui.messages import image_ref, images_of

log = logging.getLogger(__name__)

_HINT_EVERY = timedelta(days=1)
# Seconds: long enough to be read, and then it is of no interest to the others.
_ANSWER_STANDS = 60.0
# Everybody reads what is answered to a message, and why somebody is blocked is not theirs to know.
_FOR_THE_MEMBER_ALONE = ("refused-blocked", "refused-blocked-until")
# Messages of a thread, as many as one request to Discord brings.
_LOOKED_BACK = 100


@dataclass(frozen=True, slots=True)
class _Replier:
    """Who replies and where, and who may do that there."""

    requester: Requester
    room: ChannelContext
    repliers: str


class Replies(commands.Cog):
    """Reads what members reply; most messages do not concern us."""

    def __init__(self, bot: EaselBot) -> None:
        self._bot = bot
        services = bot.services
        self._languages = services.languages
        self._runner = services.runner
        self._edit_service = services.edit_service
        self._members = services.members
        self._enforcement = services.enforcement
        self._rooms = services.rooms

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Take the edit that it asks for; outside our threads, only a ping or mention asks."""
        me = self._bot.user
        if not _from_member(message) or message.guild is None or me is None:
            return
        mentioned = me in message.mentions
        if not (_is_reply(message) or mentioned):
            return
        await self._learn_channel(message)
        own_thread = _is_own_thread(message.channel, me.id)
        if not (_is_reply(message) or own_thread):
            return
        readable = mentioned or (own_thread and self._bot.settings.message_content)
        if not (readable or _came_blank(message, me)):
            return
        try:
            policy = await self._edit_service.policy(message.guild.id)
            replier = await self._replier(message, policy)
            if replier.repliers == NOBODY:
                return
            if readable:
                await self._take(message, policy, replier, mentioned=mentioned)
            elif may_reply(replier.repliers, replier.requester):
                await self._hint(message)
        except Exception as error:  # noqa: BLE001 - the member is told
            await self._refuse(message, error)

    async def _learn_channel(self, message: discord.Message) -> None:
        """A thread that was archived until now may not be among those that Discord told us of."""
        if isinstance(message.channel, discord.PartialMessageable):
            try:
                found = await self._bot.fetch_channel(message.channel.id)
            except discord.HTTPException as error:
                log.info("message %s: its channel is not known: %s", message.id, error)
            else:
                if isinstance(found, discord.Thread):
                    message.channel = found

    async def _replier(self, message: discord.Message, policy: EditPolicy) -> _Replier:
        requester, room = requester_of(message.author), await self._rooms.of(message.channel)
        repliers = await self._enforcement.repliers(requester, room, default=policy.reply_edits)
        return _Replier(requester, room, repliers)

    async def _take(
        self, message: discord.Message, policy: EditPolicy, replier: _Replier, *, mentioned: bool
    ) -> None:
        words = _words(message, self._bot.user.id if self._bot.user else 0)
        if not words:
            if message.content:
                raise UserError("refused-no-words")
            # A sticker, or a file without a word.
            return
        found = await (_replied_to(message) if _is_reply(message) else self._newest_of(message))
        if not mentioned and not images_of(found):
            # Talk among those in the thread.
            return
        self._enforcement.check_replier(replier.repliers, replier.requester, replier.room)
        original = await original_of(self._runner, found)
        wish = EditInstruction(words, references=tuple(map(image_ref, images_of(message))))
        dropped = await self._edit_service.submit_message(message, original, wish, policy)
        if dropped:
            await _answer(message, self._texts(message).say("edit-dropped", dropped=dropped))

    async def _newest_of(self, message: discord.Message) -> discord.Message:
        """The newest picture of the thread, or the one that the thread hangs on."""
        thread = message.channel
        try:
            async for earlier in thread.history(limit=_LOOKED_BACK, before=message):
                if images_of(earlier):
                    return earlier
            if isinstance(thread, discord.Thread):
                parent = self._bot.get_partial_messageable(
                    thread.parent_id, guild_id=thread.guild.id
                )
                return await parent.fetch_message(thread.id)
        except discord.HTTPException as error:
            log.info("message %s: no picture found: %s", message.id, error)
        raise UserError("refused-nothing-here")

    async def _hint(self, message: discord.Message) -> None:
        """Say how to be read, once a day."""
        if await self._members.claim_hint(message.author.id, message.created_at, _HINT_EVERY):
            await _answer(message, self._texts(message).say("hint-ping"))

    async def _refuse(self, message: discord.Message, error: BaseException) -> None:
        if not isinstance(error, UserError):
            log.error("message %s: failed", message.id, exc_info=error)
        texts, reason = self._texts(message), explain(error)
        if reason.key in _FOR_THE_MEMBER_ALONE:
            reason = Reason("refused-blocked-openly")
        await _answer(message, texts.say("refused", why=sentence(texts, reason)))

    def _texts(self, message: discord.Message) -> Texts:
        """What is answered in the channel is in the server's language."""
        return self._languages.of(message.guild.preferred_locale.value if message.guild else None)


def _from_member(message: discord.Message) -> bool:
    return not (message.author.bot or message.webhook_id or message.is_system())


def _is_reply(message: discord.Message) -> bool:
    """A forwarded message refers to another one, too, and so do many of Discord's own."""
    return message.reference is not None and message.type is discord.MessageType.reply


def _is_own_thread(channel: object, me: int) -> bool:
    return isinstance(channel, discord.Thread) and channel.owner_id == me


def _came_blank(message: discord.Message, me: discord.abc.Snowflake) -> bool:
    """Whether Discord keeps from us what was replied to a message of ours."""
    if message.content or message.attachments or message.stickers:
        return False
    resolved = message.reference.resolved if message.reference else None
    return isinstance(resolved, discord.Message) and resolved.author.id == me.id


def _words(message: discord.Message, me: int) -> str:
    """What was said besides mentioning us."""
    return message.content.replace(f"<@{me}>", " ").replace(f"<@!{me}>", " ").strip()


async def _replied_to(message: discord.Message) -> discord.Message:
    """The message that was replied to; raises `UserError` where it is gone."""
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


async def _answer(message: discord.Message, text: str) -> None:
    """Answer in the channel, for a while."""
    try:
        await message.reply(text, delete_after=_ANSWER_STANDS, mention_author=False)
    except discord.HTTPException as error:
        log.info("message %s: could not be answered: %s", message.id, error)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Replies(bot))
