"""The arrival of many servers: their memory, and the stalls of the event loop meanwhile."""

from benchmarks.case import AtMost, Case, Figure

CASE = Case(
    name="arrival",
    title="Servers with 40 channels and 25 roles arrive at the start",
    contenders={"easel": ("benchmarks.arrival.measure",)},
    work="servers",
    sizes=(500, 2000, 5000, 20000),
    quick=(5,),
    rounds=2,
    timeout=900.0,
    figures=(
        Figure("each", "memory of a server", "kB", (AtMost(35),), at=(500, 2000)),
        Figure("busy", "longest run of the loop, on the processor", "ms", (AtMost(100),)),
        Figure("stall", "longest stall of the loop, with what else runs", "ms", drawn=False),
        Figure("processor", "processor of a server", "ms", drawn=False),
    ),
)
