"""Reports of members, verdicts of moderators, and posts that are taken back."""

from dataclasses import dataclass

from bot.assembly.base import Base
from bot.assembly.requests import Requests
from bot.delivery.further_posts import FurtherPosts
from bot.delivery.poster import DiscordDelivery
from bot.delivery.withdrawn import WithdrawnPosts
from bot.intake.attachments import input_bounds
from bot.intake.downloads import AttachmentDownloader
from bot.moderation.channels import ModeratorChannels
from bot.moderation.hiding import OtherPosts, ReportedPictures
from bot.moderation.reports import ReportService
from bot.moderation.verdicts import VerdictService
from bot.storage.public_posts import PublicPostStore
from bot.storage.reports import ReportStore
from bot.storage.showcases import ShowcaseStore
from bot.storage.withdrawn_posts import WithdrawnPostStore


@dataclass(frozen=True, slots=True)
class Moderation:
    """Objects of moderation."""

    reports: ReportService
    verdicts: VerdictService


@dataclass(frozen=True, slots=True)
class Removing:
    """Objects that post pictures once more, and take such posts back."""

    further: FurtherPosts
    withdrawn: WithdrawnPosts


def make_removing(base: Base, delivery: DiscordDelivery) -> Removing:
    """Make what posts pictures for showcases and contests, and what takes them back."""
    further = FurtherPosts(base.bot, base.jobs, delivery)
    showcases, withdrawn = ShowcaseStore(base.database), WithdrawnPostStore(base.database)
    return Removing(further, WithdrawnPosts(showcases, withdrawn, further, base.lease_clock))


def make_moderation(
    base: Base,
    requests: Requests,
    downloader: AttachmentDownloader,
    withdrawn: WithdrawnPosts,
) -> Moderation:
    """Make the services for reports of members and verdicts of moderators."""
    reports = ReportStore(base.database)
    bounds = input_bounds(base.settings)
    pictures = ReportedPictures(
        base.bot,
        downloader,
        base.jobs,
        OtherPosts(PublicPostStore(base.database), withdrawn),
        base.languages,
        bounds,
    )
    channels = ModeratorChannels(base.bot, requests.channels)
    blocks = base.server_settings.blocks
    return Moderation(
        ReportService(pictures, reports, base.snapshots, channels, base.languages, base.clock),
        VerdictService(base.bot, pictures, reports, blocks, base.server_log, base.languages),
    )
