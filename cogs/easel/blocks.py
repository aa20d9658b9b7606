"""`/easel block`: members who may make no pictures in a server, for a while or for good."""

import discord
from discord import app_commands

from bot.common.clock import unix_seconds
from bot.common.markdown import one_line
from bot.common.plain_text import table_cell
from bot.errors import UserError
from bot.moderation.blocks import MAX_REASON, check_blockable
from bot.policy import Block
from bot.texts import Texts
from bot.ui.audit import audit_entry
from bot.ui.links import member_mention
from bot.ui.responses import answer
from cogs.easel.base import AdminCog
from cogs.easel.durations import ENDS, ends_at
from cogs.easel.listing import answer_list


class Blocks(AdminCog):
    """Blocks of members."""

    @app_commands.command(name="block")
    @app_commands.choices(ends=ENDS)
    @app_commands.describe(
        member="Whose requests are refused from now on",
        reason="Why; the member will read it",
        ends="When the block ends",
    )
    async def block(
        self,
        interaction: discord.Interaction,
        # A `User` may also be one who has left, and could come back.
        member: discord.User,
        reason: app_commands.Range[str, 1, MAX_REASON],
        ends: app_commands.Choice[int] | None = None,
    ) -> None:
        """Block a member, or change a block."""
        await self._begin(interaction)
        check_blockable(member)
        until = ends_at(interaction.created_at, ends.value if ends else None)
        block = Block(member.id, _reason(reason), until)
        facts = {"member": member_mention(member.id), "reason": block.reason}
        if ends:
            facts["ends"] = ends.name
        await self._settings.blocks.put(block, audit_entry(interaction, "block", **facts))
        texts = self._texts(interaction)
        await answer(interaction, _block_text(texts, block, "blocked", "blocked-until"))

    @app_commands.command(name="unblock")
    @app_commands.describe(member="Who can make pictures again")
    async def unblock(self, interaction: discord.Interaction, member: discord.User) -> None:
        """Lift a block."""
        await self._begin(interaction)
        mention = member_mention(member.id)
        entry = audit_entry(interaction, "unblock", member=mention)
        if not await self._settings.blocks.lift(member.id, entry):
            raise UserError("refused-not-blocked", member=mention)
        await answer(interaction, self._texts(interaction).say("unblocked", member=mention))

    @app_commands.command(name="blocks")
    async def blocks(self, interaction: discord.Interaction) -> None:
        """List who is blocked now."""
        guild_id = await self._begin(interaction)
        blocks = await self._settings.blocks.of(guild_id, interaction.created_at)
        texts = self._texts(interaction)
        if not blocks:
            await answer(interaction, texts.say("blocks-none"))
            return
        await answer_list(
            interaction,
            texts.say("blocks-title", count=len(blocks)),
            [_block_text(texts, block, "blocks-line", "blocks-line-until") for block in blocks],
            "blocks.tsv",
            ["member\tuntil\treason", *map(_row, blocks)],
        )


def _reason(reason: str) -> str:
    folded = " ".join(reason.split())
    if not folded:
        raise UserError("refused-block-reason")
    return folded


def _block_text(texts: Texts, block: Block, lasting: str, ending: str) -> str:
    """Return a block in words, by one text or the other."""
    facts = {
        "member": member_mention(block.member_id),
        "reason": one_line(block.reason, MAX_REASON),
    }
    if block.until is None:
        return texts.say(lasting, **facts)
    return texts.say(ending, until=unix_seconds(block.until), **facts)


def _row(block: Block) -> str:
    until = block.until.isoformat(timespec="minutes") if block.until else ""
    return f"{block.member_id}\t{until}\t{table_cell(block.reason, MAX_REASON)}"
