"""Select menus of messages and modals, as native controls."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

from simcord.enums import ComponentType

from sandbox.page.option_values import Choices
from sandbox.page.view.tags import button, dropdown, tag

_KINDS = {
    ComponentType.USER_SELECT: "members",
    ComponentType.ROLE_SELECT: "roles",
    ComponentType.CHANNEL_SELECT: "channels",
}


class Chooser(Protocol):
    """Whoever knows what there is to choose from."""

    def choices(self) -> Choices:
        """Return the members, channels and roles that a person can choose from."""


Choose = Callable[[Sequence[Any]], Awaitable[None] | None]


def show_select(
    component: Mapping[str, Any],
    chooser: Chooser,
    choose: Choose,
    *,
    label: str = "",
    identity: str | None = None,
    at_once: bool = True,
) -> None:
    """Show a select menu; several values are ticked, and then sent with a button if `at_once`."""
    known = values_of_select(component, chooser)
    words = label or component.get("placeholder") or "Choose"
    most = component.get("max_values") or 1
    if most > 1:
        _several(component, known, choose, words, at_once=at_once)
        return
    chosen = next(iter(chosen_values(component)), "")
    least = component.get("min_values", 1)
    empty = [] if chosen and least else [("", component.get("placeholder") or "—")]
    dropdown(
        words,
        [*empty, *((key, title) for key, (title, _) in known.items())],
        lambda key: choose([known[key][1]] if key else []),
        value=chosen,
        classes="choice",
        id=identity,
        disabled=component.get("disabled") or None,
    )


def values_of_select(component: Mapping[str, Any], chooser: Chooser) -> dict[str, tuple[str, Any]]:
    """Return what can be chosen: by key, the words and the value that SimCord takes."""
    if component["type"] == ComponentType.STRING_SELECT:
        return {one["value"]: (_option(one), one["value"]) for one in component["options"]}
    choices = chooser.choices()
    named: Mapping[str, Any] = (
        getattr(choices, _KINDS[component["type"]])
        if component["type"] in _KINDS
        else {**choices.members, **choices.roles}
    )
    return {str(value.id): (name, value) for name, value in named.items()}


def chosen_values(component: Mapping[str, Any]) -> list[str]:
    """Return the keys of what is chosen already."""
    options = component.get("options") or ()
    return [
        *(one["value"] for one in options if one.get("default")),
        *(str(one["id"]) for one in component.get("default_values") or ()),
    ]


def _option(option: Mapping[str, Any]) -> str:
    about = option.get("description")
    return f"{option['label']} – {about}" if about else str(option["label"])


def _several(
    component: Mapping[str, Any],
    known: Mapping[str, tuple[str, Any]],
    choose: Choose,
    words: str,
    *,
    at_once: bool,
) -> None:
    ticked = {key for key in chosen_values(component) if key in known}

    def values() -> list[Any]:
        return [value for key, (_, value) in known.items() if key in ticked]

    def tick(key: str, on: bool) -> Awaitable[None] | None:
        (ticked.add if on else ticked.discard)(key)
        return None if at_once else choose(values())

    with tag("fieldset", classes="several"):
        # Discord shows the placeholder only where nothing is chosen.
        tag("legend", words, classes="unseen" if at_once and ticked else "")
        for key, (title, _) in known.items():
            with tag("label"):
                box = tag("input", type="checkbox", checked=True if key in ticked else None)
                box.on(
                    "change",
                    lambda event, key=key: tick(key, bool(event.args)),
                    js_handler="(e) => emit(e.target.checked)",
                )
                tag("span", title)
        if at_once:
            button("Choose", lambda: choose(values()), classes="button primary")
