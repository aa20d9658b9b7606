"""A log in JSON, whatever goes wrong: each line of the process is one object, without a secret."""

import asyncio
import os
import sys
from pathlib import Path

import orjson

from tests.wire.running import ROOT

SECRET = "relay_sk_sesame"
# Everything that Python would print by itself.
PROGRAM = """
import asyncio, gc, logging, sys, threading, warnings
import bot.process.run
from bot.__main__ import main

class Bad:
    def __del__(self):
        raise ValueError("relay_sk_sesame in a finaliser")

async def fails():
    raise ValueError("relay_sk_sesame in a task")

def fail():
    raise ValueError("relay_sk_sesame in a thread")

async def live(settings, stop):
    warnings.warn("relay_sk_sesame is odd", RuntimeWarning)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    loop = asyncio.get_running_loop()
    loop.call_soon(fail)
    asyncio.create_task(fails())
    await asyncio.sleep(0.01)
    fails()
    Bad()
    gc.collect()
    logging.getLogger("somebody").error("two\\nlines: %s", "relay_sk_sesame")
    # Malformed: logging itself complains about it.
    logging.getLogger("somebody").error("%d", "relay_sk_sesame")
    raise LookupError("relay_sk_sesame: a bug")

bot.process.run._live = live
sys.exit(main(["run"]))
"""


async def test_everything_that_goes_wrong_is_one_object_a_line(tmp_path: Path) -> None:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("EASEL_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PROGRAM),
        cwd=tmp_path,
        env={
            **inherited,
            "PYTHONPATH": str(ROOT),
            "EASEL_LOG_FORMAT": "json",
            "EASEL_DISCORD_TOKEN": "token",
            "EASEL_RELAY_KEY": SECRET,
        },
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    assert process.returncode == 1
    assert SECRET not in out.decode()
    entries = [orjson.loads(line) for line in out.splitlines()]
    said = " ".join(f"{entry['message']} {entry.get('exception', '')}" for entry in entries)
    for words in (
        "is odd",
        "in a thread",
        "in a task",
        "in a finaliser",
        "never awaited",
        "as it is: ",
    ):
        assert words in said, words
    assert "[secret]: a bug" in entries[-1]["exception"]
    assert entries[-1]["level"] == "CRITICAL"
