"""For the whole suite: `--no-skips` turns every skipped test into a failed one; where files are."""

import gc
import os
import shutil
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

# Commits wait for the disk, and most of what a world would do is wait for it.
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a directory of the user's own there
_ROOM = 2**30

# Cogs are loaded for every world, and programs started by the dozen: compiled once, not each time.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Called by pytest."""
    parser.addoption("--no-skips", action="store_true", help="a skipped test is a failed one")


def pytest_configure() -> None:
    """Called by pytest, before it makes its temporary directory."""
    if _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free > _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_IN_MEMORY))


def pytest_collection_finish() -> None:
    """Called by pytest when all is imported: what stays is not looked through for garbage again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, pytest.TestReport]:
    """Called by pytest for each part of a test."""
    report: pytest.TestReport = yield
    # A test that is expected to fail is reported as skipped too.
    if not hasattr(report, "wasxfail"):
        _refuse_skip(item.config, report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, Any, pytest.CollectReport]:
    """Called by pytest for each module, which may skip itself as a whole."""
    report: pytest.CollectReport = yield
    _refuse_skip(collector.config, report)
    return report


def _refuse_skip(config: pytest.Config, report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and config.getoption("--no-skips"):
        why = report.longrepr[-1] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"nothing may be skipped here: {why}"
