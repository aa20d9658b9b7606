"""Image files decoded in processes of their own."""

from benchmarks.case import AtMost, Case, Figure
from benchmarks.decoding.formats import FORMATS

CASES = (
    Case(
        name="workers",
        title="Verifying a picture in a worker",
        contenders={"easel": ("benchmarks.decoding.workers",)},
        work="kB a picture",
        sizes=(100, 1000, 4000),
        quick=(10,),
        figures=(
            Figure("start", "start of a worker", "ms", drawn=False),
            Figure("memory", "memory of an idle worker", "MB", (AtMost(30),), drawn=False),
            Figure("worker", "in a worker", "ms"),
            Figure("thread", "in a thread", "ms"),
            Figure("added", "added by the worker", "ms", (AtMost(10),), at=(1000,)),
        ),
    ),
    Case(
        name="hostile",
        title="One member's files of 50 megapixels",
        contenders={"easel": ("benchmarks.decoding.hostile",)},
        work="files in flight",
        sizes=(24,),
        quick=(2,),
        figures=(
            Figure("memory", "two at once, memory in all", "MB", (AtMost(400),), drawn=False),
            Figure("two", "two at once, of two members", "s", drawn=False),
            Figure("alone", "an image of another member, alone", "ms", drawn=False),
            Figure("beside", "the same beside the files", "ms", drawn=False),
            Figure("times", "how many times as long", "", (AtMost(2),), drawn=False),
            Figure("paid_alone", "a picture that was paid for, alone", "ms", drawn=False),
            Figure("paid_beside", "the same beside the files", "ms", drawn=False),
            Figure("paid_times", "how many times as long", "", (AtMost(2),), drawn=False),
        ),
    ),
    Case(
        name="stalls",
        title="The largest images of a member",
        contenders={"easel": ("benchmarks.decoding.stalls",)},
        work="share of the largest size",
        sizes=(1,),
        quick=(0.05,),
        figures=tuple(
            Figure(kind, f"{kind}, longest stall of the loop", "ms", (AtMost(50),), drawn=False)
            for kind in FORMATS
        ),
    ),
)
"""Costs of processes for image files, and the harm that a member's files still do."""
