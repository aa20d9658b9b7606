"""Clients of the relay: Easel's, its operator's, and the floor."""

from collections.abc import Mapping, Sequence

from benchmarks.case import AtMost, Case, Figure

_CLIENTS = ("easel", "official", "floor")


_MANY = (
    "Pictures of 64 KB, all asked for at once. Of 1,000 they take 5 to 20 seconds, of fewer 1 to 4,"
    " evenly spread in random order."
)
_HELD = (
    "Polls that the relay holds, and the client's memory meanwhile. The official client holds no"
    " more than its pool of 100 connections allows; the others wait."
)
_POLLS = (
    "How often each is asked about. One poll and one more every 25 seconds is what long polls of 30"
    " seconds allow."
)
_INLINE = "As base64 in the answer: from the submit until the bytes are there."
_LINKED = (
    "As a link in the answer: from the submit until the bytes are there. Nothing is decoded, and"
    " all clients do much the same work in the kernel, so the floor says what share of the official"
    " client's time can be reached at all."
)


def _all(module: str, *flags: str) -> Mapping[str, Sequence[str]]:
    return {client: (f"benchmarks.relay.{module}", client, *flags) for client in _CLIENTS}


def _both(module: str, *flags: str) -> Mapping[str, Sequence[str]]:
    # Without the floor, which spends memory to save time, and polls as seldom as possible.
    contenders = _all(module, *flags)
    return {client: contenders[client] for client in _CLIENTS[:2]}


def _many(name: str, title: str, share: float, *flags: str, late: Sequence[AtMost] = ()) -> Case:
    return Case(
        name=name,
        title=title,
        contenders=_all("many_tasks", *flags),
        how=_MANY,
        work="tasks at once",
        sizes=(1, 10, 100, 1000),
        quick=(3,),
        figures=(
            Figure("median", "finished to known, median", "ms", drawn=False),
            Figure("p99", "finished to known, p99", "ms", late, at=(1000,)),
            Figure("processor", "processor a task", "ms", (AtMost(share, "official"),), at=(1000,)),
            Figure("stall", "longest stall", "ms", drawn=False),
        ),
    )


def _big(name: str, title: str, *flags: str) -> Case:
    return Case(
        name=name,
        title=title,
        contenders=_all("big_pictures", *flags),
        how=_LINKED if "--link" in flags else _INLINE,
        work="MB",
        sizes=(1, 4, 16),
        quick=(0.1,),
        figures=(
            Figure("processor", "processor a picture", "ms", (AtMost(1 / 5, "official"),)),
            Figure("memory", "peak memory a picture byte", "bytes", (AtMost(1.5),)),
            Figure("stall", "longest stall", "ms", (AtMost(1 / 20, "official"),)),
        ),
    )


CASES = (
    _many("many-tasks", "Many tasks", 1 / 10, late=(AtMost(10), AtMost(1 / 100, "official"))),
    _many("many-tasks-tls", "Many tasks over TLS", 1 / 4, "--tls"),
    Case(
        name="held",
        title="Polls held over TLS",
        contenders=_both("held_polls", "--tls"),
        how=_HELD,
        work="tasks",
        sizes=(1, 50, 500),
        quick=(3,),
        figures=(
            Figure("memory", "memory above idle", "MB", (AtMost(100),), at=(500,)),
            Figure("held", "polls held", "", drawn=False),
        ),
    ),
    Case(
        name="polls",
        title="Tasks of 0.5 to 60 s",
        contenders=_both("polls"),
        how=_POLLS,
        work="tasks at once",
        sizes=(100,),
        quick=(3,),
        rounds=1,
        figures=(
            Figure("polls", "polls a task", ""),
            Figure("share", "polls at worst, of 1 + seconds/25", "", (AtMost(1),)),
        ),
    ),
    _big("big", "A picture in the answer"),
    _big("big-ten", "Ten pictures in answers at once", "--at-once", "10"),
    _big("big-link", "A linked picture", "--link"),
    _big("big-link-ten", "Ten linked pictures at once", "--link", "--at-once", "10"),
)
