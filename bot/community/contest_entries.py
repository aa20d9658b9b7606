"""Entries of contests: *Enter* under the announcement, a picture, and its post with a number."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.common.busy import Busy
from bot.common.clock import Clock
from bot.community.contest_posts import EntryPosts
from bot.community.contest_texts import picture_view, theme_of
from bot.errors import UserError
from bot.posts.own_pictures import OwnPictures
from bot.posts.public_place import PublicPlace, check_permissions
from bot.posts.thumbnails import fits_age
from bot.storage.contests import OPEN, Contest, ContestStore, EntryRefusal
from bot.storage.picture_book import BookSearch, PictureBookStore
from bot.storage.records import Job
from bot.texts import Languages
from bot.ui.discord_limits import MAX_CHOICES
from bot.ui.links import message_link
from bot.ui.messages import id_in
from bot.ui.responses import acknowledge, acknowledge_press, answer

_REFUSALS = {
    EntryRefusal.CLOSED: "refused-contest-over",
    EntryRefusal.ENTERED: "refused-contest-entered",
    EntryRefusal.MINE: "refused-contest-mine",
    EntryRefusal.FULL: "refused-contest-full",
    EntryRefusal.POSTED: "refused-contest-posted",
    EntryRefusal.GONE: "refused-own-picture",
}


@dataclass(frozen=True, slots=True)
class OwnBook:
    """A member's own pictures, and the pages of them."""

    pictures: OwnPictures
    book: PictureBookStore


class ContestEntries:
    """The way of a member's own picture into a contest, by all that holds for a new picture."""

    def __init__(
        self,
        store: ContestStore,
        own: OwnBook,
        place: PublicPlace,
        posts: EntryPosts,
        languages: Languages,
        clock: Clock,
    ) -> None:
        self._store = store
        self._book = own.book
        self._own = own.pictures
        self._place = place
        self._posts = posts
        self._languages = languages
        self._clock = clock
        # By member: one picture is entered at a time.
        self._busy = Busy()

    async def press(self, interaction: discord.Interaction, contest_id: int) -> None:
        """Show the member's newest pictures to choose from; raises `UserError`."""
        check_permissions(interaction)
        await acknowledge(interaction)
        contest = await self._contest(interaction, contest_id)
        jobs = await self._pictures(interaction)
        if not jobs:
            raise UserError("refused-contest-nothing")
        texts = self._languages.of(interaction.locale.value)
        text = texts.say("contest-choose", theme=theme_of(contest))
        await answer(interaction, text, picture_view(texts, contest_id, jobs))

    async def choose(
        self, interaction: discord.Interaction, contest_id: int, chosen: Sequence[str]
    ) -> None:
        """Enter the chosen picture, and say where it is; raises `UserError`."""
        check_permissions(interaction)
        await acknowledge_press(interaction)
        with self._busy.claim(interaction.user.id) as claimed:
            if not claimed:
                raise UserError("refused-busy")
            contest = await self._contest(interaction, contest_id)
            job = await self._own.job(interaction, id_in(chosen[0], "") if chosen else 0)
            number, message_id = await self._enter(interaction, contest, job)
        link = message_link(contest.guild_id, contest.channel_id, message_id)
        texts = self._languages.of(interaction.locale.value)
        await answer(interaction, texts.say("contest-entered", number=number, link=link))

    async def _enter(
        self, interaction: discord.Interaction, contest: Contest, job: Job
    ) -> tuple[int, int]:
        """Return the number and the message of the entry."""
        if job.message_channel_id is None:
            raise UserError("refused-contest-private")
        await self._place.check(interaction, job)
        await self._place.check_consent(interaction, job)
        outcome = await self._own.posted(interaction, job)
        member_id, asked_by = interaction.user.id, interaction.id
        number = await self._store.enter(contest.id, job.id, member_id, asked_by, self._clock())
        if isinstance(number, EntryRefusal):
            raise UserError(_REFUSALS[number])
        message_id = await self._posts.post(contest, job, number, outcome, asked_by)
        return number, message_id

    async def _contest(self, interaction: discord.Interaction, contest_id: int) -> Contest:
        """Return the open contest of this channel; the number of a custom id proves nothing."""
        contest = await self._store.get(contest_id)
        place = (interaction.guild_id, interaction.channel_id)
        if contest is None or (contest.guild_id, contest.channel_id) != place:
            raise UserError("refused-contest-over")
        if contest.state != OPEN or contest.ends_at <= self._clock():
            raise UserError("refused-contest-over")
        return contest

    async def _pictures(self, interaction: discord.Interaction) -> list[Job]:
        guild_id, member_id = interaction.guild_id or 0, interaction.user.id
        search = BookSearch(guild_id, member_id, finished=True)
        found = await self._book.older(search, 2 * MAX_CHOICES)
        return [
            job
            for job in found
            if job.message_channel_id is not None and fits_age(interaction, job)
        ][:MAX_CHOICES]
