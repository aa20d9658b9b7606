"""The messages of a room: what is new is added, and only what changed is shown again."""

from dataclasses import dataclass, replace

from sandbox.page.messages import MessageView
from sandbox.page.view.message import MessageElement, MessageUses, label_of
from sandbox.page.view.tags import Tag, tag


@dataclass
class _Shown:
    """A message that is on the page."""

    view: MessageView
    article: Tag
    element: MessageElement

    def show(self, view: MessageView) -> None:
        self.view = view
        self.article.props["aria-label"] = label_of(view)
        self.article.classes(
            replace=f"message{' mine-only' if view.private else ''}{' app' if view.is_bot else ''}"
        )
        self.element.show(view)


class Timeline:
    """The log of one room. It is announced as it grows, not when it is opened."""

    def __init__(self, name: str, uses: MessageUses) -> None:
        self._uses = uses
        self._shown: dict[int, _Shown] = {}
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
            self._shown.pop(gone).article.delete()
        for place, view in enumerate(views):
            if view.id not in self._shown:
                self._add(view, place)
            elif (shown := self._shown[view.id]).view != view:
                self._change(shown, view)

    def delete(self) -> None:
        """Remove the log from the page."""
        self._log.delete()

    def _add(self, view: MessageView, place: int) -> None:
        with self._rows:
            article = tag("article", id=f"message-{view.id}", tabindex="-1")
        if place < len(self._shown):
            article.move(target_index=place)
        with article:
            element = MessageElement(self._uses)
        shown = self._shown[view.id] = _Shown(view, article, element)
        shown.show(view)

    def _change(self, shown: _Shown, view: MessageView) -> None:
        before = shown.view
        # If only a time goes on, that is no news.
        same = replace(before, html=view.html, texts=view.texts) == view and "<time" in view.html
        shown.article.props.set_optional("aria-live", "off" if same else None)
        shown.show(view)
