"""Options of the whole suite: `--no-skips`, temporary files in memory, garbage collection."""

import gc
import os
import shutil
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

# Commits wait for the disk, which would take most of the tests' time.
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a directory of the user's own there
_ROOM = 2**30

# Many worlds load the cogs and many programs are started, so bytecode is compiled once.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option `--no-skips`."""
    parser.addoption("--no-skips", action="store_true", help="a skipped test is a failed one")


def pytest_configure() -> None:
    """Put pytest's temporary directory in memory, if there is room."""
    if _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free > _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_IN_MEMORY))


def pytest_collection_finish() -> None:
    """Exempt all imported modules from garbage collection."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, pytest.TestReport]:
    """Turn a skipped test into a failed one, with `--no-skips`."""
    report: pytest.TestReport = yield
    # A test that is expected to fail is reported as skipped too.
    if not hasattr(report, "wasxfail"):
        _refuse_skip(item.config, report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, Any, pytest.CollectReport]:
    """Turn a skipped module into a failed one, with `--no-skips`."""
    report: pytest.CollectReport = yield
    _refuse_skip(collector.config, report)
    return report


def _refuse_skip(config: pytest.Config, report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and config.getoption("--no-skips"):
        why = report.longrepr[-1] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"nothing may be skipped here: {why}"
