"""Alert: a trouble, in the words of its beginning and of its end."""

from dataclasses import asdict, dataclass
from typing import Self

import orjson


@dataclass(frozen=True, slots=True)
class Alert:
    """A trouble with a name of its own.

    It is told once it has lasted for `after` seconds. Where nobody says that it is over, it is
    `lasts` seconds after it was last noticed.
    """

    key: str
    begins: str
    ends: str
    after: float = 0.0
    lasts: float | None = None

    def to_json(self) -> str:
        """Return the alert as it is kept."""
        return orjson.dumps(asdict(self)).decode()

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return a kept alert; raises `ValueError` for one of another version."""
        try:
            return cls(**orjson.loads(text))
        except TypeError:
            raise ValueError("not an alert of this version") from None
