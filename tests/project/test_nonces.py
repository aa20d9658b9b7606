"""Messages to channels have a nonce of their own, so that two processes send each of them once."""

import ast

from tests.project.sources import modules


def test_every_message_to_a_channel_has_a_nonce() -> None:
    sends = [
        (name, call)
        for name, tree in modules("bot", "cogs").items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _sends_message(call)
    ]
    assert len(sends) >= 8
    lacking = [f"{name}:{call.lineno}" for name, call in sends if not _has_nonce(call)]
    # This one is the protocol of alerts, whose channel adds it.
    assert [one for one in lacking if not one.startswith("bot.alerts.alerts:")] == []


def _sends_message(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(attr="reply"):
            return True
        case ast.Attribute(attr="send", value=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name == "channel"
    return False


def _has_nonce(call: ast.Call) -> bool:
    return any(keyword.arg == "nonce" for keyword in call.keywords)
