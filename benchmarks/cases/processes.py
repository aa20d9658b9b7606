"""Several processes on one PostgreSQL: accepting and running, with room and in line."""

from collections.abc import Sequence

from benchmarks.case import Case, Figure

_MODULE = "benchmarks.storage.processes"
_FIGURES = (
    Figure("rate", "jobs a second", ""),
    Figure("accepted", "asked to accepted, p99", "ms"),
    Figure("done", "asked to done, p99", "ms"),
    Figure("processor", "processor of the bot a job", "ms", drawn=False),
)


def _case(name: str, title: str, how: str, flags: Sequence[str] = ()) -> Case:
    return Case(
        name=name,
        title=title,
        contenders={"easel": (_MODULE, *flags)},
        work="processes",
        sizes=(1, 2, 4),
        quick=(2,),
        figures=_FIGURES,
        how=how,
    )


CASES = (
    _case(
        "processes",
        "Processes on one PostgreSQL",
        "Sixteen members who ask one after the other, each in turn, shared out over the processes. "
        "The relay and Discord answer at once, so a job is what it costs the database: accepted, "
        "started, submitted, posted, done, told. The server waits for its disk. It has the same "
        "cores.",
    ),
    _case(
        "processes-line",
        "Processes on one PostgreSQL, with a line",
        "The same where eight jobs may run at once, so that half of the members wait.",
        ("--running", "8"),
    ),
)
