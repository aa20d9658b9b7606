"""The specification of a task in its prompt, which the measuring relay follows."""

from dataclasses import dataclass
from typing import Self

PATH = "/v2/image/flux/generate"


@dataclass(frozen=True)
class TaskSpec:
    """A picture of `size` bytes after `seconds`; with an `origin` it is linked there."""

    size: int
    seconds: float
    origin: str = ""

    @property
    def link(self) -> bool:
        """True if the answer links to the picture."""
        return bool(self.origin)

    @property
    def prompt(self) -> str:
        """The prompt with this specification."""
        return f"{self.size} {self.seconds} {self.origin}".rstrip()

    @classmethod
    def read(cls, prompt: str) -> Self:
        """Read the specification in a prompt."""
        size, seconds, *origin = prompt.split(" ")
        return cls(int(size), float(seconds), *origin)
