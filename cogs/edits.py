"""Edits: `/edit`, the message menus, the modal, and replies."""

import logging
from datetime import timedelta
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.clock import utc_now
from bot.editing import Wish
from bot.errors import UserError, explain
from bot.lineage import story
from bot.modals import Entered, edit_modal, entered
from bot.originals import Original, image_ref, images_of, original_of
from bot.storage.records import Source
from bot.tree import answer, refuse, sentence
from providers.base import ImageRef

log = logging.getLogger(__name__)

_HINT_EVERY = timedelta(days=1)
_REFUSAL_STANDS = 60.0
MENUS = ("edit", "reference", "describe")


class Edits(commands.Cog):
    """Everything that begins with a picture."""

    def __init__(self, bot: EaselBot) -> None:
        self._bot = bot
        services = bot.services
        self._texts = services.texts
        self._runner = services.runner
        self._editing = services.editing
        self._drafts = services.drafts
        self._members = services.members
        callbacks: dict[str, Any] = {
            "edit": self._menu_edit,
            "reference": self._menu_reference,
            "describe": self._menu_describe,
        }
        for name, callback in callbacks.items():
            title = self._texts.say(f"menu-{name}")
            bot.tree.add_command(app_commands.ContextMenu(name=title, callback=callback))

    async def cog_unload(self) -> None:
        """Take the menus away again."""
        for name in MENUS:
            title = self._texts.say(f"menu-{name}")
            self._bot.tree.remove_command(title, type=discord.AppCommandType.message)

    @app_commands.command()
    @app_commands.describe(
        prompt="What to change",
        image="The picture to change; left out: the newest one here",
        provider="Which model changes it",
        private="Show the picture to you alone",
    )
    @app_commands.rename(provider="with")
    async def edit(
        self,
        interaction: discord.Interaction,
        prompt: app_commands.Range[str, 1, 6000],
        image: discord.Attachment | None = None,
        provider: Literal["gpt-image", "qwen", "flux"] | None = None,
        private: bool = False,
    ) -> None:
        """Change a picture."""
        wish = Wish(prompt, family=provider, private=private)
        if image is not None:
            original = _own_upload(interaction, image)
        else:
            original = await self._newest(interaction)
        await self._editing.take(interaction, original, wish)

    async def _newest(self, interaction: discord.Interaction) -> Original:
        channel_id = interaction.channel_id
        job = await self._runner.newest_in(channel_id) if channel_id else None
        if job is None or job.message_id is None or channel_id is None:
            raise UserError("refused-nothing-here")
        channel = self._bot.get_partial_messageable(channel_id, guild_id=interaction.guild_id)
        try:
            message = await channel.fetch_message(job.message_id)
        except discord.HTTPException:
            raise UserError("refused-nothing-here") from None
        return await original_of(self._runner, message)

    async def _menu_edit(self, interaction: discord.Interaction, message: discord.Message) -> None:
        original = await self._checked(interaction, message)
        policy = await self._editing.policy(interaction.guild_id)
        draft = self._drafts.keep(interaction.id, original, private=message.flags.ephemeral)
        family = self._editing.family(original, Wish(""), policy)
        await interaction.response.send_modal(edit_modal(self._texts, draft, family))

    async def _menu_reference(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        """The same modal, with the model that takes a picture to go by."""
        original = await self._checked(interaction, message)
        draft = self._drafts.keep(interaction.id, original, private=message.flags.ephemeral)
        await interaction.response.send_modal(edit_modal(self._texts, draft, "flux"))

    async def _menu_describe(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        job = await self._runner.of_message(message.id)
        if job is None:
            raise UserError("refused-not-mine")
        prices = interaction.permissions.manage_guild
        text = await story(self._texts, self._runner, job, prices=prices)
        await answer(interaction, text)

    async def _checked(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> Original:
        original = await original_of(self._runner, message, channel_id=interaction.channel_id)
        policy = await self._editing.policy(interaction.guild_id)
        await self._editing.check_may_edit(interaction.user.id, original.owner_id, policy)
        return original

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """A modal of ours was sent, by this process or an earlier one."""
        found = entered(interaction)
        if found is None:
            return
        try:
            await self._take_entered(interaction, found)
        except Exception as error:  # noqa: BLE001 - the member is told
            await refuse(interaction, self._texts, error)

    async def _take_entered(self, interaction: discord.Interaction, found: Entered) -> None:
        if not found.words:
            raise UserError("refused-no-words")
        draft = self._drafts.take(found.draft_id)
        if draft is not None:
            original, private = draft.original, draft.private
        elif interaction.message is not None:
            # An earlier process showed the modal, but its button stands under the picture itself.
            message = interaction.message
            original = await original_of(self._runner, message, channel_id=interaction.channel_id)
            private = message.flags.ephemeral
        else:
            raise UserError("refused-draft")
        wish = Wish(
            found.words,
            family=found.family,
            references=(found.file,) if found.file and not found.is_mask else (),
            mask=found.file if found.is_mask else None,
            private=private,
        )
        await self._editing.take(interaction, original, wish)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """A reply to a picture may ask for an edit; most messages do not concern us."""
        if message.author.bot or message.guild is None or self._bot.user is None:
            return
        own_thread = _is_own_thread(message.channel, self._bot.user.id)
        mentioned = self._bot.user in message.mentions
        replied = message.reference is not None and message.type is discord.MessageType.reply
        if not (replied or (own_thread and mentioned)):
            return
        policy = await self._editing.policy(message.guild.id)
        if not policy.reply_edits:
            return
        readable = mentioned or (own_thread and self._bot.settings.message_content)
        if not readable:
            await self._hint(message)
            return
        words = _words(message, self._bot.user.id)
        if not words:
            return
        try:
            original = await self._replied_to(message) if replied else await self._thread_s(message)
            references = tuple(map(image_ref, images_of(message)))
            wish = Wish(words, references=references)
            await self._editing.take_message(message, original, wish, policy)
        except Exception as error:  # noqa: BLE001 - the member is told
            await self._refuse_message(message, error)

    async def _replied_to(self, message: discord.Message) -> Original:
        reference = message.reference
        if reference is None or reference.message_id is None:
            raise UserError("refused-no-picture")
        resolved = reference.resolved
        if not isinstance(resolved, discord.Message):
            try:
                resolved = await message.channel.fetch_message(reference.message_id)
            except discord.HTTPException:
                raise UserError("refused-no-picture") from None
        return await original_of(self._runner, resolved, channel_id=message.channel.id)

    async def _thread_s(self, message: discord.Message) -> Original:
        """The newest picture of the thread, or the one that the thread hangs on."""
        channel = message.channel
        job = await self._runner.newest_in(channel.id)
        try:
            if job is not None and job.message_id is not None:
                found = await channel.fetch_message(job.message_id)
            elif isinstance(channel, discord.Thread) and channel.parent_id:
                parent = self._bot.get_partial_messageable(channel.parent_id)
                found = await parent.fetch_message(channel.id)
            else:
                raise UserError("refused-nothing-here")
        except discord.HTTPException:
            raise UserError("refused-nothing-here") from None
        return await original_of(self._runner, found, channel_id=found.channel.id)

    async def _hint(self, message: discord.Message) -> None:
        """Say once a day how to be read, to a member whose reply to our picture came blank."""
        resolved = message.reference.resolved if message.reference else None
        ours = isinstance(resolved, discord.Message) and resolved.author == self._bot.user
        if not ours or message.content or message.attachments:
            return
        if await self._members.hint_due(message.author.id, utc_now(), _HINT_EVERY):
            await _reply(message, self._texts.say("hint-ping"))

    async def _refuse_message(self, message: discord.Message, error: BaseException) -> None:
        if not isinstance(error, UserError):
            log.error("message %s: failed", message.id, exc_info=error)
        why = sentence(self._texts, explain(error))
        await _reply(message, self._texts.say("refused", why=why))


def _own_upload(interaction: discord.Interaction, image: discord.Attachment) -> Original:
    """A picture that the member brings along: their own, and in no message."""
    return Original(
        source=Source(channel_id=0, message_id=interaction.id),
        image=ImageRef(url=image.url, filename=image.filename, size=image.size),
        owner_id=interaction.user.id,
        job=None,
    )


def _is_own_thread(channel: object, me: int) -> bool:
    return isinstance(channel, discord.Thread) and channel.owner_id == me


def _words(message: discord.Message, me: int) -> str:
    """What was said besides mentioning us."""
    return message.content.replace(f"<@{me}>", " ").replace(f"<@!{me}>", " ").strip()


async def _reply(message: discord.Message, text: str) -> None:
    """Answer in the channel, for a minute: it is of no interest to the others."""
    try:
        await message.reply(text, delete_after=_REFUSAL_STANDS, mention_author=False)
    except discord.HTTPException as error:
        log.info("message %s: could not be answered: %s", message.id, error)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Edits(bot))
