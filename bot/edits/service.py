"""Edits: from a picture and words to a request, whichever way they came in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.edits.drafts import Drafts
from bot.edits.modal import edit_modal
from bot.edits.originals import Original, originals_of
from bot.errors import UserError
from bot.intake.intake import Intake
from bot.policy.edits import EditPolicy, edit_policy
from bot.settings import Settings
from bot.storage.jobs import JobStore
from bot.storage.members import MemberStore
from bot.storage.servers import EditRules, ServerStore
from bot.texts import Languages
from bot.ui.command_options import DisplayOptions, build
from bot.ui.responses import acknowledge, show_modal
from providers.base import ImageRef, ImageRequest, MaskRef
from providers.registry import EDITORS

# What belongs to one picture alone, and is not carried on to its edits.
_NOT_CARRIED = {"prompt", "seed", "n", "model"}


@dataclass(frozen=True, slots=True)
class EditInstruction:
    """What is to become of a picture. `family` is who shall do it, if the member says so."""

    words: str
    family: str | None = None
    references: tuple[ImageRef, ...] = ()
    mask: ImageRef | None = None
    private: bool = False


class EditService:
    """Takes edits."""

    def __init__(
        self,
        intake: Intake,
        jobs: JobStore,
        drafts: Drafts,
        members: MemberStore,
        servers: ServerStore,
        settings: Settings,
        languages: Languages,
    ) -> None:
        self._intake = intake
        self._jobs = jobs
        self._drafts = drafts
        self._members = members
        self._servers = servers
        self._settings = settings
        self._languages = languages

    async def show(
        self, interaction: discord.Interaction, message: discord.Message, family: str | None = None
    ) -> None:
        """Ask in a modal how a picture of the message is to be changed; raises `UserError`."""
        originals = await originals_of(self._jobs, message, interaction.channel_id)
        policy = await self.policy(interaction.guild_id)
        await self.check_may_edit(interaction.user.id, originals[0].owner_id, policy)
        private = message.flags.ephemeral
        draft = self._drafts.keep(interaction.id, interaction.user.id, originals, private=private)
        chosen = self.family(originals[0], EditInstruction("", family), policy)
        texts = self._languages.of(interaction.locale.value)
        await show_modal(interaction, edit_modal(texts, draft, chosen))

    async def take(
        self, interaction: discord.Interaction, original: Original, wish: EditInstruction
    ) -> None:
        """Accept an edit from a command, a button or a menu; raises `UserError`."""
        await acknowledge(interaction)
        policy = await self.policy(interaction.guild_id)
        await self.check_may_edit(interaction.user.id, original.owner_id, policy)
        request, dropped = edit_request(original, wish, self.family(original, wish, policy))
        texts = self._languages.of(interaction.locale.value)
        remarks = [texts.say("edit-dropped", dropped=dropped)] if dropped else []
        manner = DisplayOptions(private=wish.private, spoiler=original.spoiler)
        await self._intake.submit(
            interaction, request, manner, source=original.source, remarks=remarks
        )

    async def submit_message(
        self,
        message: discord.Message,
        original: Original,
        wish: EditInstruction,
        policy: EditPolicy,
    ) -> int:
        """Accept an edit from a message; raises `UserError`.

        Returns how many of its references there was no room for.
        """
        await self.check_may_edit(message.author.id, original.owner_id, policy)
        request, dropped = edit_request(original, wish, self.family(original, wish, policy))
        await self._intake.submit_message(
            message, request, original.source, spoiler=original.spoiler
        )
        return dropped

    async def policy(self, guild_id: int | None) -> EditPolicy:
        """What is in force in the server."""
        own = await self._servers.edit_rules(guild_id) if guild_id else EditRules()
        return edit_policy(self._settings, own)

    async def check_may_edit(self, asker_id: int, owner_id: int, policy: EditPolicy) -> None:
        """Raises `UserError` where the picture's owner, or the server, does not want it."""
        if asker_id == owner_id:
            return
        if policy.owner_only:
            raise UserError("refused-owner-only")
        if await self._members.refusing([owner_id]):
            raise UserError("refused-consent")

    def family(self, original: Original, wish: EditInstruction, policy: EditPolicy) -> str:
        """Who edits: whom the member names, else who made the picture, else the default."""
        if wish.family:
            return wish.family
        if original.family and original.family in EDITORS:
            return original.family
        return policy.provider


def edit_request(
    original: Original, wish: EditInstruction, family: str
) -> tuple[ImageRequest, int]:
    """The request, and how many references it has no room for; raises `UserError`.

    What the picture was made with is kept where the same family edits it.
    """
    kind = EDITORS[family]
    references = [original.image, *wish.references]
    placed = dict(zip(kind.sources, references, strict=False))
    masks = _masks(kind, wish.mask)
    dropped = len(references) - len(placed) + (1 if wish.mask and not masks else 0)
    values = {**_carried(original, kind), **placed, **masks, "prompt": wish.words.strip()}
    return _built(kind, values), dropped


def _carried(original: Original, kind: type[ImageRequest]) -> Mapping[str, Any]:
    if original.job is None or original.family != kind.family:
        return {}
    return {
        name: value
        for name, value in original.job.request.items()
        if name in kind.model_fields and name not in _NOT_CARRIED
    }


def _masks(kind: type[ImageRequest], mask: ImageRef | None) -> Mapping[str, MaskRef]:
    if mask is None or "mask" not in kind.model_fields:
        return {}
    return {"mask": MaskRef(**mask.model_dump())}


def _built(kind: type[ImageRequest], values: Mapping[str, Any]) -> ImageRequest:
    plain = {
        name: value.model_dump() if isinstance(value, ImageRef) else value
        for name, value in values.items()
    }
    request = build(kind, plain)
    if not isinstance(request, ImageRequest):
        raise TypeError(kind)
    return request
