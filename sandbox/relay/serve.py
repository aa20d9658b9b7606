"""The emulator as a process of its own: `easel sandbox --relay-only --port N`."""

import sys

from bot.process.signals import stop_on_signals
from sandbox.relay.emulator import RelayEmulator


async def serve_forever(
    port: int, *, live: bool = True, delay: float = 1.0, sd: bool | None = None
) -> None:
    """Serve on 127.0.0.1 until SIGINT or SIGTERM; prints `listening on http://...` when ready."""
    with stop_on_signals() as stop:
        async with RelayEmulator(live=live, delay=delay, sd=sd).serve(port=port) as relay:
            sys.stdout.write(f"listening on {relay.url}\n")
            sys.stdout.flush()
            await stop.wait()
