"""Lines that wait to be posted together: bounded, and what finds no room is at least counted."""

from collections import deque

from bot.common.shortening import shorten
from bot.texts import Texts

MAX_LINES = 200
_MOST_LINE = 1000


class Backlog:
    """The newest lines that wait; `left_out` is how many were lost since something was posted."""

    def __init__(self, most: int = MAX_LINES) -> None:
        self._lines: deque[str] = deque()
        self._most = most
        self.left_out = 0

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, line: str) -> None:
        """Add a line, cut to a length that always finds room; the oldest may give way."""
        if len(self._lines) >= self._most:
            self._lines.popleft()
            self.left_out += 1
        self._lines.append(shorten(line, _MOST_LINE))

    def forget(self, lines: int) -> None:
        """So many of the oldest are nobody's business, nor what was left out before."""
        for _ in range(lines):
            self._lines.popleft()
        self.left_out = 0

    def take(self, texts: Texts, most: int) -> tuple[str, int]:
        """As many of the oldest as go into `most` characters, 2000 or so; and how many they were.

        What was left out is said first, and is among those counted: all are the caller's now.
        """
        taken, count = [], self.left_out
        if self.left_out:
            taken.append(texts.say("log-left-out", lines=self.left_out))
            self.left_out = 0
        length = sum(len(line) + 1 for line in taken)
        while self._lines and length + len(self._lines[0]) <= most:
            line = self._lines.popleft()
            taken.append(line)
            length += len(line) + 1
            count += 1
        return "\n".join(taken), count
