"""Messages of contests: the announcement and the result, each posted once.

The rows say whether a message may have been sent. From then on it is looked for before every send,
and the nonce guards the minutes in which it may not be found yet.
"""

import logging
from collections.abc import Sequence

import discord

from bot.common.markdown import Markup
from bot.common.nonces import nonce_of
from bot.community.contest_texts import ENTER, ENTRIES, announcement, contest_view, result
from bot.delivery.refusals import is_refusal
from bot.delivery.reposts import MAX_SEARCHED
from bot.jobs.outcome import DeliveryError
from bot.server_log import ServerLog
from bot.storage.contests import Contest, ContestEntry, ContestStore
from bot.texts import Languages, Texts
from bot.ui.links import channel_mention, member_mention
from bot.ui.locales import server_locale
from bot.ui.messages import custom_id, has_component
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)


class ContestMessages:
    """Posts messages of contests, through a client that is logged in."""

    def __init__(
        self,
        client: discord.Client,
        store: ContestStore,
        server_log: ServerLog,
        languages: Languages,
    ) -> None:
        self._client = client
        self._store = store
        self._server_log = server_log
        self._languages = languages

    def is_ours(self, contest: Contest) -> bool:
        """Return True for a contest in a server of this process."""
        return self._client.get_guild(contest.guild_id) is not None

    async def announce(self, contest: Contest) -> bool:
        """Post the announcement; return False, and forget the contest, if Discord refuses it."""
        text = announcement(self._texts(contest), contest)
        try:
            message_id = await self._send(contest, text, "ca", is_open=True)
        except (discord.HTTPException, *TRANSIENT) as error:
            log.warning("contest %s: not announced: %s", contest.id, type(error).__name__)
            if isinstance(error, discord.HTTPException) and is_refusal(error):
                await self._store.cancel(contest.id)
                return False
            # Whether it is there is looked up later.
            return True
        await self._store.keep_announcement(contest.id, message_id)
        return True

    async def announce_again(self, contest: Contest, *, is_open: bool) -> None:
        """Post an announcement that an earlier process has left, unless it is there.

        Raises `DeliveryError` if nobody can tell.
        """
        try:
            found = await self._find(contest, ENTER)
        except discord.Forbidden:
            await self._store.cancel(contest.id)
            self._say_closed(contest)
            return
        if found is not None:
            await self._store.keep_announcement(contest.id, found)
        elif is_open and not await self.announce(contest):
            self._say_closed(contest)

    async def post_result(self, contest: Contest) -> None:
        """Post the result, with which the contest is over.

        Raises `discord.HTTPException`, and `DeliveryError` if nobody can tell.
        """
        entries = await self._store.entries(contest.id)
        is_first = await self._store.begin_result(contest.id)
        text = result(self._texts(contest), contest, entries)
        try:
            found = None if is_first else await self._find(contest, ENTRIES)
            message_id = found or await self._send(contest, text, "cr", is_open=False)
        except discord.HTTPException as error:
            if not is_refusal(error):
                raise
            self._say_closed(contest)
            message_id = 0
        if await self._store.keep_result(contest.id, message_id):
            self._note(contest, entries)
            await self._close_announcement(contest)

    async def _find(self, contest: Contest, action: str) -> int | None:
        """Return the bot's message with this button among the newest ones of the channel."""
        wanted, searched = custom_id(action, contest.id), 0
        channel = self._client.get_partial_messageable(contest.channel_id)
        me, after = self._client.user, discord.Object(contest.id)
        try:
            async for message in channel.history(
                limit=MAX_SEARCHED, after=after, oldest_first=False
            ):
                searched += 1
                is_ours = me is not None and message.author.id == me.id
                is_other = message.id == contest.message_id
                if is_ours and not is_other and has_component(message, wanted):
                    return message.id
        except discord.NotFound:
            return None
        if searched == MAX_SEARCHED:
            raise DeliveryError("too many messages")
        return None

    async def _send(self, contest: Contest, text: str, kind: str, *, is_open: bool) -> int:
        channel = self._client.get_partial_messageable(
            contest.channel_id, guild_id=contest.guild_id
        )
        message = await channel.send(
            text,
            view=contest_view(self._texts(contest), contest.id, is_open=is_open),
            # For some minutes Discord answers a second message of this nonce with the first.
            nonce=nonce_of(kind, contest.id),
            suppress_embeds=True,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        return message.id

    async def _close_announcement(self, contest: Contest) -> None:
        """Take *Enter* from the announcement; pressed all the same, it says that it is over."""
        if contest.message_id is None:
            return
        channel = self._client.get_partial_messageable(contest.channel_id)
        view = contest_view(self._texts(contest), contest.id, is_open=False)
        try:
            await channel.get_partial_message(contest.message_id).edit(view=view)
        except (discord.HTTPException, *TRANSIENT) as error:
            log.info("contest %s: its button stays: %s", contest.id, type(error).__name__)

    def _note(self, contest: Contest, entries: Sequence[ContestEntry]) -> None:
        winners = sorted({entry.member_id for entry in entries if entry.won})
        members = Markup(" ".join(map(member_mention, winners)) or "-")
        channel = channel_mention(contest.channel_id)
        self._server_log.note(
            contest.guild_id, "log-contest-over", channel=channel, members=members
        )
        for member in map(member_mention, winners if contest.bonus else ()):
            self._server_log.note(
                contest.guild_id, "log-contest-bonus", member=member, pictures=contest.bonus
            )

    def _say_closed(self, contest: Contest) -> None:
        channel = channel_mention(contest.channel_id)
        self._server_log.trouble(contest.guild_id, "trouble-contest", channel=channel)

    def _texts(self, contest: Contest) -> Texts:
        return self._languages.of(server_locale(self._client.get_guild(contest.guild_id)))
