"""Steps of the tests of layouts: what members read and press in them."""

from collections.abc import Iterator
from typing import Any

import discord
from simcord import MemberActor

_Kind = discord.ComponentType


def parts(message: Any) -> Iterator[dict[str, Any]]:
    """Return every component of a message, in the order in which it is shown."""
    for component in message.components:
        yield from _within(component)


def shown(message: Any) -> list[str]:
    """Return the lines that a member reads."""
    text = _Kind.text_display.value
    return "\n".join(one["content"] for one in parts(message) if one["type"] == text).splitlines()


def buttons(message: Any) -> dict[str, dict[str, Any]]:
    """Return the buttons that can be pressed, by label."""
    found = (one for one in parts(message) if one["type"] == _Kind.button.value)
    return {one["label"]: one for one in found if not one.get("disabled")}


def turning(message: Any) -> list[str]:
    """Return the buttons below the entries that can be pressed."""
    names = ("◀", "Refresh", "▶", "Show all")
    return [label for label in buttons(message) if label in names]


def pressed_under(message: Any, prompt: str, label: str) -> str:
    """Return the custom id of a button under the entry with this prompt."""
    found = ""
    for part in parts(message):
        if part["type"] == _Kind.text_display.value:
            found = part["content"]
        if part["type"] == _Kind.button.value and part["label"] == label and prompt in found:
            return str(part["custom_id"])
    raise AssertionError(f"no button {label!r} under {prompt!r}")


def select_named(message: Any, placeholder: str) -> dict[str, Any] | None:
    """Return the select with this placeholder; None if there is none."""
    return next((one for one in parts(message) if one.get("placeholder") == placeholder), None)


def thumbnails(message: Any) -> list[dict[str, Any]]:
    """Return the pictures beside the lines."""
    return [one for one in parts(message) if one["type"] == _Kind.thumbnail.value]


async def choose(member: MemberActor, message: Any, placeholder: str, *labels: str) -> Any:
    """Let a member choose in a select, by the labels of its options."""
    select = select_named(message, placeholder)
    assert select is not None
    values = {option["label"]: option["value"] for option in select["options"]}
    chosen = [values[label] for label in labels]
    return await member.select(message, chosen, custom_id=select["custom_id"])


def _within(component: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield component
    for one in (*component.get("components", ()), component.get("accessory")):
        if one is not None:
            yield from _within(one)
