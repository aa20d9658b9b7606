"""The components of messages: rows of buttons, select menus, and layouts of texts."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from nicegui import ui
from simcord.enums import SELECT_TYPES, ComponentType

from sandbox.page.messages import MessageView, file_view_of_media
from sandbox.page.view.choosing import Chooser, show_select
from sandbox.page.view.tags import button, markup, tag

_STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger"}
_LINK = 5


class Presses(Chooser, Protocol):
    """Buttons and select menus in use."""

    async def press(self, message_id: int, custom_id: str) -> None:
        """Press a button."""

    async def select(self, message_id: int, custom_id: str, values: Sequence[Any]) -> None:
        """Choose in a select menu."""


class ComponentsElement:
    """The components of a message within the current element; texts change in their places."""

    def __init__(self, uses: Presses) -> None:
        self._uses = uses
        self._shown: Sequence[Mapping[str, Any]] = ()
        self._texts: list[ui.html] = []
        self._box = tag("div", classes="part")

    def show(self, view: MessageView) -> None:
        """Show the components as they are now."""
        if _without_texts(view.components) == _without_texts(self._shown):
            for element, html in zip(self._texts, view.texts, strict=True):
                element.content = html
        else:
            self._box.clear()
            with self._box:
                layout = _Layout(view, self._uses)
                layout.show(view.components)
            self._texts = layout.texts
        self._shown = view.components


def _without_texts(components: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Return the components, but not what their texts say."""
    return [
        {
            key: _without_texts(value) if key == "components" else value
            for key, value in component.items()
            if component["type"] != ComponentType.TEXT_DISPLAY or key == "type"
        }
        for component in components
    ]


class _Layout:
    """The components of one message; the HTML of its texts comes in order."""

    def __init__(self, view: MessageView, uses: Presses) -> None:
        self._view, self._uses = view, uses
        self._html = iter(view.texts)
        self.texts: list[ui.html] = []

    def show(self, components: Sequence[Mapping[str, Any]]) -> None:
        """Show components one after another."""
        for component in components:
            self._one(component)

    def _one(self, component: Mapping[str, Any]) -> None:
        kind = component["type"]
        if kind == ComponentType.ACTION_ROW:
            with tag("div", classes="row"):
                self.show(component["components"])
        elif kind == ComponentType.BUTTON:
            self._button(component)
        elif kind in SELECT_TYPES:
            self._select(component)
        elif kind == ComponentType.TEXT_DISPLAY:
            self.texts.append(markup(next(self._html), classes="text"))
        elif kind == ComponentType.SEPARATOR:
            tag("hr")
        elif kind == ComponentType.MEDIA_GALLERY:
            self._gallery(component)
        else:
            self._container(component)

    def _container(self, component: Mapping[str, Any]) -> None:
        colour = component.get("accent_color")
        style = None if colour is None else f"border-color: #{colour:06x}"
        with tag("div", classes="container", style=style):
            self.show(component.get("components") or ())
            if component.get("accessory"):
                self._one(component["accessory"])

    def _button(self, component: Mapping[str, Any]) -> None:
        emoji = (component.get("emoji") or {}).get("name") or ""
        words = f"{emoji} {component.get('label') or ''}".strip()
        if component.get("style") == _LINK:
            tag(
                "a", words, classes="button", href=component["url"], target="_blank", rel="noopener"
            )
            return
        identity = component["custom_id"]
        button(
            words,
            lambda: self._uses.press(self._view.id, identity),
            classes=f"button {_STYLES.get(component.get('style', 2), 'secondary')}",
            disabled=component.get("disabled") or None,
            id=f"press-{self._view.id}-{identity}",
        )

    def _select(self, component: Mapping[str, Any]) -> None:
        identity = component["custom_id"]

        async def choose(values: Sequence[Any]) -> None:
            await self._uses.select(self._view.id, identity, values)

        show_select(component, self._uses, choose, identity=f"press-{self._view.id}-{identity}")

    def _gallery(self, component: Mapping[str, Any]) -> None:
        with tag("div", classes="files"):
            for item in component["items"]:
                path, about = file_view_of_media(item)
                tag("img", src=path, alt=about)
