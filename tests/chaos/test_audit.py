"""The audit notices every kind of deviation, and only those."""

from dataclasses import replace

import pytest

from chaos.audit import JobFacts, Told, Verdict
from chaos.table import Row, plain, rows

DONE = JobFacts(
    id=1,
    kind="flux",
    state="done",
    asked=1,
    counted=1,
    tasks=1,
    charged=1,
    posts=(1,),
    told=frozenset({Told.DONE}),
    silence=2.0,
)
FAILED = JobFacts(
    id=2,
    kind="flux",
    state="failed",
    asked=1,
    counted=1,
    tasks=1,
    charged=0,
    posts=(),
    told=frozenset({Told.FAILED}),
)


def deviations(*jobs: JobFacts) -> list[tuple[str, int]]:
    return [(name, job.id) for name, job in Verdict(jobs).findings()]


@pytest.mark.parametrize(
    "job",
    [
        DONE,
        replace(DONE, asked=3, counted=3, posts=(3,)),
        # Fewer pictures came, and more.
        replace(DONE, asked=3, counted=2, posts=(2,)),
        replace(DONE, posts=(2,)),
        # The own server has no tasks, and takes no money.
        replace(DONE, tasks=0, charged=0),
        # The relay charges nothing for a failure, nor for what was never submitted.
        FAILED,
        replace(FAILED, tasks=0),
    ],
)
def test_job_that_is_as_it_should_be_is_no_deviation(job: JobFacts) -> None:
    assert deviations(job) == []


@pytest.mark.parametrize(
    ("job", "found"),
    [
        (replace(FAILED, charged=1), "lost"),
        (replace(DONE, tasks=2, charged=2), "twice paid"),
        (replace(DONE, posts=(1, 1)), "twice posted"),
        (replace(DONE, counted=2), "counted wrongly"),
        (replace(FAILED, state="submitted"), "counted wrongly"),
        (replace(DONE, state="failed"), "counted wrongly"),
        (replace(DONE, told=frozenset({Told.WAITING})), "told wrongly"),
        (replace(DONE, told=frozenset({Told.NOTHING})), "told wrongly"),
        (replace(DONE, told=frozenset({Told.DONE, Told.FAILED})), "told wrongly"),
        (replace(DONE, has_foreign_pictures=True), "told wrongly"),
        (replace(FAILED, told=frozenset({Told.WAITING})), "told wrongly"),
        (replace(FAILED, told=frozenset({Told.DONE})), "told wrongly"),
    ],
)
def test_deviation_is_found_and_nothing_else(job: JobFacts, found: str) -> None:
    assert deviations(DONE, job, FAILED) == [(found, job.id)]


def test_job_without_its_pictures_that_counts_is_both_lost_and_miscounted() -> None:
    job = replace(DONE, posts=(), told=frozenset({Told.FAILED}))
    assert deviations(job) == [("lost", 1), ("counted wrongly", 1)]


def test_table_has_means_over_the_jobs_that_have_any_and_marks_what_is_missed() -> None:
    twice = replace(DONE, id=3, tasks=2, posts=(1, 1), silence=7.25)
    table = rows(Verdict([DONE, FAILED, replace(FAILED, tasks=0), twice]), {"seed": 7})
    values = {row.name: row.value for row in table}
    assert values["tasks a job"] == f"{4 / 3:.4f}"
    assert values["messages a job"] == "1.5000"
    assert values["jobs"] == "4"
    assert values["longest silence towards a member"] == "7.2 s"
    assert [row.name for row in table if row.is_missed] == ["tasks a job", "messages a job"]
    assert plain(table).count("MISSED") == 2


def test_nothing_is_missed_when_all_is_well() -> None:
    assert not any(row.is_missed for row in rows(Verdict([DONE, FAILED]), {}))


def test_run_without_a_job_does_not_pass() -> None:
    assert any(row.is_missed for row in rows(Verdict([]), {}))


def test_figure_without_a_target_is_never_missed() -> None:
    assert not Row("jobs", "0").is_missed
