"""Objects of this room, made from those of the bot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import discord

from bot.common.clock import Clock
from bot.community.contest_entries import ContestEntries, OwnBook
from bot.community.contest_messages import ContestMessages
from bot.community.contest_posts import EntryPosts
from bot.community.contest_steps import ContestSteps
from bot.community.contest_texts import ENTER, ENTRIES, PICK
from bot.community.contests import Contests
from bot.community.counting import VoteCounter
from bot.community.deletions import Deletions
from bot.community.showable import Showable
from bot.community.showcase_posts import ShowcasePosts
from bot.community.showcases import Clocks, Showcases
from bot.community.star_watch import StarWatch
from bot.community.stars import Stars
from bot.community.themes import Themes
from bot.community.upkeep import CommunityUpkeep
from bot.delivery.further_posts import FurtherPosts
from bot.delivery.rest_client import RestClient
from bot.delivery.withdrawn import WithdrawnPosts
from bot.intake.locating import ChannelResolver
from bot.policy.hidden_pictures import HiddenPictures
from bot.policy.server_settings import ServerSettings
from bot.posts.own_pictures import OwnPictures
from bot.posts.private_pictures import PrivatePictures
from bot.posts.public_place import PublicPlace
from bot.server_log import ServerLog
from bot.storage.contests import ContestStore
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.picture_book import PictureBookStore
from bot.storage.showcases import ShowcaseStore
from bot.storage.themes import ThemeStore
from bot.texts import Languages
from bot.ui.button_router import Choice, Press


@dataclass(frozen=True, slots=True)
class CommunityParts:
    """Parts of the bot that showcases and contests are made from."""

    client: discord.Client
    database: Database
    jobs: JobStore
    posts: FurtherPosts
    withdrawn: WithdrawnPosts
    pictures: PrivatePictures
    own: OwnPictures
    place: PublicPlace
    hidden: HiddenPictures
    channels: ChannelResolver
    settings: ServerSettings
    server_log: ServerLog
    languages: Languages
    clock: Clock
    discord_now: Callable[[], datetime | None]


@dataclass(frozen=True, slots=True)
class Community:
    """Services, and what the router is to know of them."""

    services: Sequence[object]
    presses: Mapping[str, Press]
    choices: Mapping[str, Choice]


def community(parts: CommunityParts) -> Community:
    """Make the services of showcases, contests and themes."""
    store, stars = ShowcaseStore(parts.database), Stars(RestClient(parts.client))
    contests, steps, entries = _contests(parts, stars)
    showcases = _showcases(parts, store, stars)
    themes = Themes(
        parts.client,
        ThemeStore(parts.database),
        parts.server_log,
        parts.languages,
        parts.clock,
    )
    upkeep = CommunityUpkeep(
        {
            "taking pictures out of showcases": parts.withdrawn.clear,
            "posting themes": themes.upkeep,
            "taking contests on": steps.upkeep,
            "looking at showcases": showcases.upkeep,
        }
    )
    deletions = Deletions(store, parts.withdrawn, parts.clock)
    return Community(
        (StarWatch(showcases.look), deletions, showcases, contests, steps, upkeep),
        {ENTER: entries.press, ENTRIES: contests.show},
        {PICK: entries.choose},
    )


def _showcases(parts: CommunityParts, store: ShowcaseStore, stars: Stars) -> Showcases:
    showable = Showable(parts.client, store, parts.hidden, parts.channels)
    posts = ShowcasePosts(
        store, showable, parts.pictures, parts.posts, parts.withdrawn, parts.server_log
    )
    clocks = Clocks(parts.clock, parts.discord_now)
    return Showcases(parts.jobs, store, showable, stars, posts, clocks)


def _contests(parts: CommunityParts, stars: Stars) -> tuple[Contests, ContestSteps, ContestEntries]:
    store = ContestStore(parts.database)
    posts = EntryPosts(parts.jobs, store, parts.posts, parts.pictures, parts.hidden)
    messages = ContestMessages(parts.client, store, parts.server_log, parts.languages)
    counter = VoteCounter(store, posts, stars, parts.settings)
    steps = ContestSteps(store, messages, posts, counter, parts.database.exclusive, parts.clock)
    contests = Contests(store, parts.settings, messages, steps, parts.languages, parts.clock)
    own = OwnBook(parts.own, PictureBookStore(parts.database))
    entries = ContestEntries(store, own, parts.place, posts, parts.languages, parts.clock)
    return contests, steps, entries
