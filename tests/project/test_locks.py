"""The lock files: the parts agree with the whole, and name no place to install from."""

import re

import pytest

from tests.project.sources import ROOT

WHOLE = "requirements.lock"
PARTS = ("requirements-run.lock", "requirements-sandbox.lock")
_PIN = re.compile(r"^([a-z0-9][\w.-]*)==([^ \\]+)(.*)$", re.MULTILINE)


def pins(name: str) -> set[tuple[str, str]]:
    """Return each package of a lock file with its version."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {(package, version) for package, version, _ in _PIN.findall(text)}


@pytest.mark.parametrize("part", PARTS)
def test_part_has_the_versions_of_the_whole(part: str) -> None:
    assert pins(part)
    assert pins(part) < pins(WHOLE)


def test_sandbox_needs_what_the_bot_needs_and_no_tool_of_the_tests() -> None:
    run, sandbox = (pins(part) for part in PARTS)
    assert run < sandbox
    names = {package for package, _ in sandbox}
    assert "simcord" in names
    assert not names & {"pytest", "mypy", "ruff", "playwright", "matplotlib", "zensical", "uv"}


@pytest.mark.parametrize("name", [WHOLE, *PARTS])
def test_lock_names_no_index_and_has_a_hash_for_each_package(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.findall(r"://|--index|--find-links", text)
    packages = [block for block in re.split(r"\n(?=[a-z0-9])", text) if _PIN.match(block)]
    assert len(packages) == len(_PIN.findall(text))
    for block in packages:
        assert "--hash=sha256:" in block, block.splitlines()[0]


@pytest.mark.parametrize("name", [WHOLE, *PARTS])
def test_lock_is_written_by_make_lock(name: str) -> None:
    assert f"--output-file {name}" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "#    make lock" in (ROOT / name).read_text(encoding="utf-8")
