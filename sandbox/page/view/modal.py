"""The windows that the bot opens: forms with texts, choices and files."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

from nicegui import ui
from simcord.enums import SELECT_TYPES, ComponentType

from sandbox.page.view.choosing import Chooser, chosen_values, show_select, values_of_select
from sandbox.page.view.files import Files
from sandbox.page.view.tags import button, tag, text_field

Submit = Callable[[dict[str, Any]], Awaitable[str]]
_SHORT = 1
_WRAPPERS = (ComponentType.LABEL, ComponentType.ACTION_ROW)
_BOXES = (ComponentType.RADIO_GROUP, ComponentType.CHECKBOX_GROUP)


class Modal:
    """One window. `submit` returns what was wrong with the form, or nothing."""

    def __init__(self, spec: Mapping[str, Any], chooser: Chooser, submit: Submit) -> None:
        self._spec, self._chooser, self._submit_values = spec, chooser, submit
        self._values: dict[str, Any] = {}
        self._files: dict[str, Files] = {}

    def open(self) -> None:
        """Open the window."""
        with ui.dialog() as self._dialog, tag("div", classes="modal"):
            title = tag("h2", self._spec["title"], id="modal-title")
            self._error = tag("p", classes="problem", role="alert")
            for component, label, about in _controls(self._spec["components"]):
                self._control(component, label, about)
            with tag("div", classes="row end"):
                button("Cancel", self._close, classes="button secondary")
                button("Submit", self._submit, classes="button primary")
        self._dialog.props["aria-labelledby"] = title.props["id"]
        self._dialog.on("hide", self._dialog.delete)
        self._dialog.open()

    def _close(self) -> None:
        self._dialog.close()

    async def _submit(self) -> None:
        files = {name: one.chosen for name, one in self._files.items() if one.chosen}
        problem = await self._submit_values({**self._values, **files})
        if problem:
            self._error.text = problem
        else:
            self._close()

    def _control(self, component: Mapping[str, Any], label: str, about: str) -> None:
        kind = component["type"]
        if kind == ComponentType.TEXT_DISPLAY:
            tag("p", component["content"])
            return
        with tag("div", classes="field"):
            if kind == ComponentType.TEXT_INPUT:
                self._text(component, label, about)
            elif kind == ComponentType.FILE_UPLOAD:
                self._upload(component, label, about)
            else:
                self._choice(component, label, about)

    def _text(self, component: Mapping[str, Any], label: str, about: str) -> None:
        name = component["custom_id"]
        self._values[name] = component.get("value") or ""
        with tag("label"):
            _caption(label, about, component.get("required", True))
            is_short = component.get("style", _SHORT) == _SHORT
            field = text_field(
                "input" if is_short else "textarea",
                lambda text: self._values.update({name: text}),
                placeholder=component.get("placeholder"),
                maxlength=component.get("max_length"),
                aria_label=label,
                data_autofocus=True if len(self._values) == 1 else None,
            )
        # Set as the element's own value, which Vue leaves alone later on.
        field.props["value" if is_short else ".value"] = self._values[name]

    def _choice(self, component: Mapping[str, Any], label: str, about: str) -> None:
        name = component["custom_id"]
        if component["type"] == ComponentType.CHECKBOX:
            self._checkbox(component, label)
            return
        spec = _as_select(component)
        known = values_of_select(spec, self._chooser)
        self._set(name, spec, [known[key][1] for key in chosen_values(spec) if key in known])
        _caption(label, about, component.get("required", True))
        show_select(
            spec,
            self._chooser,
            lambda values: self._set(name, spec, [*values]),
            label=label,
            at_once=False,
        )

    def _checkbox(self, component: Mapping[str, Any], label: str) -> None:
        name = component["custom_id"]
        self._values[name] = bool(component.get("default"))
        with tag("label"):
            box = tag("input", type="checkbox", checked=self._values[name] or None)
            tag("span", label)
        box.on(
            "change",
            lambda event: self._values.update({name: bool(event.args)}),
            js_handler="(e) => emit(e.target.checked)",
        )

    def _set(self, name: str, component: Mapping[str, Any], values: list[Any]) -> None:
        if component.get("was") == ComponentType.RADIO_GROUP:
            self._values[name] = next(iter(values), None)
        else:
            self._values[name] = values

    def _upload(self, component: Mapping[str, Any], label: str, about: str) -> None:
        _caption(label, about, component.get("required", True))
        files = Files(lambda _: None, most=component.get("max_values") or 1)
        button("Choose a file", files.pick, classes="button secondary", aria_label=f"{label}: file")
        files.show_list()
        self._files[component["custom_id"]] = files


def _caption(label: str, about: str, required: bool) -> None:
    tag("span", f"{label}{' *' if required else ''}", classes="caption")
    if about:
        tag("small", about, classes="subtext")


def _controls(components: Any) -> Iterator[tuple[Mapping[str, Any], str, str]]:
    """Yield the controls of a form with their labels and descriptions."""
    for component in components:
        if component["type"] in _WRAPPERS:
            for inner in component.get("components") or [component["component"]]:
                label = component.get("label") or inner.get("label") or ""
                yield inner, str(label), str(component.get("description") or "")
        elif component["type"] in (*SELECT_TYPES, ComponentType.TEXT_DISPLAY):
            yield component, str(component.get("placeholder") or ""), ""


def _as_select(component: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a group of boxes as the select menu that it amounts to."""
    if component["type"] not in _BOXES:
        return component
    most = len(component["options"])
    bounds = {"max_values": most} if component["type"] == ComponentType.CHECKBOX_GROUP else {}
    return {**component, **bounds, "type": ComponentType.STRING_SELECT, "was": component["type"]}
