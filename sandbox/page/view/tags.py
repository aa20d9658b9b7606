"""Plain HTML elements: they are what keyboards and screen readers know best."""

from collections.abc import Callable
from typing import Any

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement


class Tag(TextElement):
    """An HTML element with plain text."""

    def __init__(self, name: str, text: str = "") -> None:
        super().__init__(tag=name, text=text)


def tag(name: str, text: str = "", *, classes: str = "", **attributes: Any) -> Tag:
    """Create an element; `aria_label` is written as `aria-label`, and None is left out."""
    element = Tag(name, text)
    if classes:
        element.classes(classes)
    for key, value in attributes.items():
        if value is not None:
            element.props[key.rstrip("_").replace("_", "-")] = value
    return element


def button(
    text: str, press: Callable[[], Any], *, classes: str = "", type_: str = "button", **more: Any
) -> Tag:
    """Create a button."""
    element = tag("button", text, classes=classes, type=type_, **more)
    element.on("click", press, args=[])
    return element


def markup(html: str, *, classes: str = "", name: str = "div") -> ui.html:
    """Show HTML that `Markup` has made of a hostile text."""
    element = ui.html(html, sanitize=False, tag=name)
    return element.classes(classes) if classes else element


def hidden_words(text: str) -> Tag:
    """Create a text for screen readers only."""
    return tag("span", text, classes="unseen")


def dropdown(
    label: str,
    options: list[tuple[str, str]],
    choose: Callable[[str], Any],
    *,
    value: str = "",
    classes: str = "",
    **more: Any,
) -> Tag:
    """Create a native select; `options` are pairs of a value and its words."""
    element = tag("select", classes=classes, aria_label=label, **more)
    with element:
        for key, words in options:
            tag("option", words, value=key, selected=True if key == value else None)
    element.on("change", lambda event: choose(event.args), js_handler="(e) => emit(e.target.value)")
    return element


def text_field(name: str, change: Callable[[str], Any], *, classes: str = "", **more: Any) -> Tag:
    """Create an input or a textarea, which keeps its own text and tells of changes."""
    element = tag(name, classes=classes, **more)
    element.on("input", lambda event: change(event.args), js_handler="(e) => emit(e.target.value)")
    return element
