"""Servers to measure against, in processes of their own, so that their work is not counted."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


@asynccontextmanager
async def serving(module: str, *argv: str) -> AsyncIterator[str]:
    """Run `python -m module` for the body, and yield the address on its first line."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", module, *argv),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        if process.stdout is None:
            raise RuntimeError("no pipe")
        address = (await process.stdout.readline()).decode().strip()
        if not address:
            raise RuntimeError(f"{module} did not start")
        yield address
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
