"""The emulator as a process of its own: `easel sandbox --relay-only --port N`."""

import asyncio
import contextlib
import signal
import sys

from sandbox.relay.emulator import RelayEmulator


async def serve_forever(
    port: int, *, live: bool = True, delay: float = 1.0, sd: bool | None = None
) -> None:
    """Serve on 127.0.0.1 until SIGINT or SIGTERM; prints `listening on http://...` when ready."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        # Windows has no handlers on a loop; there Ctrl+C ends the process by itself.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, stop.set)
    async with RelayEmulator(live=live, delay=delay, sd=sd).serve(port=port) as relay:
        sys.stdout.write(f"listening on {relay.url}\n")
        sys.stdout.flush()
        await stop.wait()
