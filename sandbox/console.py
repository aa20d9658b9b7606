"""The sandbox's few words on the console: its address, who is who, what to try."""

import os
import socket
import sys
import webbrowser
from collections.abc import Mapping
from typing import TextIO

_MORE_PORTS = 50
_DESKTOPS = ("win32", "darwin")


def free_port(port: int) -> int:
    """Return the port, or the next one above it that is free; 0 stays 0, which is any.

    Raises `OSError` if all of the next fifty are taken.
    """
    last = min(port + _MORE_PORTS, 65535)
    for candidate in range(port, last):
        if _is_free(candidate):
            return candidate
    _bind(last)
    return last


def greeting(address: str) -> str:
    """Return the lines for whoever has just started the sandbox."""
    return "\n".join(
        [
            f"Easel's sandbox: {address}  (Ctrl+C stops it)",
            "You are Maya, a member. Noor runs the server: choose at the lower left.",
            "Try: type /imagine and a prompt, such as: a red fox in the snow",
            "     reply to the picture: make it blue",
            "     as Noor, type /easel settings, and see what a server can decide",
        ]
    )


def can_show_page(environment: Mapping[str, str], platform: str, console: TextIO) -> bool:
    """Return True if a person at a desktop has started this, and no test or machine."""
    if environment.get("CI") or not console.isatty():
        return False
    has_display = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    return platform in _DESKTOPS or bool(has_display)


def show_page(address: str) -> None:
    """Open the page in the browser, where there is one and a person who looks at it."""
    if can_show_page(os.environ, sys.platform, sys.stdout):
        webbrowser.open(address)


def _is_free(port: int) -> bool:
    try:
        _bind(port)
    except OSError:
        return False
    return True


def _bind(port: int) -> None:
    with socket.socket() as probe:
        # As asyncio does, so that a port that has just been closed is free here, too.
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
