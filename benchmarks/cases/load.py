"""The whole bot under load: the first answer, done to posted, and a start with unfinished jobs."""

from benchmarks.case import AtMost, Case, Figure

_TURN = "longest turn of the loop, processor time"

CASES = (
    Case(
        name="first-answer",
        title="The first answer, at 20 commands a second",
        contenders={"easel": ("benchmarks.load.first_answer",)},
        work="jobs at the relay",
        sizes=(10, 100, 1000),
        quick=(5,),
        figures=(
            Figure("p50", "command to acknowledgement, median", "ms"),
            Figure("p99", "command to acknowledgement, p99", "ms", (AtMost(100),)),
            Figure("lag", "loop lag, p99", "ms", (AtMost(20),)),
            Figure("turn", _TURN, "ms"),
            Figure("processor", "processor a command, to the end", "ms"),
        ),
    ),
    Case(
        name="posting",
        title="From the relay's “completed” to the start of the upload",
        contenders={"easel": ("benchmarks.load.posting",)},
        work="kB a picture",
        sizes=(64, 1000, 4000),
        quick=(64,),
        figures=(
            Figure("p50", "completed to upload, median", "ms"),
            Figure("p99", "completed to upload, p99", "ms", (AtMost(50),), at=(64, 1000)),
            Figure("turn", _TURN, "ms"),
            Figure("memory", "memory above idle, at most", "MB"),
            Figure("processor", "processor a picture, with its command", "ms"),
        ),
    ),
    Case(
        name="recovery",
        title="A start with unfinished jobs, a tenth of them at the relay",
        contenders={"easel": ("benchmarks.load.recovery",)},
        work="unfinished jobs",
        sizes=(100, 1000, 10_000),
        quick=(20,),
        rounds=2,
        figures=(
            Figure("ready", "start to ready", "s"),
            Figure("first", "ready to first answer", "s", (AtMost(3),)),
            Figure("p99", "command to acknowledgement meanwhile, p99", "ms", (AtMost(100),)),
            Figure("lag", "loop lag meanwhile, p99", "ms", (AtMost(20),)),
            Figure("all", "until all are taken over (15 s are waited for)", "s", drawn=False),
            Figure("memory", "memory above that before connecting, at most", "MB"),
            Figure("polls", "most polls in one second", "polls", (AtMost(300),)),
            Figure("calls", "most calls to Discord in one second", "calls"),
        ),
    ),
)
