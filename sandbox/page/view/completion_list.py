"""The list of completions above the composer, which keys and clicks choose from.

A click is the browser's alone: it writes the line of the entry.
"""

from collections.abc import Sequence

from sandbox.page.completion import Completion
from sandbox.page.view.tags import tag


class CompletionList:
    """A listbox; the composer keeps the focus and tells which entry is active."""

    ID = "completions"

    def __init__(self) -> None:
        self.shown: list[Completion] = []
        self._active = -1
        self._line = ""
        self.was_moved = False
        """True if the person moved to an entry with the keys."""
        self._box = tag("ul", classes="completions", id=self.ID, role="listbox")
        self._box.props["aria-label"] = "Completions"
        self._count = tag("p", classes="unseen", role="status")
        self._box.set_visibility(False)

    @property
    def chosen(self) -> Completion | None:
        """The active entry."""
        return self.shown[self._active] if 0 <= self._active < len(self.shown) else None

    @property
    def active_id(self) -> str | None:
        """The id of the active entry's element."""
        return None if self.chosen is None else f"completion-{self._active}"

    def is_stale(self, line: str) -> bool:
        """Return True if the list belongs to another line, as it does when a person types fast."""
        return line != self._line

    def show(self, found: Sequence[Completion], line: str = "") -> None:
        """Show these completions of a line."""
        was_empty = not self.shown
        self.shown, self._line, self.was_moved = [*found], line, False
        if was_empty and not found:
            return
        self._active = 0 if self.shown and self.shown[0].eager else -1
        self._count.text = f"{len(found)} completions" if found else ""
        self._box.set_visibility(bool(found))
        self._refresh()

    def move(self, by: int) -> None:
        """Make the next entry active, or the one before."""
        if self.shown:
            self._active = (self._active + by) % len(self.shown)
            self.was_moved = True
            self._refresh()

    def _refresh(self) -> None:
        self._box.clear()
        with self._box:
            for place, one in enumerate(self.shown):
                entry = tag("li", id=f"completion-{place}", role="option")
                entry.props["aria-selected"] = str(place == self._active).lower()
                entry.props["data-line"] = one.line
                with entry:
                    tag("strong", one.label)
                    tag("span", one.about)
