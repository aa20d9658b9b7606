"""Questions about quota and budget, on a real store."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.errors import UserError
from bot.limits.accounts import Accounts
from bot.limits.allowance import Allowances
from bot.limits.limit import Limit, Metric
from bot.limits.operator_budget import OperatorBudgetNotices
from bot.limits.operator_limits import OperatorLimits
from bot.limits.quota import Cost, Usage
from bot.limits.spender import Spender
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.key_values import KeyValueStore
from bot.storage.limits import LimitStore, SetLimit, TargetKind
from bot.storage.policy_snapshot import SpendingPolicy
from bot.storage.servers import ServerChoices, ServerStore
from tests.bot.workshop import Notebook
from tests.storage.rows import GUILD, MEMBER, NOON, accept, entry, later, new_job

PAINTERS = 21
CENT = 10_000
DAILY, PRICED = Limit(3), Limit(30 * CENT, Metric.DOLLARS)
SPENDER = Spender(GUILD, MEMBER)


class World:
    """Accounts of a server, with all that they read."""

    def __init__(self, database: Database) -> None:
        self.store = JobStore(database, "ours")
        self.server_log = Notebook()
        self.limits = LimitStore(database)
        allowances = Allowances(
            OperatorLimits(defaults=(DAILY, PRICED)),
            ServerStore(database),
            self.server_log,
            OperatorBudgetNotices(KeyValueStore(database)),
        )
        self.accounts = Accounts(self.store, allowances, lambda: NOON)

    async def falls_back(self, choices: ServerChoices, dollars: int = CENT) -> str | None:
        """Return the family that makes a picture of this price in place of `gemini`."""
        policy = SpendingPolicy(choices)
        return await self.accounts.falls_back_to(SPENDER, policy, Cost(1, dollars), "gemini")


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    async with Database.open(sqlite_url) as database:
        yield World(database)


async def test_standings_are_the_spenders_own(world: World) -> None:
    await accept(world.store, new_job(1, pictures=2, estimate=CENT), later(-60))
    await accept(world.store, new_job(2, member_id=MEMBER + 1), later(-60))

    standings = await world.accounts.standings(SPENDER)

    assert [(standing.limit, standing.used) for standing in standings] == [
        (DAILY, 2),
        (PRICED, CENT),
    ]
    elsewhere = await world.accounts.standings(Spender(GUILD + 1, MEMBER))
    assert [standing.used for standing in elsewhere] == [0, 0]


async def test_standings_look_at_the_roles(world: World) -> None:
    limit = SetLimit(TargetKind.ROLE, PAINTERS, "pictures", "day", 40)
    await world.limits.put(limit, entry())

    [plain, _] = await world.accounts.standings(SPENDER)
    [painter, _] = await world.accounts.standings(Spender(GUILD, MEMBER, frozenset({PAINTERS})))

    assert (plain.limit.amount, painter.limit.amount) == (3, 40)


async def test_preview_counts_the_request_and_accepts_nothing(world: World) -> None:
    cost = Cost(1, CENT)
    for _ in range(2):
        usage = await world.accounts.preview(SPENDER, cost, "flux")
        assert usage == Usage(1, DAILY)


async def test_preview_raises_where_the_request_would_be_refused(world: World) -> None:
    with pytest.raises(UserError) as caught:
        await world.accounts.preview(SPENDER, Cost(4), "flux")
    assert caught.value.reason.key == "refused-over-limit"


async def test_server_spends_what_all_its_members_do(world: World) -> None:
    await accept(world.store, new_job(1, estimate=CENT), later(-60))
    await accept(world.store, new_job(2, member_id=MEMBER + 1, estimate=2 * CENT), later(-60))
    await accept(world.store, new_job(3, guild_id=GUILD + 1, estimate=5 * CENT), later(-60))

    assert await world.accounts.spent(GUILD, NOON - timedelta(hours=1)) == 3 * CENT
    assert await world.accounts.spent(GUILD, NOON) == 0


async def test_another_family_takes_over_when_the_budget_is_exceeded(world: World) -> None:
    await accept(world.store, new_job(1, estimate=9 * CENT), later(-60))
    choices = ServerChoices(budget=10 * CENT, budget_then="qwen")

    assert await world.falls_back(choices) is None
    assert world.server_log.lines == []
    assert await world.falls_back(choices, dollars=2 * CENT) == "qwen"
    [line] = world.server_log.lines
    assert line[:3] == ("note", GUILD, "log-budget")
    assert line[3]["percent"] == 100


@pytest.mark.parametrize(
    "choices",
    [
        ServerChoices(),
        ServerChoices(budget=CENT),
        ServerChoices(budget=CENT, budget_then="gemini"),
    ],
    ids=["no budget", "stop", "the same family"],
)
async def test_nothing_takes_over_and_nothing_is_read_where_nothing_could(
    world: World, choices: ServerChoices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(JobStore, "ledger_view")
    assert await world.falls_back(choices, dollars=5 * CENT) is None
