"""`easel jobs`: the commands about jobs."""

from enum import StrEnum
from typing import Annotated

import typer

from bot.cli.running import AsJson, Id, run

app = typer.Typer(help="List jobs, and act on one of them; the bot may run.")


class Stage(StrEnum):
    """States that can be asked for."""

    QUEUED = "queued"
    SUBMITTED = "submitted"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


JobId = Annotated[int, Id("The job's id.")]
Limit = Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")]


@app.callback(invoke_without_command=True)
def list_jobs(
    context: typer.Context,
    state: Annotated[Stage | None, typer.Option(help="Only jobs in this state.")] = None,
    member: Annotated[int | None, typer.Option(help="Only jobs of this member, by id.")] = None,
    server: Annotated[int | None, typer.Option(help="Only jobs of this server, by id.")] = None,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """List the newest jobs, newest first."""
    if context.invoked_subcommand is not None:
        return
    from bot.operator import jobs
    from bot.storage.job_search import JobFilter
    from bot.storage.records import State

    wanted = JobFilter(None if state is None else State(state), member, server)
    run(lambda settings: jobs.list_jobs(settings, wanted, limit, as_json=as_json))


@app.command()
def show(job_id: JobId, as_json: AsJson = False) -> None:
    """Show all about one job."""
    from bot.operator import jobs

    run(lambda settings: jobs.show_job(settings, job_id, as_json=as_json))


@app.command()
def retry(job_id: JobId, as_json: AsJson = False) -> None:
    """Ask once more for what has failed, as a new job that counts; no limit is asked."""
    from bot.operator import jobs

    run(lambda settings: jobs.retry_job(settings, job_id, as_json=as_json))


@app.command()
def cancel(job_id: JobId, as_json: AsJson = False) -> None:
    """Take a job out of the line."""
    from bot.operator import jobs

    run(lambda settings: jobs.cancel_job(settings, job_id, as_json=as_json))


@app.command()
def give_up(job_id: JobId, as_json: AsJson = False) -> None:
    """End a job that is being made; the relay may finish it, so its price counts on."""
    from bot.operator import jobs

    run(lambda settings: jobs.give_up_job(settings, job_id, as_json=as_json))
