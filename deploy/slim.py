"""Take out of an environment what the bot never uses: `python deploy/slim.py SITE_PACKAGES`.

It runs with the environment's own Python. Babel keeps the languages of the bot's texts and those
that Discord's clients have, and of compiled modules only those stay that a start imports.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

# Sources of compiled modules, types for editors, and libraries of Windows.
_SUFFIXES = frozenset({".pyx", ".pxd", ".pxi", ".pyi", ".c", ".cpp", ".h", ".hpp", ".dll", ".tab"})
# Tests of the libraries, and a second copy of a module that is for PyPy alone.
_UNUSED = (
    "alembic/testing",
    "greenlet/tests",
    "pip",
    "pip-*.dist-info",
    "setuptools",
    "setuptools-*.dist-info",
    "sqlalchemy/testing",
    "zstandard/_cffi*.so",
)
# Help is printed with it, but no source code is highlighted.
_LEXERS = frozenset({"__init__.py", "_mapping.py", "python.py", "special.py"})
_LOCALES = "babel/locale-data"
_ROOT = "root"
_START = """
import importlib
import bot.__main__, bot.cli, bot.doctor, bot.monitoring.http_server, bot.process.run
from bot.app import COGS
from bot.texts import Languages

for name in COGS:
    importlib.import_module(name)
for texts in Languages():
    texts.say("words-title", count=1234)
"""


def slim(site_packages: Path, locales: Iterable[str]) -> None:
    """Delete what is not used; of Babel's data, keep these locales and those they inherit from."""
    for path in [*_unused(site_packages), *_other_locales(site_packages, locales)]:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def used_locales() -> set[str]:
    """Return Babel's names of the bot's languages and of Discord's locales."""
    import babel
    import discord

    from bot.texts import languages

    names = {*languages(), *(locale.value for locale in discord.Locale)}
    return {str(babel.Locale.parse(name, sep="-")) for name in names}


def with_parents(locale: str) -> Iterator[str]:
    """Yield the names of the files that Babel reads for a locale."""
    from babel.core import get_global

    exceptions = get_global("parent_exceptions")
    name: str | None = locale
    while name and name != _ROOT:
        yield name
        name = exceptions.get(name) or name.rpartition("_")[0]
    yield _ROOT


def _unused(site_packages: Path) -> Iterator[Path]:
    for pattern in _UNUSED:
        yield from site_packages.glob(pattern)
    for path in [*site_packages.rglob("*")]:
        if path.name == "__pycache__" or path.suffix in _SUFFIXES:
            yield path
    for path in (site_packages / "pygments" / "lexers").glob("*.py"):
        if path.name not in _LEXERS:
            yield path


def _other_locales(site_packages: Path, locales: Iterable[str]) -> Iterator[Path]:
    kept = {name for locale in locales for name in with_parents(locale)}
    for path in (site_packages / _LOCALES).glob("*.dat"):
        if path.stem not in kept:
            yield path


def main(argv: list[str]) -> int:
    """Slim the environment down, and then start as the bot does, which compiles what it imports."""
    slim(Path(argv[0]), used_locales())
    return subprocess.run([sys.executable, "-c", _START], check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
