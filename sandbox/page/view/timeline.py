"""The messages of a room: what is new is added, and only what changed is shown again."""

from dataclasses import replace

from sandbox.page.messages import MessageView
from sandbox.page.view.message import MessageUses, label_of, show_message
from sandbox.page.view.tags import Tag, tag


class Timeline:
    """The log of one room. It is announced as it grows, not when it is opened."""

    def __init__(self, name: str, uses: MessageUses) -> None:
        self._uses = uses
        self._shown: dict[int, tuple[MessageView, Tag]] = {}
        self._log = tag(
            "div",
            classes="log",
            role="log",
            aria_live="polite",
            aria_label=f"Messages in {name}",
            tabindex="0",
        )
        with self._log:
            self._start = tag("p", f"This is where {name} begins.", classes="start")
            self._rows = tag("div", classes="rows")

    def show(self, views: list[MessageView]) -> None:
        """Show these messages."""
        kept = {view.id for view in views}
        for gone in [number for number in self._shown if number not in kept]:
            self._shown.pop(gone)[1].delete()
        for place, view in enumerate(views):
            if view.id not in self._shown:
                self._add(view, place)
            elif self._shown[view.id][0] != view:
                self._change(view)

    def delete(self) -> None:
        """Remove the log from the page."""
        self._log.delete()

    def _add(self, view: MessageView, place: int) -> None:
        with self._rows:
            article = tag("article", id=f"message-{view.id}", tabindex="-1")
        if place < len(self._shown):
            article.move(target_index=place)
        self._fill(article, view)
        self._shown[view.id] = (view, article)

    def _change(self, view: MessageView) -> None:
        before, article = self._shown[view.id]
        self._shown[view.id] = (view, article)
        if replace(before, html=view.html, texts=view.texts) == view and "<time" in view.html:
            # Only the time goes on: that is no news.
            article.props["aria-live"] = "off"
        article.clear()
        self._fill(article, view)

    def _fill(self, article: Tag, view: MessageView) -> None:
        article.props["aria-label"] = label_of(view)
        article.classes(
            replace=f"message{' mine-only' if view.private else ''}{' app' if view.is_bot else ''}"
        )
        with article:
            show_message(view, self._uses)
