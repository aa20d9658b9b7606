"""The documentation as a site: all its pages, and links that work there as on GitHub."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docs.site import STAGED, shown_files, stage
from tests.project.sources import ROOT
from tests.project.test_documents import DOCUMENTS, links

SHOWN = {path.as_posix() for path in shown_files(ROOT)}


def nav_pages(entries: list[Any]) -> Iterator[str]:
    """Return the pages that a navigation lists, at any depth."""
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        else:
            for inner in entry.values():
                yield from nav_pages(inner if isinstance(inner, list) else [inner])


def project() -> dict[str, Any]:
    """Return what is set for the site."""
    text = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)["project"]
    return found


def test_every_page_is_in_the_navigation_once() -> None:
    listed = [*nav_pages(project()["nav"])]
    assert len(listed) == len({*listed})
    assert {*listed} == {name for name in SHOWN if name.endswith(".md")}


def test_readme_is_short_and_leads_to_every_page() -> None:
    linked = {link.partition("#")[0] for link in links("README.md")}
    assert {*nav_pages(project()["nav"])} - linked == {"README.md"}
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 160


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_to_what_the_site_has(document: str) -> None:
    folder = (ROOT / document).parent
    files = [link.partition("#")[0] for link in links(document)]
    led = {(folder / file).resolve().relative_to(ROOT).as_posix() for file in files if file}
    assert led <= SHOWN


def test_site_loads_nothing_from_another_host() -> None:
    assert project()["theme"]["font"] is False
    for loaded in ("extra_css", "extra_javascript", "repo_url"):
        assert loaded not in project()


def test_site_is_built_from_what_is_there_now(tmp_path: Path) -> None:
    for name in ("README.md", "docs/one.md", "docs/site.py", "deploy/a/b.yaml", ".env"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    old = tmp_path / STAGED / "docs" / "old.md"
    old.parent.mkdir(parents=True)
    old.touch()
    stage(tmp_path)
    staged = [path for path in (tmp_path / STAGED).rglob("*") if path.is_file()]
    names = {path.relative_to(tmp_path / STAGED).as_posix() for path in staged}
    assert names == {"README.md", "docs/one.md", "deploy/a/b.yaml"}
    assert all(path.read_text(encoding="utf-8") in names for path in staged)


@pytest.mark.parametrize("name", ["edit.png", "panel.png"])
def test_picture_is_small_and_shown(name: str) -> None:
    assert (ROOT / "docs" / "images" / name).stat().st_size < 200_000
    assert f"docs/images/{name}" in links("README.md")
