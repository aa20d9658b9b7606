"""The documents name only files and sections that exist; the YAML files can be read."""

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from tests.project.plain_yaml import NotPlainError, read
from tests.project.sources import PACKAGES, ROOT

DOCUMENTS = tuple(
    path.relative_to(ROOT).as_posix()
    for path in (
        *sorted((ROOT / "docs").glob("*.md")),
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "PRIVACY.md")),
    )
)
YAML = tuple(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / ".pre-commit-config.yaml", *sorted((ROOT / ".github").rglob("*.yml")))
)
SOURCES = tuple(
    path
    for package in (*PACKAGES, "benchmarks", "chaos", "tests")
    for path in sorted((ROOT / package).rglob("*.py"))
)
IGNORED = (".git", *(ROOT / ".gitignore").read_text(encoding="utf-8").replace("/", "").split())
TOP = {
    path.name
    for path in ROOT.iterdir()
    if path.is_dir() and not any(fnmatch(path.name, pattern) for pattern in IGNORED)
}

_FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"[\w.-]+(/[\w.*-]+)*/?")
_FILE = re.compile(r".*\.(py|md|toml|lock|ya?ml)")
_MARKDOWN = re.compile(r"[\w./-]*\w\.md\b")


def text_of(document: str) -> str:
    """Return a document without its fenced blocks, which show code and diagrams."""
    return _FENCE.sub("", (ROOT / document).read_text(encoding="utf-8"))


def links(document: str) -> list[str]:
    """Return where a document links to, addresses of other places left out."""
    return [link for link in _LINK.findall(text_of(document)) if "://" not in link]


def anchors(path: Path) -> set[str]:
    """Return the names that GitHub gives to the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def named_paths(text: str) -> list[str]:
    """Return what in backticks looks like a file or folder of the repository.

    That is a path which begins with one of its folders, ends with a slash, or has the extension
    of a source. Commands, addresses of the relay and names of models look otherwise.
    """
    return [code for code in _CODE.findall(text) if _PATH.fullmatch(code) and looks_ours(code)]


def looks_ours(path: str) -> bool:
    """Return True for a path in a folder of the repository, any folder, or a source file."""
    top, slash, _ = path.partition("/")
    return (bool(slash) and top in TOP) or path.endswith("/") or _FILE.fullmatch(path) is not None


def is_there(path: str, document: str) -> bool:
    """Return True if a path is one from the root, the document's folder, or `bot/` for a room."""
    starts = (ROOT, (ROOT / document).parent, ROOT / "bot")
    return any(next(start.glob(path), None) is not None for start in starts)


def remarks(source: str) -> Iterator[tuple[int, str]]:
    """Return the comments and docstrings of a module, with the line that each begins on."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(source)):
        # Below an attribute a string is a docstring, too.
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.lineno, str(node.value.value)


def cited(source: str) -> Iterator[tuple[int, str]]:
    """Yield the Markdown files that comments and docstrings name, with their lines."""
    if not _MARKDOWN.search(source):
        return
    for line, remark in remarks(source):
        yield from ((line, name) for name in _MARKDOWN.findall(remark))


def bare(command: str) -> list[str]:
    """Return the words of a command without its options and the present folder."""
    return [word for word in command.split() if word != "." and not word.startswith("-")]


def parsed(name: str) -> Any:
    """Return what a YAML file holds; any type, since each test knows what to find."""
    return read((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_to_a_file_and_a_heading(document: str) -> None:
    for link in links(document):
        file, _, anchor = link.partition("#")
        target = (ROOT / document).parent / file if file else ROOT / document
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_in_a_document_exists(document: str) -> None:
    missing = {path for path in named_paths(text_of(document)) if not is_there(path, document)}
    assert not missing


def test_every_folder_of_tests_is_explained() -> None:
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/*.py")}
    explained = re.findall(r"^\| `tests/(\w+)/` \|", text_of("docs/testing.md"), flags=re.MULTILINE)
    assert sorted(explained) == sorted(folders)


def test_every_make_target_in_a_document_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (targets,) = re.findall(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)
    for document in DOCUMENTS:
        named = re.findall(r"(?:`|^    )make ([a-z-]+)", text_of(document), flags=re.MULTILINE)
        assert {*named} <= {*targets.split()}, document


def test_no_comment_names_a_document_that_is_not_there() -> None:
    strange = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in SOURCES
        for line, name in cited(path.read_text(encoding="utf-8"))
        if not (ROOT / name).exists()
    ]
    assert not strange, "\n".join(strange)


def test_yaml_files_can_be_read() -> None:
    assert len(YAML) >= 5
    for name in YAML:
        assert isinstance(parsed(name), dict), name


def test_checks_run_the_script_of_every_machine_on_every_python() -> None:
    job = parsed(".github/workflows/checks.yml")["jobs"]["checks"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pythons = job["strategy"]["matrix"]["python"]
    assert f">={pythons[0]}" == project["requires-python"]
    minors = [int(version.removeprefix("3.")) for version in pythons]
    assert minors == [*range(minors[0], minors[-1] + 1)]
    (step,) = [step for step in job["steps"] if "run" in step]
    assert step["run"] == "bash .ci/run"
    assert "PYTHON" in step["env"]
    assert 'PYTHON="${PYTHON:-' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_hooks_run_what_make_check_runs_and_fetch_nothing() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (check,) = re.findall(r"^check:.*\n((?:\t.+\n)+)", makefile, flags=re.MULTILINE)
    repositories = parsed(".pre-commit-config.yaml")["repos"]
    assert [one["repo"] for one in repositories] == ["local"]
    hooks = repositories[0]["hooks"]
    assert {hook["language"] for hook in hooks} == {"system"}
    run = [line.replace("$(BIN)", ".venv/bin") for line in check.splitlines()]
    assert [bare(hook["entry"]) for hook in hooks] == [bare(line) for line in run]


@pytest.mark.parametrize("form", [name for name in YAML if "ISSUE_TEMPLATE" in name])
def test_issue_forms_are_what_github_takes(form: str) -> None:
    content = parsed(form)
    if form.endswith("/config.yml"):
        assert all({*link} == {"name", "url", "about"} for link in content["contact_links"])
        return
    assert {"name", "description", "body"} <= {*content}
    asked = [field for field in content["body"] if field["type"] != "markdown"]
    assert {field["type"] for field in asked} <= {"input", "textarea", "dropdown", "checkboxes"}
    assert all(field["attributes"]["label"] for field in asked)
    ids = [field["id"] for field in asked]
    assert len(ids) == len({*ids})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("`bot/jobs/worker.py` and `storage/`", ["bot/jobs/worker.py", "storage/"]),
        ("`errors.py`, `docs/*.md`", ["errors.py", "docs/*.md"]),
        ("`/flux`, `/v2/tasks/{id}`, `Qwen/qwen-image`, `data/easel.db`, `make test`", []),
        ("bot/jobs/worker.py", []),
    ],
)
def test_paths_are_told_from_other_code(text: str, found: list[str]) -> None:
    assert named_paths(text) == found


def test_comments_and_docstrings_are_seen_and_other_strings_are_not() -> None:
    source = '"""See A.md."""\nx = 1  # docs/B.md, section 2\n"""C.md"""\ny = "D.md"\n'
    assert sorted(cited(source)) == [(1, "A.md"), (2, "docs/B.md"), (3, "C.md")]


def test_plain_yaml_is_read_as_yaml_says() -> None:
    text = """
# A comment.
a: one two  # another
"b": no
"""
    with pytest.raises(NotPlainError, match="line 4"):
        read(text)
    text = "a: 'x: y'\nb:\n  - c: [\"1.1\", d]\n    e: |\n      # kept\n\n      f\n  - g\nh:\n"
    assert read(text) == {
        "a": "x: y",
        "b": [{"c": ["1.1", "d"], "e": "# kept\n\nf\n"}, "g"],
        "h": "",
    }


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c",
        "a: 1\na: 2",
        "a:\n\tb: c",
        "a:\n    b: c\n  d: e",
        "a: {b: c}",
        "a: *b",
        "a b",
        "",
    ],
)
def test_text_that_is_not_plain_yaml_is_refused(text: str) -> None:
    with pytest.raises(NotPlainError):
        read(text)
