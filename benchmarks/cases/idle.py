"""An idle bot: its memory and its timers."""

from benchmarks.case import AtMost, Case, Figure

CASE = Case(
    name="idle",
    title="Connected, with nothing to do",
    contenders={"easel": ("benchmarks.idle.memory",)},
    work="servers",
    sizes=(1, 100),
    quick=(2,),
    rounds=2,
    figures=(
        Figure("above", "memory above discord.py alone", "MB", (AtMost(50),), drawn=False),
        Figure("own", "of that, not shared", "MB", drawn=False),
        Figure("easel", "memory in all", "MB", drawn=False),
        Figure("workers", "memory of image workers beside it", "MB", (AtMost(30),), drawn=False),
        Figure("alone", "memory of discord.py alone", "MB", drawn=False),
        Figure("timers", "timers under a second", "", (AtMost(0),), drawn=False),
    ),
)
