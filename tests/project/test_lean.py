"""Modules that an idle bot has not loaded, and libraries that it leaves as they are."""

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
    *("asyncpg", "sqlalchemy.dialects.postgresql"),  # with PostgreSQL
    *("typer", "rich"),  # to print help
    *("bot.usage.chart", "PIL.ImageDraw", "PIL.ImageFont", "PIL.ImageCms"),  # to draw; for profiles
    *("PIL.AvifImagePlugin", "PIL.WebPImagePlugin"),  # for such pictures
    *("prometheus_client", "aiohttp.web"),  # to serve metrics
    "regex",  # where words are refused
    *("sandbox", "simcord", "bot.doctor"),
    *("bot.cli", "bot.operator.running", "bot.operator.data", "bot.operator.jobs"),
    *("bot.storage.restore", "bot.storage.inspection", "bot.storage.spending"),
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


# In a process of its own, where nothing has imported these libraries before the bot does.
AFTER_THE_BOT = """
import bot.storage, bot.storage.database
from bot.texts import Languages

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.asyncio.session import __file__ as session_file

assert session_file.endswith("session.py")
assert AsyncSession.__module__ == "sqlalchemy.ext.asyncio.session"
assert callable(AsyncSession.execute)

for texts in Languages():
    texts.say("words-title", count=1234)

from babel import Locale

assert Locale("de").months["format"]["wide"][3] == "M\u00e4rz"
"""


def test_other_libraries_are_as_they_were_after_the_bot_is_imported() -> None:
    subprocess.run([sys.executable, "-c", AFTER_THE_BOT], cwd=ROOT, check=True)  # noqa: S603
