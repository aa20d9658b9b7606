"""What a bot with nothing to do has not loaded: each of these takes a megabyte or more."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.storage.database import Database

ROOT = Path(__file__).resolve().parents[2]
# As `easel run` does with a database that is up to date, short of connecting to Discord.
START = """
import asyncio, importlib, sys
import bot.__main__, bot.process.start, bot.process.run
from bot.app import COGS
from bot.assembly import open_bot
from bot.settings import Settings

async def start():
    settings = Settings(_env_file=None, relay_key="relay_sk_x", database_url=sys.argv[1])
    async with open_bot(settings):
        for cog in COGS:
            importlib.import_module(cog)
        print(*sys.modules)

asyncio.run(start())
"""
SELDOM_NEEDED = (
    *("alembic", "mako", "pygments"),  # to migrate
    *("asyncpg", "sqlalchemy.dialects.postgresql", "sqlalchemy.orm"),  # with PostgreSQL; never
    *("typer", "rich"),  # to print help
    *("bot.usage.chart", "PIL.ImageDraw", "PIL.ImageFont", "PIL.ImageCms"),  # to draw; for profiles
    *("PIL.AvifImagePlugin", "PIL.WebPImagePlugin"),  # for such pictures
    "regex",  # where words are refused
    *("sandbox", "simcord", "bot.doctor"),
)


@pytest.fixture
async def loaded(tmp_path: Path) -> set[str]:
    """The names of all modules."""
    url = f"sqlite+aiosqlite:///{tmp_path}/easel.db"
    async with Database.open(url):
        pass
    command = [sys.executable, "-c", START, url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: ASYNC221, S603
    return {*done.stdout.split()}


async def test_what_is_seldom_needed_is_not_there_before(loaded: set[str]) -> None:
    assert {"bot.process.run", "cogs.easel", "sqlalchemy.dialects.sqlite"} <= loaded
    assert [name for name in SELDOM_NEEDED if name in loaded] == []
