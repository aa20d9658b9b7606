"""Services behind the buttons of posts and lists."""

from dataclasses import dataclass

from bot.assembly.base import Base
from bot.assembly.jobs import Jobs
from bot.assembly.moderation import Removing
from bot.assembly.requests import Requests
from bot.community.assembly import Community, CommunityParts, community
from bot.delivery.direct_copies import DirectCopies
from bot.delivery.reposts import Reposts
from bot.delivery.rest_client import RestClient
from bot.delivery.sharing import SharedPosts
from bot.intake.attachments import MAX_INPUT_PIXELS
from bot.intake.downloads import AttachmentDownloader
from bot.intake.removed_images import RemovedImageCheck
from bot.jobs.history import JobHistory
from bot.jobs.job_clock import JobClock
from bot.policy.hidden_pictures import HiddenPictures
from bot.posts.avatar_choice import AvatarChoice
from bot.posts.comparison import ComparisonMaker, ComparisonService
from bot.posts.copies import CopyFinder
from bot.posts.defaults import DefaultsService
from bot.posts.delete_question import DeleteDialog
from bot.posts.descriptions import DescriptionService
from bot.posts.job_list import JobList
from bot.posts.own_pictures import OwnPictures
from bot.posts.own_suggestions import OwnSuggestions
from bot.posts.private_pictures import PrivatePictures
from bot.posts.public_comparison import ComparisonPublisher
from bot.posts.public_place import PublicPlace
from bot.posts.remix import RemixService
from bot.posts.removal import RemovalService
from bot.posts.repeats import RepeatService
from bot.posts.reposts import RepostService
from bot.posts.retries import RetryService
from bot.posts.sending import SendService
from bot.posts.sharing import SharingService
from bot.posts.showing import ShowService
from bot.posts.stored_images import StoredImages
from bot.posts.thumbnails import Thumbnails
from bot.privacy.erasure import ErasureDialog
from bot.privacy.export import DataExport
from bot.servers.own_avatar import OwnAvatar
from bot.storage.member_data import MemberDataStore
from bot.storage.picture_book import PictureBookStore
from bot.storage.public_posts import PublicPostStore
from bot.storage.reports import ReportStore
from bot.storage.reposts import RepostStore


@dataclass(frozen=True, slots=True)
class Posts:
    """Objects behind the buttons of posts and lists."""

    repeats: RepeatService
    remixes: RemixService
    retries: RetryService
    comparisons: ComparisonService
    publisher: ComparisonPublisher
    sharing: SharingService
    reposts: RepostService
    sends: SendService
    avatars: AvatarChoice
    removal: RemovalService
    deletions: DeleteDialog
    history: JobHistory
    job_list: JobList
    descriptions: DescriptionService
    defaults: DefaultsService
    erasure: ErasureDialog
    export: DataExport
    showing: ShowService
    suggestions: OwnSuggestions
    community: Community


def make_posts(
    base: Base,
    jobs: Jobs,
    requests: Requests,
    removing: Removing,
    downloader: AttachmentDownloader,
    clock: JobClock,
) -> Posts:
    """Make what the buttons of posts and lists call."""
    languages, most = base.languages, base.settings.max_input_bytes
    hidden = HiddenPictures(ReportStore(base.database))
    place = PublicPlace(requests.channels, requests.enforcement, requests.intake)
    remixes = RemixService(
        base.jobs, hidden, requests.intake, requests.offers, requests.styles, languages
    )
    comparing = ComparisonMaker(base.jobs, downloader, hidden, most)
    public_posts = PublicPostStore(base.database)
    removed_images = RemovedImageCheck(ReportStore(base.database), MAX_INPUT_PIXELS)
    private_pictures = PrivatePictures(downloader, removed_images, jobs.batches)
    shared_posts = SharedPosts(public_posts, jobs.delivery, base.server_log)
    own = OwnPictures(base.jobs, hidden, private_pictures, jobs.batches)
    reposts = RepostService(
        base.jobs,
        own,
        place,
        Reposts(RepostStore(base.database), jobs.delivery, base.server_log),
        shared_posts,
        languages,
    )
    book, removal = (
        PictureBookStore(base.database),
        RemovalService(base.jobs, jobs.runner, languages),
    )
    history = JobHistory(base.jobs, jobs.paces, clock)
    members = MemberDataStore(base.database)
    return Posts(
        repeats=RepeatService(
            base.jobs, requests.intake, requests.offers, hidden, requests.styles, languages
        ),
        remixes=remixes,
        retries=RetryService(
            base.jobs,
            requests.kept,
            StoredImages(base.jobs, hidden),
            remixes,
            requests.offers,
            languages,
        ),
        comparisons=ComparisonService(base.jobs, comparing, hidden, languages),
        publisher=ComparisonPublisher(base.jobs, public_posts, comparing, hidden, place, languages),
        sharing=SharingService(base.jobs, place, private_pictures, shared_posts, languages),
        reposts=reposts,
        sends=SendService(own, DirectCopies(base.bot), languages),
        avatars=AvatarChoice(
            base.jobs,
            own,
            hidden,
            requests.intake,
            OwnAvatar(RestClient(base.bot).set_own_avatar, base.clock),
            base.server_settings,
        ),
        removal=removal,
        deletions=DeleteDialog(base.jobs, languages),
        history=history,
        job_list=JobList(history, book, removal, Thumbnails(hidden), languages),
        descriptions=DescriptionService(
            base.jobs, hidden, CopyFinder(base.jobs, hidden, downloader, most), languages
        ),
        defaults=DefaultsService(base.jobs, requests.defaults, hidden, languages),
        erasure=ErasureDialog(members, languages, base.clock),
        export=DataExport(members),
        showing=ShowService(own, reposts, languages),
        suggestions=OwnSuggestions(book),
        community=community(
            CommunityParts(
                base.bot,
                base.database,
                base.jobs,
                removing.further,
                removing.withdrawn,
                private_pictures,
                own,
                place,
                hidden,
                requests.channels,
                base.server_settings,
                base.server_log,
                languages,
                base.lease_clock,
                base.discord_now,
            )
        ),
    )
