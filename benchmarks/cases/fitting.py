"""A picture that is larger than Discord takes."""

from benchmarks.case import AtMost, Case, Figure

CASE = Case(
    name="fitting",
    title="Fitting an upload: PNGs of 1.8 bytes a pixel, down to 0.6",
    contenders={
        "easel": ("benchmarks.fitting.upload", "easel"),
        "floor": ("benchmarks.fitting.upload", "floor"),
    },
    work="pixels a side",
    sizes=(1024, 2048, 4096),
    quick=(256,),
    figures=(
        Figure("processor", "processor", "s", (AtMost(1.5),), at=(4096,)),
        Figure("wall", "wall clock", "s", drawn=False),
        Figure("memory", "peak memory beside the picture", "MB"),
        Figure("times", "the same, in decoded pictures", "", (AtMost(2),), at=(4096,), drawn=False),
        Figure("stall", "longest stall", "ms", drawn=False),
        Figure("received", "received", "MB", drawn=False),
        Figure("uploaded", "uploaded", "MB", drawn=False),
    ),
)
