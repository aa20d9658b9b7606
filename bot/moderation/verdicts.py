"""What moderators decide about reported pictures: by the buttons of the message that told them."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import discord

from bot.common.markdown import inert
from bot.errors import UserError
from bot.intake.downloads import AttachmentDownloader, UploadGoneError, UploadTooLargeError
from bot.moderation.blocks import block_modal, check_blockable
from bot.moderation.hiding import (
    hide,
    link_of,
    pictures_of,
    reported_text,
    restore,
    who_asked,
    with_line,
)
from bot.server_log import ServerLog
from bot.storage.audit import Entry
from bot.storage.blocks import Block, BlockStore
from bot.storage.jobs import JobStore
from bot.storage.reports import Report, ReportStore, Verdict
from bot.texts import Languages, Texts
from bot.ui.button_router import Press
from bot.ui.discord_limits import MAX_CONTENT
from bot.ui.messages import REPORT_ACTIONS
from bot.ui.responses import acknowledge, answer, show_modal
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)


class VerdictService:
    """Restores, removes and blocks. The same button again takes up what was cut short."""

    def __init__(
        self,
        client: discord.Client,
        reports: ReportStore,
        blocks: BlockStore,
        jobs: JobStore,
        downloader: AttachmentDownloader,
        server_log: ServerLog,
        languages: Languages,
        under_way: set[int],
    ) -> None:
        self._client = client
        self._reports = reports
        self._blocks = blocks
        self._jobs = jobs
        self._downloader = downloader
        self._server_log = server_log
        self._languages = languages
        self._under_way = under_way

    @property
    def presses(self) -> dict[str, Press]:
        """The buttons under the notice of a report, by the message that it is about."""
        return {action: partial(self._press, action) for action in REPORT_ACTIONS}

    async def _press(self, action: str, interaction: discord.Interaction, message_id: int) -> None:
        texts = self._languages.of(interaction.locale.value)
        if action == "block":
            report, _ = await self._pressed(interaction, message_id)
            reason = self._texts(report).say("block-reason-default")
            await show_modal(interaction, block_modal(texts, message_id, reason))
            return
        await acknowledge(interaction)
        decide = self._restore if action == "restore" else self._remove
        async with self._alone(message_id):
            report, notice = await self._pressed(interaction, message_id)
            outcome = await decide(interaction, report, notice)
        await answer(interaction, texts.say(outcome))

    async def block(self, interaction: discord.Interaction, message_id: int, reason: str) -> None:
        """Block who asked for the pictures of a message, for good; raises `UserError`."""
        await acknowledge(interaction)
        report, notice = await self._pressed(interaction, message_id)
        member_id = who_asked(notice.content, await self._jobs.find(report.job_id))
        if member_id is None:
            raise UserError("refused-report-unknown")
        if not reason:
            raise UserError("refused-block-reason")
        await self._check_blockable(report.guild_id, member_id)
        member = f"<@{member_id}>"
        entry = _entry(interaction, "block", member=member, reason=reason, picture=link_of(report))
        await self._blocks.put(Block(member_id, reason, None), entry)
        self._server_log.changed(entry)
        moderator = f"<@{entry.member_id}>"
        line = self._texts(report).say("report-blocked-by", member=member, moderator=moderator)
        told = with_line(notice.content, line)
        if len(told) <= MAX_CONTENT and line not in notice.content:
            await self._edit(notice, content=told)
        texts = self._languages.of(interaction.locale.value)
        await answer(interaction, texts.say("blocked", member=member, reason=inert(reason)))

    async def _check_blockable(self, guild_id: int, member_id: int) -> None:
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return
        try:
            check_blockable(await guild.fetch_member(member_id))
        except discord.NotFound:
            # Who has left could come back.
            return

    async def check_source(self, message_id: int) -> None:
        """Raises `UserError` where the pictures of a message are hidden, or removed."""
        report = await self._reports.get(message_id)
        if report is not None and report.state is not Verdict.RESTORED:
            raise UserError("refused-reported")

    async def _pressed(
        self, interaction: discord.Interaction, message_id: int
    ) -> tuple[Report, discord.Message]:
        held = interaction.permissions
        if not (held.manage_messages or held.manage_guild):
            raise UserError("refused-moderator")
        report, notice = await self._reports.get(message_id), interaction.message
        if report is None or notice is None or report.guild_id != interaction.guild_id:
            raise UserError("refused-report-unknown")
        return report, notice

    @asynccontextmanager
    async def _alone(self, message_id: int) -> AsyncIterator[None]:
        """Of two who decide at once the first does, and none before the picture is hidden."""
        if message_id in self._under_way:
            raise UserError("refused-report-busy")
        self._under_way.add(message_id)
        try:
            yield
        finally:
            self._under_way.discard(message_id)

    async def _restore(
        self, interaction: discord.Interaction, report: Report, notice: discord.Message
    ) -> str:
        """What came of it, as the key of a text."""
        if report.state is Verdict.REMOVED:
            raise UserError("refused-report-removed")
        job = await self._jobs.find(report.job_id)
        texts, text = self._texts(report), reported_text(notice.content)
        outcome = "report-restored-done"
        try:
            pictures = await pictures_of(notice, self._downloader)
            await restore(self._client, report, texts, job, text, pictures)
        except discord.NotFound:
            # Deleted meanwhile, which is not for us to undo.
            outcome = "gone"
        except (discord.HTTPException, *TRANSIENT, UploadGoneError, UploadTooLargeError) as error:
            log.warning("message %s: cannot be restored: %s", report.message_id, error)
            raise UserError("refused-report-restore") from error
        entry = _entry(interaction, "report restored", picture=link_of(report))
        if await self._reports.restore(report.message_id, entry):
            self._note("log-report-restored", entry)
        await self._close(notice, texts.say("report-restored-by", moderator=_moderator(entry)))
        return outcome

    async def _remove(
        self, interaction: discord.Interaction, report: Report, notice: discord.Message
    ) -> str:
        """What came of it, as the key of a text."""
        entry = _entry(interaction, "report removed", picture=link_of(report))
        # First of all, so that it is no input any more, whatever becomes of the rest.
        if await self._reports.remove(report, entry):
            self._note("log-report-removed", entry)
        texts = self._texts(report)
        asked = who_asked(notice.content, await self._jobs.find(report.job_id))
        outcome = "report-removed-done"
        try:
            text = texts.say("report-removed-here", member=f"<@{asked or 0}>")
            await hide(self._client, report, texts, text)
        except discord.NotFound:
            # There is nothing left to hide.
            outcome = "gone"
        except (discord.HTTPException, *TRANSIENT) as error:
            log.warning("message %s: cannot be hidden: %s", report.message_id, error)
            raise UserError("refused-report-remove") from error
        await self._close(notice, texts.say("report-removed-by", moderator=_moderator(entry)))
        return outcome

    async def _close(self, notice: discord.Message, line: str) -> None:
        """Take the pictures and the buttons from the moderators' message, and say by whom."""
        content = with_line(notice.content, line)[:MAX_CONTENT]
        await self._edit(notice, content=content, attachments=[], view=None)

    async def _edit(self, notice: discord.Message, **changes: Any) -> None:
        channel = self._client.get_partial_messageable(notice.channel.id)
        try:
            await channel.get_partial_message(notice.id).edit(**changes)
        except (discord.HTTPException, *TRANSIENT) as error:
            # What was decided holds; the button, if it is still there, tries again.
            log.warning("message %s: cannot be edited: %s", notice.id, error)

    def _note(self, key: str, entry: Entry) -> None:
        facts = {name: str(fact) for name, fact in entry.facts.items()}
        self._server_log.note(entry.guild_id, key, moderator=_moderator(entry), **facts)

    def _texts(self, report: Report) -> Texts:
        """What the server speaks."""
        guild = self._client.get_guild(report.guild_id)
        return self._languages.of(guild.preferred_locale.value if guild else None)


def _entry(interaction: discord.Interaction, action: str, **facts: str) -> Entry:
    guild_id = interaction.guild_id or 0
    return Entry(guild_id, interaction.user.id, interaction.created_at, action, facts)


def _moderator(entry: Entry) -> str:
    return f"<@{entry.member_id}>"
