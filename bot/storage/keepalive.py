"""Sockets that notice a dead peer: after a failover, packets to the former server are dropped."""

import contextlib
import socket
from typing import Any

IDLE_SECONDS = 5
"""Seconds of silence after which the peer is asked whether it is there."""
INTERVAL_SECONDS = 2
MAX_PROBES = 3


def end_when_dead(connection: Any) -> None:
    """Let the system end the driver's connection soon after its peer is gone.

    A pooled connection would otherwise cost the next transaction the time limit of its statement.
    """
    transport = getattr(connection, "_transport", None)
    peer = transport and transport.get_extra_info("socket")
    if peer is None or peer.family not in (socket.AF_INET, socket.AF_INET6):
        return
    seconds = IDLE_SECONDS + INTERVAL_SECONDS * MAX_PROBES
    options = (
        ("TCP_KEEPIDLE", IDLE_SECONDS),
        ("TCP_KEEPINTVL", INTERVAL_SECONDS),
        ("TCP_KEEPCNT", MAX_PROBES),
        # For what was sent and is not acknowledged.
        ("TCP_USER_TIMEOUT", seconds * 1000),
    )
    with contextlib.suppress(OSError):
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in options:
            # Not every system has them all.
            if (option := getattr(socket, name, None)) is not None:
                peer.setsockopt(socket.IPPROTO_TCP, option, value)
