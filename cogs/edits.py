"""Edits: `/edit`, the message menus, and the modal."""

import logging
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.edits.modal import Entered, entered
from bot.edits.originals import Original, original_of, originals_of
from bot.edits.service import EditInstruction
from bot.errors import UserError
from bot.posts.lineage import story
from bot.storage.records import Source
from bot.ui.messages import images_of, job_of
from bot.ui.responses import acknowledge, answer, refuse
from providers.base import ImageRef

log = logging.getLogger(__name__)

# Pictures that were deleted and are passed over; each takes a call, and Discord waits 3 seconds.
_MOST_DELETED = 5
MENUS = ("edit", "reference", "describe")


class Edits(commands.Cog):
    """Everything that begins with a picture."""

    def __init__(self, bot: EaselBot) -> None:
        self._bot = bot
        services = bot.services
        self._languages = services.languages
        self._jobs = services.jobs
        self._edit_service = services.edit_service
        self._drafts = services.drafts
        callbacks: dict[str, Any] = {
            "edit": self._menu_edit,
            "reference": self._menu_reference,
            "describe": self._menu_describe,
        }
        for name, callback in callbacks.items():
            key = f"menu-{name}"
            title = app_commands.locale_str(self._languages.english.say(key), key=key)
            bot.tree.add_command(app_commands.ContextMenu(name=title, callback=callback))

    async def cog_unload(self) -> None:
        """Take the menus away again."""
        for name in MENUS:
            title = self._languages.english.say(f"menu-{name}")
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
        await acknowledge(interaction)
        wish = EditInstruction(prompt, family=provider, private=private)
        if image is not None:
            original = _own_upload(interaction, image)
        else:
            original = await self._newest(interaction)
        await self._edit_service.take(interaction, original, wish)

    async def _newest(self, interaction: discord.Interaction) -> Original:
        """The newest picture of ours here, or the one that the thread hangs on."""
        channel_id, channel = interaction.channel_id, interaction.channel
        before = None
        for _ in range(_MOST_DELETED):
            job = await self._jobs.newest_in(channel_id, before) if channel_id else None
            if job is None or job.message_id is None or channel_id is None:
                break
            message = await self._seen(channel_id, job.message_id)
            # A picture that was reported is hidden.
            if message is not None and images_of(message):
                return await original_of(self._jobs, message)
            before = job.message_id
        if isinstance(channel, discord.Thread):
            message = await self._seen(channel.parent_id, channel.id)
            if message is not None and images_of(message):
                return await original_of(self._jobs, message)
        raise UserError("refused-nothing-here")

    async def _seen(self, channel_id: int, message_id: int) -> discord.Message | None:
        """The message, if it still stands there for us to see."""
        channel = self._bot.get_partial_messageable(channel_id)
        try:
            return await channel.fetch_message(message_id)
        except (discord.NotFound, discord.Forbidden):
            return None

    async def _menu_edit(self, interaction: discord.Interaction, message: discord.Message) -> None:
        await self._edit_service.show(interaction, message)

    async def _menu_reference(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        """The same modal, with the model that takes a picture to go by."""
        await self._edit_service.show(interaction, message, "flux")

    async def _menu_describe(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        await acknowledge(interaction)
        job = await self._jobs.of_message(message.id)
        if job is None:
            # Our buttons outlive what we know of their pictures.
            mine = job_of(message) is not None
            raise UserError("refused-purged" if mine else "refused-not-mine")
        prices = interaction.permissions.manage_guild
        texts = self._languages.of(interaction.locale.value)
        text = await story(texts, self._jobs, job, prices=prices)
        await answer(interaction, text)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """A modal of ours was sent, by this process or an earlier one."""
        found = entered(interaction)
        if found is None:
            return
        try:
            await self._take_entered(interaction, found)
        except Exception as error:  # noqa: BLE001 - the member is told
            await refuse(interaction, self._languages, error)

    async def _take_entered(self, interaction: discord.Interaction, found: Entered) -> None:
        if not found.words:
            raise UserError("refused-no-words")
        await acknowledge(interaction)
        draft = self._drafts.take(found.draft_id, interaction.user.id)
        message = interaction.message
        if draft is not None:
            originals, private = draft.originals, draft.private
        elif message is not None:
            # An earlier process showed the modal, but its button stands under the picture itself.
            originals = await originals_of(self._jobs, message, interaction.channel_id)
            private = message.flags.ephemeral
        else:
            raise UserError("refused-draft")
        if found.picture > len(originals):
            raise UserError("refused-picture-number", pictures=len(originals))
        original = originals[found.picture - 1]
        wish = EditInstruction(
            found.words,
            family=found.family,
            references=(found.file,) if found.file and not found.is_mask else (),
            mask=found.file if found.is_mask else None,
            private=private,
        )
        await self._edit_service.take(interaction, original, wish)


def _own_upload(interaction: discord.Interaction, image: discord.Attachment) -> Original:
    """A picture that the member brings along: their own, and in no message."""
    return Original(
        source=Source(channel_id=0, message_id=interaction.id),
        image=ImageRef(url=image.url, filename=image.filename, size=image.size),
        owner_id=interaction.user.id,
        job=None,
    )


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Edits(bot))
