"""Audit of a run: each job's facts, from four sides, against each other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

FINAL = ("done", "failed", "cancelled")


class Told(Enum):
    """The last thing that the member of a job was told."""

    NOTHING = "nothing"
    WAITING = "that it is being made"
    DONE = "that it is done, with the picture or its link"
    FAILED = "that it failed"


@dataclass(frozen=True, slots=True)
class JobFacts:
    """One accepted job, as the relay, Discord, the ledger and its member know it.

    `asked` are the pictures that the member wanted, `counted` the ledger's, `posts` the numbers of
    pictures in each message that is there, `silence` the longest time in seconds for which the
    member saw nothing new.
    """

    id: int
    kind: str
    state: str
    asked: int
    counted: int
    tasks: int
    charged: int
    posts: tuple[int, ...]
    told: frozenset[Told]
    silence: float = 0.0
    has_foreign_pictures: bool = False

    @property
    def is_lost(self) -> bool:
        """Return True if it was paid, and nobody has its pictures."""
        return self.charged > 0 and not self.posts

    @property
    def is_miscounted(self) -> bool:
        """Return True if it counts as another number of pictures than the member has.

        More of them than were asked for are a gift.
        """
        if self.state not in FINAL:
            return True
        counts = self.counted if self.state == "done" else 0
        return counts != min(self.asked, self.posts[0] if self.posts else 0)

    @property
    def is_mistold(self) -> bool:
        """Return True if the last word to the member is not what happened, and only that."""
        return self.has_foreign_pictures or self.told != {Told.DONE if self.posts else Told.FAILED}


_CHECKS: dict[str, Callable[[JobFacts], bool]] = {
    "lost": lambda job: job.is_lost,
    "twice paid": lambda job: job.tasks > 1,
    "twice posted": lambda job: len(job.posts) > 1,
    "counted wrongly": lambda job: job.is_miscounted,
    "told wrongly": lambda job: job.is_mistold,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """All jobs of a run."""

    jobs: Sequence[JobFacts]

    def findings(self) -> Iterator[tuple[str, JobFacts]]:
        """Yield every deviation, with its job."""
        for job in self.jobs:
            yield from ((name, job) for name, is_wrong in _CHECKS.items() if is_wrong(job))

    def count(self, deviation: str) -> int:
        """Return the number of jobs with this deviation."""
        return sum(map(_CHECKS[deviation], self.jobs))

    @property
    def tasks_per_job(self) -> float:
        """Return the mean of the jobs that have a task at all."""
        return _mean([job.tasks for job in self.jobs if job.tasks])

    @property
    def messages_per_job(self) -> float:
        """Return the mean of the jobs whose pictures were posted."""
        return _mean([len(job.posts) for job in self.jobs if job.posts])

    @property
    def longest_silence(self) -> float:
        """Return the longest time for which a member saw nothing new, in seconds."""
        return max((job.silence for job in self.jobs), default=0.0)


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0
