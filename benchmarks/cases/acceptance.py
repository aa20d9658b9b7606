"""Acceptance of jobs: many at once, and with a long ledger."""

from benchmarks.case import AtMost, Case, Figure

_MODULE = "benchmarks.storage.acceptance"

CASES = (
    Case(
        name="accepting",
        title="Members who ask at once",
        contenders={"easel": (_MODULE,)},
        work="members at once",
        sizes=(1, 10, 50, 200),
        quick=(3,),
        figures=(
            Figure("median", "asked to accepted, median", "ms", drawn=False),
            Figure("p99", "asked to accepted, p99", "ms", (AtMost(20),), at=(50,)),
            Figure("processor", "processor a job", "ms"),
            Figure("rate", "jobs a second", ""),
        ),
    ),
    Case(
        name="ledger",
        title="Fifty at once, with old jobs of others",
        contenders={"easel": (_MODULE, "--old", "--members", "50")},
        work="old jobs",
        sizes=(1_000, 1_000_000),
        quick=(30,),
        figures=(
            Figure(
                "median",
                "asked to accepted, median",
                "ms",
                (AtMost(1.5, than_at=1_000),),
                at=(1_000_000,),
            ),
            Figure("p99", "asked to accepted, p99", "ms", drawn=False),
            Figure(
                "processor",
                "processor a job",
                "ms",
                (AtMost(1.5, than_at=1_000),),
                at=(1_000_000,),
            ),
        ),
    ),
    Case(
        name="busy",
        title="Ten at once, in a server with a monthly limit and old jobs that count",
        contenders={"easel": (_MODULE, "--old", "--busy", "--members", "10")},
        work="jobs in the month",
        sizes=(1_000, 10_000, 100_000),
        quick=(30,),
        figures=(
            Figure("median", "asked to accepted, median", "ms"),
            Figure("processor", "processor a job", "ms"),
        ),
    ),
)
