"""The project's own source files, and what they import."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "cogs", "providers", "sandbox")


@functools.cache
def modules(*packages: str) -> dict[str, ast.Module]:
    """Return every module of these packages by its dotted name, parsed once."""
    return {
        _name(path): ast.parse(path.read_text(encoding="utf-8"), str(path))
        for package in packages
        for path in sorted((ROOT / package).rglob("*.py"))
    }


def imports(name: str, tree: ast.Module, *, package: bool = False) -> Iterator[str]:
    """The dotted names that a module imports anywhere in it, `from x import y` as `x.y`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            up = node.level - (1 if package else 0)
            base = name.split(".")[: -up or None] if node.level else []
            origin = ".".join([*base, *(node.module.split(".") if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def within(name: str, *places: str) -> bool:
    """Whether a dotted name is one of these, or inside one."""
    return any(name == place or name.startswith(f"{place}.") for place in places)


def above(name: str) -> Iterator[str]:
    """Yield a dotted name and everything that it is inside."""
    while name:
        yield name
        name = name.rpartition(".")[0]


def is_package(name: str) -> bool:
    """Whether a dotted name of ours is a folder."""
    return (ROOT / Path(*name.split(".")) / "__init__.py").exists()


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
