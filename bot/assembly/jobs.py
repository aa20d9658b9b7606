"""Objects that carry a job from its acceptance to its post."""

from dataclasses import dataclass

from bot.assembly.base import Base
from bot.delivery.poster import Choices, DiscordDelivery
from bot.delivery.reply_rule import ReplyRule
from bot.intake.catalogue import ModelCatalogue
from bot.jobs.batches import BatchGeneration
from bot.jobs.compositing import Compositing
from bot.jobs.generation import Generation
from bot.jobs.job_clock import JobClock
from bot.jobs.pace import Paces
from bot.jobs.posting import Posting
from bot.jobs.relay_gate import RelayGate
from bot.jobs.reports import JobReports, WasTold
from bot.jobs.runner import JobRunner
from bot.jobs.status_board import StatusBoard
from bot.jobs.worker import Worker
from bot.limits.accounts import Accounts
from bot.limits.allowance import Allowances
from bot.limits.operator_budget import OperatorBudgetNotices
from bot.storage.key_values import KeyValueStore
from bot.storage.members import MemberStore
from bot.storage.pace import PaceStore
from bot.storage.relay_pause import RelayPauseStore
from bot.storage.results import ResultStore
from bot.storage.servers import ServerStore
from bot.storage.tasks import TaskStore
from providers.automatic1111 import Automatic1111
from providers.relay import Relay


@dataclass(frozen=True, slots=True)
class Jobs:
    """Objects of a job's life."""

    runner: JobRunner
    accounts: Accounts
    catalogue: ModelCatalogue
    generation: Generation
    batches: BatchGeneration
    paces: Paces
    delivery: DiscordDelivery


def make_jobs(
    base: Base,
    results: ResultStore,
    tasks: TaskStore,
    relay: Relay,
    own_sd: Automatic1111 | None,
    clock: JobClock,
    was_told: WasTold,
) -> Jobs:
    """Make what carries a job from its acceptance to its post."""
    servers = ServerStore(base.database)
    members = MemberStore(base.database)
    reply_rule = ReplyRule(base.bot, base.snapshots, base.server_settings.edits.policy, base.clock)
    delivery = DiscordDelivery(
        base.bot,
        servers,
        base.languages,
        base.clock,
        base.discord_now,
        Choices(members, reply_rule.takes_replies, base.notes, tasks),
    )
    paces = Paces(PaceStore(base.database), clock)
    board = StatusBoard(delivery, base.jobs.mark_notified, paces, clock)
    gate = RelayGate(relay, RelayPauseStore(base.database), clock)
    compositing = Compositing(base.jobs, clock)
    generation = Generation(relay, clock, own_sd, base.notify, gate, compositing)
    reports = JobReports(base.server_log, clock, base.notify, was_told)
    batches = BatchGeneration(base.jobs, tasks, results, generation, reports, clock)
    posting = Posting(base.jobs, results, batches, delivery, clock, base.notify)
    worker = Worker(base.jobs, batches, posting, board, reports, clock)
    notices = OperatorBudgetNotices(KeyValueStore(base.database), base.notify)
    allowances = Allowances(base.settings.limits, servers, base.server_log, notices)
    runner = JobRunner(base.jobs, worker, board, base.settings, allowances, clock)
    return Jobs(
        runner=runner,
        accounts=Accounts(base.jobs, allowances, base.clock),
        catalogue=ModelCatalogue(
            relay,
            base.settings,
            base.clock,
            KeyValueStore(base.database),
            base.notify,
            base.database.exclusive if base.database.is_shared else None,
        ),
        generation=generation,
        batches=batches,
        paces=paces,
        delivery=delivery,
    )
