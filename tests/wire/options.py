"""Options of slash commands, checked as Discord's client does: names, types, limits."""

from dataclasses import dataclass, field
from typing import Any

from .errors import JSON
from .payloads import attachment_json, channel_json, member_json, role_json, user_json
from .state import Attachment, Channel, Role, User, World

_SUBCOMMANDS = (1, 2)
_STRING, _INTEGER, _BOOLEAN, _NUMBER = 3, 4, 5, 10
_PLAIN: dict[int, tuple[type, ...]] = {
    _STRING: (str,),
    _INTEGER: (int,),
    _BOOLEAN: (bool,),
    _NUMBER: (int, float),
}
_THINGS: dict[int, tuple[type, ...]] = {
    6: (User,),
    7: (Channel,),
    8: (Role,),
    9: (User, Role),
    11: (Attachment,),
}


@dataclass
class Resolved:
    """The objects behind an interaction's ids."""

    world: World
    channel: Channel
    data: dict[str, dict[str, JSON]] = field(default_factory=dict)

    def add(self, value: object) -> str:
        """Add an object, and return its id."""
        if isinstance(value, Attachment):
            return self._put("attachments", value.id, attachment_json(self.world, value))
        if isinstance(value, Role):
            return self._put("roles", value.id, role_json(value, 0))
        if isinstance(value, Channel):
            shape = channel_json(value) | {"permissions": "0"}
            return self._put("channels", value.id, shape)
        if not isinstance(value, User):
            raise TypeError(f"no option takes {value!r}")
        guild = self.channel.guild
        if guild is not None and value.id in guild.members:
            self._put("members", value.id, member_json(guild, value, with_user=False))
        return self._put("users", value.id, user_json(value))

    def _put(self, kind: str, key: int, shape: JSON) -> str:
        self.data.setdefault(kind, {})[str(key)] = shape
        return str(key)


def find_command(world: World, channel: Channel, name: str, kind: int = 1) -> JSON:
    """Find the synced command with this name and type that is offered in the channel.

    Raises LookupError if there is none.
    """
    guild = channel.guild
    scopes = [guild.id if guild else None, None]
    context = 0 if guild else 1
    for scope in scopes:
        for command in world.commands.get(scope, ()):
            contexts = command.get("contexts")
            offered = contexts is None or context in contexts
            if (command["name"], command.get("type", 1)) == (name, kind) and offered:
                return command
    raise LookupError(f"no command {name!r} of type {kind} is offered in {channel.name!r}")


def command_data(command: JSON) -> JSON:
    """Return the part of `data` that identifies the command."""
    data: JSON = {"id": command["id"], "name": command["name"], "type": command.get("type", 1)}
    return data | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})


def slash_data(
    command: JSON, path: list[str], values: dict[str, Any], resolved: Resolved, focused: str = ""
) -> JSON:
    """Build the `data` of a slash command, or of an autocomplete while `focused` is typed.

    Raises LookupError or ValueError for options that Discord's client would not send.
    """
    data = command_data(command)
    target, node = data, command
    for name in path:
        node = _named(node, name)
        target["options"] = [{"name": name, "type": node["type"]}]
        target = target["options"][0]
    specs: list[JSON] = node.get("options") or []
    if any(spec["type"] in _SUBCOMMANDS for spec in specs):
        raise LookupError(f"{node['name']!r} has subcommands: choose one")
    unknown = set(values) - {spec["name"] for spec in specs}
    if unknown:
        raise LookupError(f"{node['name']!r} has no option {sorted(unknown)}")
    if not focused:
        _check_required(specs, values)
    chosen = [spec for spec in specs if spec["name"] in values]
    target["options"] = [
        _option(spec, values[spec["name"]], resolved, spec["name"] == focused) for spec in chosen
    ]
    return data | ({"resolved": resolved.data} if resolved.data else {})


def _named(node: JSON, name: str) -> JSON:
    for option in node.get("options") or []:
        if option["name"] == name and option["type"] in _SUBCOMMANDS:
            return dict(option)
    raise LookupError(f"{node['name']!r} has no subcommand {name!r}")


def _check_required(specs: list[JSON], values: dict[str, Any]) -> None:
    missing = [
        spec["name"] for spec in specs if spec.get("required") and spec["name"] not in values
    ]
    if missing:
        raise ValueError(f"required options are missing: {missing}")


def _option(spec: JSON, value: Any, resolved: Resolved, focused: bool) -> JSON:
    shape = {"name": spec["name"], "type": spec["type"]}
    if focused:
        return shape | {"value": value, "focused": True}
    if spec["type"] in _THINGS:
        if not isinstance(value, _THINGS[spec["type"]]):
            raise ValueError(f"{spec['name']} does not take {value!r}")
        return shape | {"value": resolved.add(value)}
    _check_plain(spec, value)
    return shape | {"value": value}


def _check_plain(spec: JSON, value: Any) -> None:
    kinds, name = _PLAIN[spec["type"]], spec["name"]
    odd = isinstance(value, bool) and spec["type"] != _BOOLEAN
    if odd or not isinstance(value, kinds):
        raise ValueError(f"{name} does not take {value!r}")
    choices = [choice["value"] for choice in spec.get("choices") or []]
    if choices and value not in choices:
        raise ValueError(f"{name} offers {choices}, not {value!r}")
    size = len(value) if isinstance(value, str) else value
    low, high = (
        ("min_length", "max_length") if isinstance(value, str) else ("min_value", "max_value")
    )
    if spec.get(low) is not None and size < spec[low]:
        raise ValueError(f"{name} is below {spec[low]}")
    if spec.get(high) is not None and size > spec[high]:
        raise ValueError(f"{name} is above {spec[high]}")
