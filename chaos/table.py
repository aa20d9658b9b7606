"""Table at the end of a run: each figure beside its target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chaos.audit import Verdict


@dataclass(frozen=True, slots=True)
class Row:
    """One line; without a target, it is only told."""

    name: str
    value: str
    target: str = ""

    @property
    def is_missed(self) -> bool:
        """Return True if the value is not the target."""
        return bool(self.target) and self.value != self.target


def rows(verdict: Verdict, circumstances: Mapping[str, object]) -> list[Row]:
    """Return the figures of a run, after its circumstances."""
    return [
        *(Row(name, str(value)) for name, value in circumstances.items()),
        Row("jobs", str(len(verdict.jobs))),
        Row("tasks a job", f"{verdict.tasks_per_job:.4f}", "1.0000"),
        Row("messages a job", f"{verdict.messages_per_job:.4f}", "1.0000"),
        Row("lost though paid", str(verdict.count("lost")), "0"),
        Row("counted wrongly", str(verdict.count("counted wrongly")), "0"),
        Row("told wrongly", str(verdict.count("told wrongly")), "0"),
        Row("longest silence towards a member", f"{verdict.longest_silence:.1f} s"),
    ]


def plain(table: Sequence[Row]) -> str:
    """Return the table as text."""
    width = max(len(row.name) for row in table)
    return "\n".join(
        f"{row.name:<{width}}  {row.value:>12}"
        + (f"   target {row.target}{'  MISSED' * row.is_missed}" if row.target else "")
        for row in table
    )
