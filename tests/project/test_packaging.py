"""What is shipped: the wheel holds every file it needs, the image is built from what is there."""

import asyncio
import json
import os
import re
import shutil
import sys
import time
import tomllib
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.project.sources import PACKAGES, ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


async def run(*argv: str, cwd: Path, **environment: str) -> tuple[int, str]:
    """A program's exit status and all that it printed."""
    process = await asyncio.create_subprocess_exec(
        *argv,
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", "HOME": str(cwd)} | environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        async with asyncio.timeout(60):
            out, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode is not None
    return process.returncode, out.decode()


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions, each on one line."""
    lines = [line for line in DOCKERFILE.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    pairs = [line.partition(" ") for line in joined.splitlines() if line.strip()]
    return [(name, rest.strip()) for name, _, rest in pairs]


def values(name: str) -> list[str]:
    return [rest for instruction, rest in instructions() if instruction == name]


def last_stage() -> list[tuple[str, str]]:
    found = instructions()
    start = max(place for place, (name, _) in enumerate(found) if name == "FROM")
    return found[start:]


def names_in(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


async def test_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    source = tmp_path / "source"
    leave = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=leave)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    build = "import setuptools.build_meta as b; print(b.build_wheel('..'))"
    status, printed = await run(sys.executable, "-c", build, cwd=source)
    assert status == 0, printed
    shipped = {*names_in(tmp_path / printed.splitlines()[-1])}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "bot/texts/en.ftl" in wanted
    assert "bot/storage/migrations/script.py.mako" in wanted
    missing = wanted - shipped
    assert not missing, "add it to package-data in pyproject.toml"
    assert not [name for name in shipped if name.startswith("tests")]
    assert any(name.endswith("licenses/LICENSE") for name in shipped)


def test_image_is_built_in_two_stages_from_one_slim_python() -> None:
    builds, runs = values("FROM")
    assert builds.split()[0] == runs == "${BASE}"
    assert values("ARG")[0] == "BASE=python:3.11-slim-bookworm"
    assert builds.endswith(" AS build")
    assert ("COPY", "--from=build /opt/easel /opt/easel") in last_stage()


def test_everything_in_the_image_is_pinned_by_hash() -> None:
    for command in values("RUN"):
        for install in re.findall(r"pip (?:install|wheel) [^&]*", command):
            assert "--require-hashes" in install or "--no-deps" in install, install


async def test_build_backend_is_taken_out_of_the_lock(tmp_path: Path) -> None:
    (command,) = [rest for rest in values("RUN") if "backend.lock" in rest]
    found = re.search(r"sed [^&]*", command)
    assert found
    shutil.copy(ROOT / "requirements.lock", tmp_path)
    status, printed = await run("sh", "-c", found[0], cwd=tmp_path)
    assert status == 0, printed
    lock = (tmp_path / "backend.lock").read_text(encoding="utf-8")
    pins = [line for line in lock.splitlines() if "==" in line]
    assert len(pins) == 1
    assert pins[0].startswith("setuptools==")
    assert "--hash=sha256:" in lock


def test_image_has_no_pip_and_is_slimmed_down_before_it_is_copied() -> None:
    commands = values("RUN")
    (environments,) = [command for command in commands if "-m venv" in command]
    assert "venv --without-pip /opt/easel" in environments
    (slimmed,) = [command for command in commands if "slim.py" in command]
    assert slimmed.endswith("/opt/easel/lib/python3.11/site-packages")
    (cleaned,) = [rest for name, rest in last_stage() if name == "RUN"]
    for path in ("site-packages/*", "ensurepip", "bin/pip*"):
        assert path in cleaned


def test_labels_say_what_the_image_is() -> None:
    (labels,) = values("LABEL")
    found = dict(re.findall(r'org\.opencontainers\.image\.([\w.]+)="([^"]*)"', labels))
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    assert found["version"] == project["version"]
    assert found["description"] == project["description"]
    assert found["licenses"] == project["license"]
    assert found["title"] == "Easel"
    assert found["base.name"] == "${BASE}"
    assert found["revision"] == "${REVISION}"


def test_image_runs_as_an_ordinary_user_who_owns_the_data() -> None:
    names = [name for name, _ in last_stage()]
    assert values("USER") == ["easel"]
    assert names.index("USER") < names.index("ENTRYPOINT")
    assert values("VOLUME") == ["/app/data"]
    assert values("WORKDIR")[-1] == "/app"
    assert "--owner easel --group easel /app /app/data" in values("RUN")[-1]


def test_image_starts_the_bot_itself_so_that_signals_reach_it() -> None:
    assert [json.loads(value) for value in values("ENTRYPOINT")] == [["easel"]]
    assert [json.loads(value) for value in values("CMD")] == [["run"]]
    assert values("STOPSIGNAL") == ["SIGTERM"]


@pytest.mark.parametrize(("age", "status"), [(0, 0), (50, 0), (70, 1), (None, 1)])
async def test_health_check_wants_a_young_file(
    tmp_path: Path, age: float | None, status: int
) -> None:
    (check,) = values("HEALTHCHECK")
    argv: list[str] = json.loads(check.partition("CMD ")[2])
    beat = tmp_path / "alive"
    if age is not None:
        beat.touch()
        then = time.time() - age
        os.utime(beat, (then, then))
    found, printed = await run(sys.executable, *argv[1:], cwd=tmp_path, EASEL_HEALTH_FILE=str(beat))
    assert found == status
    assert printed == ""
    assert any("EASEL_HEALTH_FILE=" in value for value in values("ENV"))


def test_image_is_built_from_files_that_are_there_and_nothing_else() -> None:
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    patterns = [rule for rule in rules if rule and not rule.startswith("#")]
    assert patterns[0] == "*"
    allowed = {rule[1:] for rule in patterns if rule.startswith("!")}
    copied = {
        source
        for value in values("COPY")
        if not value.startswith("--from")
        for source in value.split()[:-1]
    }
    assert copied == allowed
    for source in copied:
        assert (ROOT / source).exists(), source
    assert not [name for name in (".env", "data", ".git") if any(fnmatch(name, a) for a in allowed)]


async def test_ci_script_is_a_program_that_bash_can_read() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111 == 0o111
    assert await run("bash", "-n", str(script), cwd=ROOT) == (0, "")
    lines = script.read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "make test-all"
    assert {"make check", "make docs", ".ci/image"} <= {*lines}


async def test_image_script_is_a_program_that_passes_where_nothing_can_build(
    tmp_path: Path,
) -> None:
    script = ROOT / ".ci" / "image"
    assert script.stat().st_mode & 0o111 == 0o111
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "dirname"):
        (tools / name).symlink_to(f"/bin/{name}" if name == "bash" else f"/usr/bin/{name}")
    status, printed = await run("/bin/bash", str(script), cwd=tmp_path, PATH=str(tools))
    assert (status, printed) == (0, "The image is not built here: there is no buildah.\n")


SKIPPING = """
import pytest

def test_passes(): pass

@pytest.mark.skip(reason="no browser")
def test_skips(): pass

@pytest.mark.xfail(reason="known", strict=True)
def test_fails_as_expected(): assert False
"""


@pytest.mark.parametrize(
    ("body", "closing", "status"),
    [
        (SKIPPING, ["1 passed", "1 xfailed", "1 error"], 1),
        ("import pytest; pytest.skip('all', allow_module_level=True)", ["1 error"], 2),
        ("def test_passes(): pass", ["1 passed"], 0),
    ],
)
async def test_no_skips_makes_every_skip_a_failure(
    tmp_path: Path, body: str, closing: list[str], status: int
) -> None:
    (tmp_path / "test_it.py").write_text(body, encoding="utf-8")
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    argv = (sys.executable, "-m", "pytest", "--no-skips", "-p", "no:cacheprovider")
    found, printed = await run(*argv, cwd=tmp_path)
    assert found == status, printed
    assert all(part in printed.splitlines()[-1] for part in closing), printed
