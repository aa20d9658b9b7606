"""Verdicts of moderators about reported pictures, by the buttons of the notice."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import discord

from bot.common.markdown import escape_markdown
from bot.errors import UserError
from bot.intake.downloads import UploadGoneError, UploadTooLargeError
from bot.moderation.blocks import BlockForm, block_modal, check_blockable
from bot.moderation.hiding import (
    ReportedPictures,
    link_of,
    reported_member,
    reported_text,
    with_line,
)
from bot.policy.server_settings import BlockSettings
from bot.server_log import ServerLog
from bot.storage.audit import Entry
from bot.storage.blocks import Block
from bot.storage.reports import Report, ReportStore, Verdict
from bot.texts import Languages
from bot.ui.audit import audit_entry
from bot.ui.button_router import Press
from bot.ui.discord_limits import MAX_CONTENT
from bot.ui.links import member_mention
from bot.ui.messages import REPORT_ACTIONS
from bot.ui.permissions import is_moderator
from bot.ui.responses import acknowledge, answer, show_modal
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)


class VerdictService:
    """Restores, removes and blocks. The same button again completes what was interrupted."""

    def __init__(
        self,
        client: discord.Client,
        pictures: ReportedPictures,
        reports: ReportStore,
        blocks: BlockSettings,
        server_log: ServerLog,
        languages: Languages,
    ) -> None:
        self._client = client
        self._pictures = pictures
        self._reports = reports
        self._blocks = blocks
        self._server_log = server_log
        self._languages = languages

    @property
    def presses(self) -> dict[str, Press]:
        """Return the handlers of a notice's buttons, whose number is the reported message's."""
        return {action: partial(self._press, action) for action in REPORT_ACTIONS}

    async def block(self, interaction: discord.Interaction, form: BlockForm) -> None:
        """Block the member who asked for reported pictures, for good; raises `UserError`."""
        await acknowledge(interaction)
        report, notice = await self._reported(interaction, form.message_id)
        member_id = reported_member(notice.content, await self._pictures.job(report))
        if member_id is None:
            raise UserError("refused-report-unknown")
        if not form.reason:
            raise UserError("refused-block-reason")
        await self._check_blockable(report.guild_id, member_id)
        member, reason = member_mention(member_id), form.reason
        link = link_of(report)
        entry = audit_entry(interaction, "block", member=member, reason=reason, picture=link)
        await self._blocks.put(Block(member_id, reason, None), entry)
        await self._add_block_line(report, notice, member, entry)
        texts = self._languages.of(interaction.locale.value)
        await answer(
            interaction, texts.say("blocked", member=member, reason=escape_markdown(reason))
        )

    async def _press(self, action: str, interaction: discord.Interaction, message_id: int) -> None:
        texts = self._languages.of(interaction.locale.value)
        if action == "block":
            report, _ = await self._reported(interaction, message_id)
            reason = self._pictures.texts(report).say("block-reason-default")
            await show_modal(interaction, block_modal(texts, message_id, reason))
            return
        await acknowledge(interaction)
        decide = self._restore if action == "restore" else self._remove
        with self._exclusively(message_id):
            report, notice = await self._reported(interaction, message_id)
            result = await decide(interaction, report, notice)
        await answer(interaction, texts.say(result))

    async def _reported(
        self, interaction: discord.Interaction, message_id: int
    ) -> tuple[Report, discord.Message]:
        """Return the report and its notice, if the member may decide about it."""
        if not is_moderator(interaction):
            raise UserError("refused-moderator")
        report, notice = await self._reports.get(message_id), interaction.message
        if report is None or notice is None or report.guild_id != interaction.guild_id:
            raise UserError("refused-report-unknown")
        if report.notice_message_id != notice.id:
            # The number of a custom id proves nothing.
            raise UserError("refused-report-unknown")
        return report, notice

    @contextmanager
    def _exclusively(self, message_id: int) -> Iterator[None]:
        """Let the first of two moderators decide, and none before the picture is hidden."""
        with self._pictures.busy.claim(message_id) as claimed:
            if not claimed:
                raise UserError("refused-report-busy")
            yield

    async def _check_blockable(self, guild_id: int, member_id: int) -> None:
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return
        try:
            check_blockable(await guild.fetch_member(member_id))
        except discord.NotFound:
            # A member who has left could come back.
            return

    async def _add_block_line(
        self, report: Report, notice: discord.Message, member: str, entry: Entry
    ) -> None:
        moderator = member_mention(entry.member_id)
        texts = self._pictures.texts(report)
        line = texts.say("report-blocked-by", member=member, moderator=moderator)
        content = with_line(notice.content, line)
        if len(content) <= MAX_CONTENT and line not in notice.content:
            await self._edit(notice, content=content)

    async def _restore(
        self, interaction: discord.Interaction, report: Report, notice: discord.Message
    ) -> str:
        """Restore the message, and return the result as the key of a text."""
        if report.state is Verdict.REMOVED:
            raise UserError("refused-report-removed")
        result = "report-restored-done"
        try:
            pictures = await self._pictures.fetch(notice)
            await self._pictures.restore(report, reported_text(notice.content), pictures)
        except discord.NotFound:
            # It was deleted meanwhile, which is not undone.
            result = "gone"
        except (discord.HTTPException, *TRANSIENT, UploadGoneError, UploadTooLargeError) as error:
            log.warning("message %s: cannot be restored: %s", report.message_id, error)
            raise UserError("refused-report-restore") from error
        entry = audit_entry(interaction, "report restored", picture=link_of(report))
        if await self._reports.restore(report.message_id, entry):
            self._log("log-report-restored", entry)
        await self._close(report, notice, "report-restored-by", entry)
        return result

    async def _remove(
        self, interaction: discord.Interaction, report: Report, notice: discord.Message
    ) -> str:
        """Remove the pictures, and return the result as the key of a text."""
        entry = audit_entry(interaction, "report removed", picture=link_of(report))
        # First, so that they are no inputs any more even if the rest fails.
        if await self._reports.remove(report, entry):
            self._log("log-report-removed", entry)
        text = self._pictures.texts(report).say("report-removed-here")
        result = "report-removed-done"
        try:
            await self._pictures.hide(report, text)
        except discord.NotFound:
            # There is nothing left to hide.
            result = "gone"
        except (discord.HTTPException, *TRANSIENT) as error:
            log.warning("message %s: cannot be hidden: %s", report.message_id, error)
            raise UserError("refused-report-remove") from error
        await self._close(report, notice, "report-removed-by", entry)
        return result

    async def _close(self, report: Report, notice: discord.Message, key: str, entry: Entry) -> None:
        """Remove pictures and buttons from the notice, and name the moderator."""
        line = self._pictures.texts(report).say(key, moderator=member_mention(entry.member_id))
        content = with_line(notice.content, line)[:MAX_CONTENT]
        await self._edit(notice, content=content, attachments=[], view=None)

    async def _edit(self, notice: discord.Message, **changes: Any) -> None:
        channel = self._client.get_partial_messageable(notice.channel.id)
        try:
            await channel.get_partial_message(notice.id).edit(**changes)
        except (discord.HTTPException, *TRANSIENT) as error:
            # The verdict is stored; the button, if it is still there, tries again.
            log.warning("message %s: cannot be edited: %s", notice.id, error)

    def _log(self, key: str, entry: Entry) -> None:
        facts = {name: str(fact) for name, fact in entry.facts.items()}
        moderator = member_mention(entry.member_id)
        self._server_log.note(entry.guild_id, key, moderator=moderator, **facts)
