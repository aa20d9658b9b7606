"""Reports of pictures by members: the moderators get the pictures, and then they are hidden."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import discord

from bot.common.clock import Clock, is_recent
from bot.common.markdown import one_line
from bot.delivery.refusals import is_refusal
from bot.errors import UserError
from bot.intake.downloads import UploadGoneError, UploadTooLargeError
from bot.moderation.channels import ModeratorChannels, Writable, send_notice
from bot.moderation.hiding import (
    ReportedPicture,
    ReportedPictures,
    link_of,
    notice_text,
    with_line,
)
from bot.moderation.report_modal import MAX_REASON, ReportForm, report_modal
from bot.storage.policy_snapshot import PolicySnapshot, PolicySnapshotStore
from bot.storage.reports import Report, ReportStore, Verdict
from bot.texts import Languages, Texts
from bot.ui.discord_limits import MAX_CONTENT
from bot.ui.links import member_mention
from bot.ui.messages import comparison_of, is_deletable, job_of
from bot.ui.permissions import is_read_by_everyone
from bot.ui.pictures import images_of
from bot.ui.responses import acknowledge, answer, hand_back, show_modal
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

# A member could hide everything by reporting it, so the moderators look at a few at a time.
MAX_OPEN = 5
# A picture that may stay is reported to the moderators once in this time.
_REPORT_INTERVAL = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Notice:
    """The channels that a notice may go to, what the server has decided, and the reason."""

    channels: Sequence[Writable]
    policy: PolicySnapshot
    reason: str = field(repr=False)


class ReportService:
    """Takes reports. Each step may be repeated, so a second report completes an interrupted one."""

    def __init__(
        self,
        pictures: ReportedPictures,
        reports: ReportStore,
        policies: PolicySnapshotStore,
        channels: ModeratorChannels,
        languages: Languages,
        clock: Clock,
    ) -> None:
        self._pictures = pictures
        self._reports = reports
        self._policies = policies
        self._channels = channels
        self._languages = languages
        self._clock = clock

    async def open_modal(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Ask a member for the reason of a report; raises `UserError` for other messages.

        Nothing has to be waited for, since the modal has to be the first response.
        """
        self._new_report(interaction, message)
        texts = self._languages.of(interaction.locale.value)
        await show_modal(interaction, report_modal(texts, message.id))

    async def report(self, interaction: discord.Interaction, form: ReportForm) -> None:
        """Take a report, and tell its member the result; raises `UserError`."""
        # A refusal gives back what the member typed.
        hand_back(interaction, form.reason, None)
        await acknowledge(interaction)
        message = await _reported_message(interaction, form.message_id)
        with self._pictures.busy.claim(message.id) as claimed:
            result = "report-known"
            if claimed:
                result = await self._take(interaction, message, form.reason)
        await answer(interaction, self._languages.of(interaction.locale.value).say(result))

    async def _take(
        self, interaction: discord.Interaction, message: discord.Message, reason: str
    ) -> str:
        """Return the result as the key of a text."""
        new = self._new_report(interaction, message)
        now = self._clock()
        policy = await self._policies.of(new.guild_id, interaction.user.id, now)
        known = await self._known(message.id)
        if known is not None and known.state is not Verdict.RESTORED:
            return await self._complete(known, message, policy)
        if not images_of(message):
            raise UserError("refused-report-what")
        if known is None:
            await self._claim(interaction, new)
        elif is_recent(known.reported_at, now, _REPORT_INTERVAL):
            return "report-restored"
        state = known.state if known else new.state
        try:
            channels = await self._channels_for(interaction, policy)
            notice = _Notice(channels, policy, reason)
            report = await self._file(replace(new, state=state), message, notice)
        except BaseException:
            await self._reports.withdraw(message.id)
            raise
        if known is not None or policy.block:
            return "report-told"
        return await self._hide(report)

    def _new_report(self, interaction: discord.Interaction, message: discord.Message) -> Report:
        """Return the report about a message of ours with pictures that everybody can see."""
        if interaction.guild_id is None or interaction.channel_id is None:
            raise UserError("refused-server-only")
        if self._pictures.is_ours(message) and comparison_of(message) is not None:
            raise UserError("refused-report-compared")
        job_id = job_of(message)
        if not self._pictures.is_ours(message) or job_id is None or not is_deletable(message):
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

    async def _complete(
        self, known: Report, message: discord.Message, policy: PolicySnapshot
    ) -> str:
        """Hide pictures that are still visible, as they are if the bot died meanwhile."""
        if images_of(message) and policy.block is None:
            await self._hide(known)
        return "report-known" if known.state is Verdict.OPEN else "report-removed"

    async def _known(self, message_id: int) -> Report | None:
        """Return the report about a message, unless its notice was never sent."""
        known = await self._reports.get(message_id)
        return None if known is None or known.notice_message_id is None else known

    async def _claim(self, interaction: discord.Interaction, new: Report) -> None:
        """Store the report, which counts from now on: moderators may have any number."""
        max_open = None if interaction.permissions.manage_messages else MAX_OPEN
        if not await self._reports.claim(new, max_open):
            raise UserError("refused-report-often", waiting=MAX_OPEN)

    async def _channels_for(
        self, interaction: discord.Interaction, policy: PolicySnapshot
    ) -> list[Writable]:
        """Return the channels for the notice; raises `UserError` where there is none.

        A picture that only some members can see is not shown to all by a report.
        """
        channels = await self._channels.of(interaction.guild_id or 0, policy.choices)
        if not is_read_by_everyone(interaction.channel):
            channels = [one for one in channels if not is_read_by_everyone(one)]
        if not channels:
            raise UserError("refused-report-channel")
        return channels

    async def _file(
        self,
        report: Report,
        message: discord.Message,
        notice: _Notice,
    ) -> Report:
        """Send the notice, then store the report: nothing is hidden that moderators do not have."""
        pictures = await self._fetch(message)
        digests = await self._pictures.digests(pictures, report.reported_by)
        sent = await self._notify(report, message, notice, pictures)
        filed = replace(
            report,
            notice_channel_id=sent.channel.id,
            notice_message_id=sent.id,
            digests=digests,
        )
        await self._reports.file(filed)
        log.info("message %s: reported", report.message_id)
        return filed

    async def _notify(
        self,
        report: Report,
        message: discord.Message,
        notice: _Notice,
        pictures: Sequence[ReportedPicture],
    ) -> discord.Message:
        texts = self._pictures.texts(report)
        facts = {
            "member": member_mention(await self._pictures.owner(message)),
            "reporter": _reporter(texts, report, notice.channels),
            "link": link_of(report),
        }
        head = [texts.say("report-notice", **facts)]
        if report.state is Verdict.RESTORED:
            head.append(texts.say("report-notice-again"))
        elif notice.policy.block is not None:
            head.append(texts.say("report-notice-blocked"))
        text = notice_text(" ".join(head), message.content)
        text = _with_reason(texts, text, notice.reason)
        return await send_notice(notice.channels, report, texts, text, pictures)

    async def _fetch(self, message: discord.Message) -> list[ReportedPicture]:
        try:
            return await self._pictures.fetch(message)
        except (UploadGoneError, UploadTooLargeError) as error:
            log.warning("message %s: its pictures cannot be fetched: %s", message.id, error)
            raise UserError("refused-report-fetch") from error

    async def _hide(self, report: Report) -> str:
        """Hide the pictures, and return the result as the key of a text."""
        removed = report.state is Verdict.REMOVED
        key = "report-removed-here" if removed else "report-hidden-here"
        text = self._pictures.texts(report).say(key)
        try:
            await self._pictures.hide(report, text)
        except discord.NotFound:
            return "gone"
        except (discord.HTTPException, *TRANSIENT) as error:
            log.warning("message %s: cannot be hidden: %s", report.message_id, error)
            return "report-not-hidden"
        return "report-done"


def _reporter(texts: Texts, report: Report, channels: Sequence[Writable]) -> str:
    """Return the mention of the member who reports, who is not named where everyone reads it."""
    if any(map(is_read_by_everyone, channels)):
        return texts.say("report-by-somebody")
    return member_mention(report.reported_by)


def _with_reason(texts: Texts, notice: str, reason: str) -> str:
    """Return a notice with the reason, as much of it as there is room for.

    The quoted text has to stay whole, since it is what is restored.
    """
    for most in (MAX_REASON, 200, 100, 50):
        line = texts.say("report-reason", reason=one_line(reason, most))
        longer = with_line(notice, line)
        if reason and len(longer) <= MAX_CONTENT:
            return longer
    return notice


async def _reported_message(interaction: discord.Interaction, message_id: int) -> discord.Message:
    """Return the message that the modal is about, as it is now; raises `UserError`."""
    channel = interaction.channel
    if not isinstance(channel, discord.abc.Messageable):
        raise UserError("refused-server-only")
    try:
        return await channel.fetch_message(message_id)
    except discord.NotFound:
        raise UserError("gone") from None
    except discord.HTTPException as error:
        if is_refusal(error):
            raise UserError("refused-report-fetch") from error
        raise
