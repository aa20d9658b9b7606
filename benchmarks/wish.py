"""What a prompt asks of the relay that is measured against, which makes what it is told to."""

from dataclasses import dataclass
from typing import Self

PATH = "/v2/image/flux/generate"


@dataclass(frozen=True)
class EditInstruction:
    """A picture of `size` bytes after `seconds`; with an `origin` it is a link, there."""

    size: int
    seconds: float
    origin: str = ""

    @property
    def link(self) -> bool:
        """Whether the answer links to the picture."""
        return bool(self.origin)

    @property
    def prompt(self) -> str:
        """The words that say so."""
        return f"{self.size} {self.seconds} {self.origin}".rstrip()

    @classmethod
    def read(cls, prompt: str) -> Self:
        """What `prompt` says."""
        size, seconds, *origin = prompt.split(" ")
        return cls(int(size), float(seconds), *origin)
