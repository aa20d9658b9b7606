"""Contests, as those who manage a server start and end them, and as members see them."""

from dataclasses import dataclass
from datetime import timedelta

import discord

from bot.common.clock import Clock
from bot.common.markdown import Markup
from bot.community.contest_messages import ContestMessages
from bot.community.contest_steps import ContestSteps
from bot.community.contest_texts import standing
from bot.errors import UserError
from bot.policy.server_settings import ServerSettings
from bot.storage.contests import Contest, ContestStore
from bot.texts import Languages, Texts
from bot.ui.audit import audit_entry
from bot.ui.discord_limits import MAX_CONTENT
from bot.ui.links import channel_mention
from bot.ui.responses import AnswerFile, acknowledge, answer


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of a contest, as its command takes them."""

    theme: str
    lasts: timedelta
    entries_each: int
    bonus: int
    bonus_days: int


class Contests:
    """Contests of servers: one at a time in each."""

    def __init__(
        self,
        store: ContestStore,
        settings: ServerSettings,
        messages: ContestMessages,
        steps: ContestSteps,
        languages: Languages,
        clock: Clock,
    ) -> None:
        self._store = store
        self._settings = settings
        self._messages = messages
        self._steps = steps
        self._languages = languages
        self._clock = clock

    async def start(
        self, interaction: discord.Interaction, terms: Terms, **facts: str | int
    ) -> Markup:
        """Start a contest in the channel of the command, and return its mention.

        Raises `UserError` while there is another one in the server, or if Discord refuses.
        """
        contest = Contest(
            id=interaction.id,
            guild_id=interaction.guild_id or 0,
            channel_id=interaction.channel_id or 0,
            started_by=interaction.user.id,
            theme=terms.theme,
            ends_at=self._clock() + terms.lasts,
            entries_each=terms.entries_each,
            bonus=terms.bonus,
            bonus_days=terms.bonus_days,
        )
        entry = audit_entry(interaction, "contest start", **facts)
        if not await self._settings.contests.start(contest, entry):
            raise UserError("refused-contest-running")
        if not await self._messages.announce(contest):
            raise UserError("refused-contest-channel")
        return channel_mention(contest.channel_id)

    async def end(self, interaction: discord.Interaction) -> None:
        """End the contest of the server now; raises `UserError` if there is none."""
        contest = await self._store.newest(interaction.guild_id or 0)
        entry = audit_entry(interaction, "contest end")
        now = self._clock()
        if contest is None or not await self._settings.contests.end(contest.id, entry, now):
            raise UserError("refused-contest-none")
        self._steps.start(contest.id)

    async def lines(self, guild_id: int, texts: Texts) -> list[str]:
        """Return the lines about the newest contest of a server; none if there was none."""
        contest = await self._store.newest(guild_id)
        if contest is None:
            return []
        return standing(texts, contest, await self._store.entries(contest.id))

    async def show(self, interaction: discord.Interaction, contest_id: int) -> None:
        """Show the entries to the member who pressed *Entries*; raises `UserError`."""
        await acknowledge(interaction)
        contest = await self._store.get(contest_id)
        if contest is None or contest.guild_id != interaction.guild_id:
            raise UserError("refused-button")
        texts = self._languages.of(interaction.locale.value)
        lines = standing(texts, contest, await self._store.entries(contest_id))
        text = "\n".join(lines)
        if len(text) <= MAX_CONTENT:
            await answer(interaction, text)
            return
        file = AnswerFile("contest.txt", "\n".join(lines[1:]).encode())
        await answer(interaction, lines[0], file=file)
