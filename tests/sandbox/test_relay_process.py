"""The emulator as a process: what `easel sandbox --relay-only` runs."""

import asyncio
import signal
import sys

import aiohttp
import pytest

SCRIPT = "import asyncio, sandbox.relay as r; asyncio.run(r.serve_forever(0, delay=0))"


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
async def test_process_says_where_it_listens_and_ends_on_a_signal(ending: signal.Signals) -> None:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", SCRIPT, stdout=pipe)
    try:
        assert process.stdout is not None
        line = (await process.stdout.readline()).decode()
        assert line.startswith("listening on http://127.0.0.1:")
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{line.split()[-1]}/v2/health") as answer,
        ):
            assert answer.status == 200
        process.send_signal(ending)
        async with asyncio.timeout(5):
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
