"""What is measured against runs in processes of its own, so that its work is not counted."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


@asynccontextmanager
async def serving(module: str, *argv: str) -> AsyncIterator[str]:
    """The address that `python -m module` prints on its first line; it ends with the body."""
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
