"""What the image leaves out, on a copy of the environment: the bot starts and speaks as before."""

import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.project.sources import PACKAGES, ROOT

_RUN = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)
SAY = """
import datetime, sys
import babel
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from babel.plural import PluralRule

day = datetime.datetime(2026, 3, 9, 17, 5)
for name in sys.argv[1:]:
    locale = babel.Locale.parse(name, sep="-")
    print(
        name, format_decimal(1234567.891, locale=locale), format_percent(0.25, locale=locale),
        format_currency(3.5, "USD", locale=locale), format_date(day, "full", locale=locale),
        format_time(day, "short", locale=locale), locale.plural_form(3), locale.display_name,
    )

from bot.texts import Languages

for texts in Languages():
    print(texts.say("words-title", count=1234567))
"""
# As `easel run` does, short of connecting to Discord; and help, which is formatted by a library.
START = """
import asyncio, importlib, sys
import bot.__main__, bot.process.run, bot.doctor, bot.monitoring.http_server
from bot.app import COGS
from bot.assembly import open_bot
from bot.settings import Settings

async def start():
    async with open_bot(Settings(relay_key="relay_sk_x", database_url=sys.argv[1])):
        for cog in COGS:
            importlib.import_module(cog)

asyncio.run(start())
import zstandard
assert zstandard.decompress(zstandard.compress(b"easel")) == b"easel"
import asyncpg, discord, PIL.AvifImagePlugin, PIL.WebPImagePlugin, pi_heif
print(bot.__main__.main(["--help"]))
"""


@pytest.fixture(scope="module")
def slim() -> ModuleType:
    """Return the script as a module."""
    spec = importlib.util.spec_from_file_location("slim", ROOT / "deploy" / "slim.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def installed() -> Iterator[tuple[Path, Path]]:
    """Yield each file that the bot needs to run, as its place in the environment and its path."""
    lock = (ROOT / "requirements-run.lock").read_text(encoding="utf-8")
    # Of the bot itself, the environment has what tells its version.
    for name in ["easel", *_RUN.findall(lock)]:
        try:
            found = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            # It is for another platform.
            continue
        for file in found.files or ():
            if ".." not in file.parts:
                yield Path(str(file)), Path(str(found.locate_file(file)))


@pytest.fixture(scope="module")
def environment(slim: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the environment that the bot runs in, slimmed down."""
    copy = tmp_path_factory.mktemp("slim")
    for place, path in installed():
        (copy / place).parent.mkdir(parents=True, exist_ok=True)
        # Deleting it leaves the original alone.
        (copy / place).symlink_to(path)
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, copy / package, ignore=ignored)
    slim.slim(copy, slim.used_locales())
    return copy


def output(path: Path, script: str, *argv: str) -> str:
    """Return what a script prints that finds all modules below `path` alone."""
    # Without the environment's own modules, and without writing compiled ones into the copy.
    begin = f"import sys; sys.path.append({str(path)!r})\n"
    command = [sys.executable, "-I", "-S", "-B", "-c", begin + script, *argv]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=path)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout


def whole() -> Path:
    """Return where the whole Babel is."""
    return Path(str(importlib.metadata.distribution("babel").locate_file("")))


def locales_of_discord() -> list[str]:
    import discord

    return [locale.value for locale in discord.Locale]


def test_numbers_dates_and_texts_are_as_before(environment: Path, tmp_path: Path) -> None:
    names = [*locales_of_discord(), "en", "de", "es"]
    (tmp_path / "whole").symlink_to(whole())
    linked = f"sys.path.append({str(ROOT)!r})\n"
    before = output(tmp_path / "whole", linked + SAY, *names)
    assert "1.234.567,891" in before
    assert output(environment, SAY, *names) == before


def test_bot_starts_in_the_slim_environment(environment: Path, tmp_path: Path) -> None:
    printed = output(environment, START, f"sqlite:///{tmp_path}/easel.db")
    assert "doctor" in printed
    assert printed.splitlines()[-1] == "0"


def test_what_is_never_used_is_gone(environment: Path) -> None:
    files = {path.relative_to(environment).as_posix() for path in environment.rglob("*")}
    locales = {Path(name).stem for name in files if name.startswith("babel/locale-data/")}
    assert {"root", "en", "de", "es", "es_419", "zh_Hant_TW", "pt_BR"} <= locales
    assert not {"sw", "de_AT", "fr_CA"} & locales
    assert len(locales) < 60
    for ending in (".pyi", ".pyx", ".dll"):
        assert not [name for name in files if name.endswith(ending)]
    # Those of ours are compiled by a process that the start makes.
    assert not [name for name in files if name.endswith(".pyc") and not name.startswith("bot/")]
    assert not [name for name in files if name.startswith(("sqlalchemy/testing", "greenlet/tests"))]
    assert "sqlalchemy/engine/base.py" in files


def test_only_what_was_copied_was_deleted(environment: Path) -> None:
    assert (whole() / "babel" / "locale-data" / "sw.dat").exists()
    assert not (environment / "babel" / "locale-data" / "sw.dat").exists()


def test_locale_is_kept_with_all_that_it_inherits_from(slim: ModuleType) -> None:
    assert [*slim.with_parents("de")] == ["de", "root"]
    assert [*slim.with_parents("en_GB")] == ["en_GB", "en_001", "en", "root"]
    assert [*slim.with_parents("zh_Hant_TW")] == ["zh_Hant_TW", "zh_Hant", "zh", "root"]


def test_environment_that_no_longer_starts_fails_the_build(
    slim: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slim, "_START", "raise SystemExit(3)")
    assert slim.main([str(tmp_path)]) == 3
