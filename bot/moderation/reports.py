"""A member reports a picture of ours: the moderators get it, and then it is hidden."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import discord

from bot.common.clock import Clock
from bot.errors import UserError
from bot.imaging.executor import run_in_image_executor
from bot.imaging.fingerprints import digests_of
from bot.intake.attachments import input_bounds
from bot.intake.downloads import AttachmentDownloader, UploadGoneError, UploadTooLargeError
from bot.intake.locating import ChannelResolver
from bot.moderation.channels import moderators_of, send_notice
from bot.moderation.hiding import Shown, hide, link_of, notice_text, pictures_of
from bot.settings import Settings
from bot.storage.jobs import JobStore
from bot.storage.policy_snapshot import PolicySnapshot, PolicySnapshotStore
from bot.storage.reports import Report, ReportStore, Verdict
from bot.texts import Languages, Texts
from bot.ui.messages import images_of, is_deletable, job_of, owner_of
from bot.ui.responses import acknowledge, answer
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

# Who reports everything hides everything: a few at a time are looked at first.
_MOST_OPEN = 5
# Of a picture that may stay, the moderators hear no more than once in this time.
_TOLD_AGAIN_AFTER = timedelta(days=1)


class ReportService:
    """Takes reports. Each step may be done twice, so that a report made again takes up the rest."""

    def __init__(
        self,
        client: discord.Client,
        reports: ReportStore,
        decisions: PolicySnapshotStore,
        jobs: JobStore,
        downloader: AttachmentDownloader,
        rooms: ChannelResolver,
        settings: Settings,
        languages: Languages,
        clock: Clock,
        under_way: set[int],
    ) -> None:
        self._client = client
        self._reports = reports
        self._decisions = decisions
        self._jobs = jobs
        self._downloader = downloader
        self._rooms = rooms
        self._bounds = input_bounds(settings)
        self._languages = languages
        self._clock = clock
        self._under_way = under_way

    async def report(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Take the report of a member, and say what came of it; raises `UserError`."""
        await acknowledge(interaction)
        outcome = "report-known"
        if message.id not in self._under_way:
            self._under_way.add(message.id)
            try:
                outcome = await self._take(interaction, message)
            finally:
                self._under_way.discard(message.id)
        await answer(interaction, self._languages.of(interaction.locale.value).say(outcome))

    async def _take(self, interaction: discord.Interaction, message: discord.Message) -> str:
        """What came of it, as the key of a text."""
        fresh = self._begun(interaction, message)
        user_id, now = interaction.user.id, self._clock()
        decided = await self._decisions.of(fresh.guild_id, user_id, now)
        known = await self._reports.get(message.id)
        if known is not None and known.state is not Verdict.RESTORED:
            return await self._finish(known, message, decided)
        if not images_of(message):
            raise UserError("refused-report-what")
        if known is None:
            await self._check_often(interaction)
        elif now - known.reported_at < _TOLD_AGAIN_AFTER:
            return "report-restored"
        report = await self._file(
            replace(fresh, state=known.state if known else fresh.state), message, decided
        )
        if known is not None or decided.block:
            return "report-told"
        return await self._hide(report, message)

    def _begun(self, interaction: discord.Interaction, message: discord.Message) -> Report:
        """The report of a message that all can see and whose pictures we have made."""
        if interaction.guild_id is None or interaction.channel_id is None:
            raise UserError("refused-server-only")
        me, job_id = self._client.user, job_of(message)
        ours = me is not None and message.author.id == me.id
        if not ours or job_id is None or not is_deletable(message):
            raise UserError("refused-report-what")
        return Report(
            message_id=message.id,
            channel_id=interaction.channel_id,
            guild_id=interaction.guild_id,
            job_id=job_id,
            reported_by=interaction.user.id,
            reported_at=self._clock(),
            state=Verdict.OPEN,
            notice_channel_id=None,
            notice_message_id=None,
        )

    async def _finish(
        self, known: Report, message: discord.Message, decided: PolicySnapshot
    ) -> str:
        """Hide what still stands there, as it does if the bot died meanwhile."""
        if images_of(message) and decided.block is None:
            await self._hide(known, message)
        return "report-known" if known.state is Verdict.OPEN else "report-removed"

    async def _check_often(self, interaction: discord.Interaction) -> None:
        if interaction.permissions.manage_messages:
            return
        waiting = await self._reports.open_by(interaction.guild_id or 0, interaction.user.id)
        if waiting >= _MOST_OPEN:
            raise UserError("refused-report-often", waiting=waiting)

    async def _file(
        self, report: Report, message: discord.Message, decided: PolicySnapshot
    ) -> Report:
        """Tell the moderators, and then write it down; nothing is hidden that they do not have."""
        guild = self._client.get_guild(report.guild_id)
        channels = await moderators_of(self._rooms, guild, decided.choices) if guild else []
        if not channels:
            raise UserError("refused-report-channel")
        pictures = await self._pictures(message)
        digests = await run_in_image_executor(self._digests, pictures)
        job = await self._jobs.of_message(message.id)
        texts = self._texts(report)
        facts = {
            "member": f"<@{owner_of(message, job)}>",
            "reporter": f"<@{report.reported_by}>",
            "link": link_of(report),
        }
        head = [texts.say("report-notice", **facts)]
        if report.state is Verdict.RESTORED:
            head.append(texts.say("report-notice-again"))
        elif decided.block is not None:
            head.append(texts.say("report-notice-blocked"))
        text = notice_text(" ".join(head), message.content)
        notice = await send_notice(channels, report, texts, text, pictures)
        filed = replace(
            report,
            notice_channel_id=notice.channel.id,
            notice_message_id=notice.id,
            digests=digests,
        )
        await self._reports.file(filed)
        log.info("message %s: reported by member %s", report.message_id, report.reported_by)
        return filed

    async def _pictures(self, message: discord.Message) -> list[Shown]:
        try:
            return await pictures_of(message, self._downloader)
        except (UploadGoneError, UploadTooLargeError) as error:
            log.warning("message %s: its pictures cannot be fetched: %s", message.id, error)
            raise UserError("refused-report-fetch") from error

    def _digests(self, pictures: Sequence[Shown]) -> tuple[str, ...]:
        found = (digests_of(picture.content, self._bounds) for picture in pictures)
        return tuple(sorted({digest for some in found for digest in some}))

    async def _hide(self, report: Report, message: discord.Message) -> str:
        texts = self._texts(report)
        removed = report.state is Verdict.REMOVED
        job = await self._jobs.of_message(message.id)
        key = "report-removed-here" if removed else "report-hidden-here"
        text = texts.say(key, member=f"<@{owner_of(message, job)}>")
        try:
            await hide(self._client, report, texts, text)
        except discord.NotFound:
            return "gone"
        except (discord.HTTPException, *TRANSIENT) as error:
            log.warning("message %s: cannot be hidden: %s", message.id, error)
            return "report-not-hidden"
        return "report-done"

    def _texts(self, report: Report) -> Texts:
        """What the server speaks."""
        guild = self._client.get_guild(report.guild_id)
        return self._languages.of(guild.preferred_locale.value if guild else None)
