"""Settings of a server: each change is stored, recorded and logged by one call.

The stores record a change in the transaction that makes it. The server's log gets its line after
that, so that no line is about a change that failed.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack

from bot.common.money import to_micro_dollars
from bot.errors import UserError
from bot.limits.budget import Budget, budget_of
from bot.limits.operator_limits import OperatorLimits
from bot.policy.edits import EditPolicy, edit_policy
from bot.server_log import ServerLog
from bot.settings import Settings
from bot.storage.audit import AuditStore, Entry
from bot.storage.blocks import Block, BlockStore
from bot.storage.contests import Contest, ContestStore
from bot.storage.database import Database
from bot.storage.limits import LimitStore, SetLimit, TargetKind
from bot.storage.room import FullError
from bot.storage.rules import RoleRuleStore, Rules, RuleStore
from bot.storage.servers import EditChanges, EditRules, ServerChanges, ServerChoices, ServerStore
from bot.storage.showcases import Showcase, ShowcaseStore
from bot.storage.styles import Style, StyleStore
from bot.storage.themes import DailyTheme, ThemeStore
from bot.storage.words import WordStore


@contextmanager
def _bounded() -> Iterator[None]:
    """Raise `UserError` where a server has no room for another row."""
    try:
        yield
    except FullError as error:
        raise UserError("refused-full", most=error.most) from None


class LimitSettings:
    """Limits that a server has set."""

    def __init__(self, store: LimitStore, server_log: ServerLog, operator: OperatorLimits) -> None:
        self._store = store
        self._server_log = server_log
        self.operator = operator
        """The operator's limits: those that a server may replace, and those that bind it."""

    async def of(self, guild_id: int, now: datetime) -> list[SetLimit]:
        """Return the limits that have not ended."""
        limits = await self._store.of(guild_id)
        return [limit for limit in limits if limit.until is None or limit.until > now]

    async def put(self, limit: SetLimit, entry: Entry) -> None:
        """Set a limit, in place of the one for the same target, metric and window."""
        with _bounded():
            await self._store.put(limit, entry)
        self._server_log.changed(entry)

    async def clear(
        self,
        whose: TargetKind,
        target_id: int,
        entry: Entry,
        *,
        per: str | None = None,
        metric: str | None = None,
    ) -> bool:
        """Drop the limits of a target, all or those of one window or metric.

        Returns False if none is set.
        """
        cleared = bool(await self._store.clear(whose, target_id, entry, per=per, metric=metric))
        if cleared:
            self._server_log.changed(entry)
        return cleared


class RuleSettings:
    """Rules that a server has set for itself, its categories and its channels, or for its roles."""

    def __init__(self, store: RuleStore, server_log: ServerLog) -> None:
        self._store = store
        self._server_log = server_log

    async def of(self, guild_id: int) -> Rules:
        """Return all rules of a server."""
        return await self._store.of(guild_id)

    async def put(self, target_id: int, rules: Mapping[str, Any], entry: Entry) -> None:
        """Set these rules of a place or a role, and leave its others."""
        with _bounded():
            await self._store.put(target_id, rules, entry)
        self._server_log.changed(entry)

    async def clear(self, target_id: int, entry: Entry, names: Collection[str] = ()) -> bool:
        """Drop these rules of a place or a role, or all; return False if none is set."""
        cleared = bool(await self._store.clear(target_id, entry, names))
        if cleared:
            self._server_log.changed(entry)
        return cleared


class StyleSettings:
    """Styles that members can choose in a server."""

    def __init__(self, store: StyleStore, server_log: ServerLog) -> None:
        self._store = store
        self._server_log = server_log

    async def of(self, guild_id: int) -> list[Style]:
        """Return the styles of a server, by name."""
        return await self._store.of(guild_id)

    async def put(self, style: Style, entry: Entry) -> None:
        """Add a style, in place of one with its name."""
        with _bounded():
            await self._store.put(style, entry)
        self._server_log.changed(entry)

    async def remove(self, name: str, entry: Entry) -> bool:
        """Remove a style; return False if there is none of this name."""
        removed = await self._store.remove(name, entry)
        if removed:
            self._server_log.changed(entry)
        return removed


class WordSettings:
    """Words that requests in a server may not contain."""

    def __init__(self, store: WordStore, server_log: ServerLog) -> None:
        self._store = store
        self._server_log = server_log

    async def of(self, guild_id: int) -> list[str]:
        """Return the words of a server, in order."""
        return await self._store.of(guild_id)

    async def add(self, word: str, entry: Entry) -> None:
        """Put a word on the list."""
        with _bounded():
            await self._store.add(word, entry)
        self._server_log.changed(entry)

    async def remove(self, word: str, entry: Entry) -> bool:
        """Take a word off the list; return False if it is not on it."""
        removed = await self._store.remove(word, entry)
        if removed:
            self._server_log.changed(entry)
        return removed


class BlockSettings:
    """Members who may make no pictures in a server."""

    def __init__(self, store: BlockStore, server_log: ServerLog) -> None:
        self._store = store
        self._server_log = server_log

    async def of(self, guild_id: int, now: datetime) -> list[Block]:
        """Return the blocks that have not ended."""
        return await self._store.of(guild_id, now)

    async def put(self, block: Block, entry: Entry) -> None:
        """Block a member, in place of an earlier block."""
        await self._store.put(block, entry)
        self._server_log.changed(entry)

    async def lift(self, member_id: int, entry: Entry) -> bool:
        """Lift a block; return False if there is none."""
        lifted = await self._store.lift(member_id, entry)
        if lifted:
            self._server_log.changed(entry)
        return lifted


class EditSettings:
    """Edits in a server: its own choices, and the policy that follows from them."""

    def __init__(self, store: ServerStore, server_log: ServerLog, settings: Settings) -> None:
        self._store = store
        self._server_log = server_log
        self._settings = settings

    @property
    def default_editor(self) -> str:
        """Return the family that edits where a server has chosen none."""
        return self._settings.edit_provider

    async def of(self, guild_id: int) -> EditRules:
        """Return the choices of a server."""
        return await self._store.edit_rules(guild_id)

    async def policy(self, guild_id: int | None) -> EditPolicy:
        """Return the policy in force, which outside of servers is the operator's."""
        rules = await self.of(guild_id) if guild_id else EditRules()
        return edit_policy(self._settings, rules)

    async def change(self, entry: Entry, **changes: Unpack[EditChanges]) -> None:
        """Change the given choices, and leave the others."""
        await self._store.set_edit_rules(entry, **changes)
        self._server_log.changed(entry)


class ChannelChanges(TypedDict, total=False):
    """Channels to change; None switches one off."""

    log_channel_id: int | None
    report_channel_id: int | None


class ChannelSettings:
    """Channels for the server's log and for members' reports."""

    def __init__(self, store: ServerStore, server_log: ServerLog) -> None:
        self._store = store
        self._server_log = server_log

    async def change(self, entry: Entry, **changes: Unpack[ChannelChanges]) -> None:
        """Change the given channels; a log that moves says so in its former channel, too."""
        former = (await self._store.choices(entry.guild_id)).log_channel_id
        await self._store.change(entry, **changes)
        moved = changes.get("log_channel_id", former) != former
        self._server_log.changed(entry, former if moved else None)


class ModelSettings:
    """The model of a server for pictures of which only a prompt is given."""

    def __init__(self, store: ServerStore, server_log: ServerLog) -> None:
        self._store = store
        self._server_log = server_log

    async def change(self, entry: Entry, family: str | None) -> None:
        """Choose a family of models; None leaves it to the bot."""
        await self._store.change(entry, default_model=family)
        self._server_log.changed(entry)


class BudgetSettings:
    """Budget of a server, and the pause that stops it altogether."""

    def __init__(self, store: ServerStore, server_log: ServerLog) -> None:
        self._store = store
        self._server_log = server_log

    async def of(self, guild_id: int) -> Budget | None:
        """Return the budget of a server, if it has one."""
        return budget_of(await self._store.choices(guild_id))

    async def change(
        self, entry: Entry, *, dollars: float | None = None, then: str | None = None
    ) -> None:
        """Change what is given: the dollars a month, 0 for no budget, and what happens then."""
        # Milestones that were announced belong to the former budget, so they start over.
        changes: ServerChanges = {"budget_told": None}
        if dollars is not None:
            changes["budget"] = to_micro_dollars(dollars) or None
        if then is not None:
            changes["budget_then"] = then
        await self._store.change(entry, **changes)
        self._server_log.changed(entry)

    async def set_paused(self, entry: Entry, *, paused: bool) -> None:
        """Pause a server or resume it; does nothing where that is so already."""
        if (await self._store.choices(entry.guild_id)).paused != paused:
            await self._store.change(entry, paused=paused)
            self._server_log.changed(entry)


class ShowcaseSettings:
    """The showcase of a server."""

    def __init__(self, store: ShowcaseStore, server_log: ServerLog) -> None:
        self._store = store
        self._server_log = server_log

    async def of(self, guild_id: int) -> Showcase | None:
        """Return the showcase of a server, if it has one."""
        return await self._store.of(guild_id)

    async def put(self, showcase: Showcase, entry: Entry) -> None:
        """Set the showcase, in place of a former one."""
        await self._store.put(showcase, entry)
        self._server_log.changed(entry)

    async def remove(self, entry: Entry) -> bool:
        """Show nothing more; return False if nothing was shown."""
        removed = await self._store.remove(entry)
        if removed:
            self._server_log.changed(entry)
        return removed


class ContestSettings:
    """Contests of a server, which those who manage it start and end."""

    def __init__(self, store: ContestStore, server_log: ServerLog) -> None:
        self._store = store
        self._server_log = server_log

    async def start(self, contest: Contest, entry: Entry) -> bool:
        """Start a contest; return False while there is another one."""
        started = await self._store.start(contest, entry)
        if started:
            self._server_log.changed(entry)
        return started

    async def end(self, contest_id: int, entry: Entry, now: datetime) -> bool:
        """End a contest before its time; return False if it is over."""
        ended = await self._store.end_early(contest_id, now, entry)
        if ended:
            self._server_log.changed(entry)
        return ended


class ThemeSettings:
    """Themes of a server, of which one is posted each day."""

    def __init__(self, store: ThemeStore, server_log: ServerLog) -> None:
        self._store = store
        self._server_log = server_log

    async def of(self, guild_id: int) -> list[str]:
        """Return the themes, those that are posted next first."""
        return await self._store.of(guild_id)

    async def add(self, theme: str, entry: Entry) -> None:
        """Add a theme."""
        with _bounded():
            await self._store.add(theme, entry)
        self._server_log.changed(entry)

    async def remove(self, theme: str, entry: Entry) -> bool:
        """Remove a theme; return False if there is none like that."""
        removed = await self._store.remove(theme, entry)
        if removed:
            self._server_log.changed(entry)
        return removed

    async def daily(self, guild_id: int) -> DailyTheme | None:
        """Return where and when a theme is posted, if it is."""
        return await self._store.daily(guild_id)

    async def set_daily(self, daily: DailyTheme, entry: Entry) -> None:
        """Set where and when a theme is posted, the first one at the next such hour."""
        late = timedelta(days=1 if entry.at.hour >= daily.hour else 0)
        await self._store.set_daily(daily, (entry.at + late).date(), entry)
        self._server_log.changed(entry)

    async def stop_daily(self, entry: Entry) -> bool:
        """Post no themes any more; return False if none was posted."""
        stopped = await self._store.stop_daily(entry)
        if stopped:
            self._server_log.changed(entry)
        return stopped


class ServerSettings:
    """Everything that those who manage a server decide for it, by subject."""

    def __init__(self, database: Database, server_log: ServerLog, settings: Settings) -> None:
        servers = ServerStore(database)
        self._servers = servers
        self._server_log = server_log
        self._audit = AuditStore(database)
        self.limits = LimitSettings(LimitStore(database), server_log, settings.limits)
        self.rules = RuleSettings(RuleStore(database), server_log)
        self.role_rules = RuleSettings(RoleRuleStore(database), server_log)
        self.styles = StyleSettings(StyleStore(database), server_log)
        self.words = WordSettings(WordStore(database), server_log)
        self.blocks = BlockSettings(BlockStore(database), server_log)
        self.edits = EditSettings(servers, server_log, settings)
        self.channels = ChannelSettings(servers, server_log)
        self.budget = BudgetSettings(servers, server_log)
        self.models = ModelSettings(servers, server_log)
        self.showcase = ShowcaseSettings(ShowcaseStore(database), server_log)
        self.contests = ContestSettings(ContestStore(database), server_log)
        self.themes = ThemeSettings(ThemeStore(database), server_log)

    async def choices(self, guild_id: int) -> ServerChoices:
        """Return the choices that a server has made for all of itself."""
        return await self._servers.choices(guild_id)

    async def note_change(self, entry: Entry) -> None:
        """Record a change that was made at Discord itself, and is kept there."""
        await self._audit.add(entry)
        self._server_log.changed(entry)

    async def history(self, guild_id: int, count: int) -> list[Entry]:
        """Return the newest `count` changes of a server, newest first."""
        return await self._audit.newest(guild_id, count)
