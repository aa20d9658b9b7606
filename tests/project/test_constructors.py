"""Constructors stay short: what always goes together becomes one value."""

import ast
from collections.abc import Iterator

import pytest

from tests.project.sources import modules

ROOMS = ("delivery", "intake", "jobs", "limits")
MAX_PARAMETERS = 6


def constructors(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield each class with a constructor, and how many parameters that has beside `self`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and method.name == "__init__":
                    arguments = method.args
                    yield node.name, len(arguments.args) - 1 + len(arguments.kwonlyargs)


@pytest.mark.parametrize("room", ROOMS)
def test_constructors_have_few_parameters(room: str) -> None:
    sizes = {
        f"{module}.{name}": size
        for module, tree in modules(f"bot/{room}").items()
        for name, size in constructors(tree)
    }
    assert sizes
    assert {name: size for name, size in sizes.items() if size > MAX_PARAMETERS} == {}


def test_parameters_are_counted() -> None:
    source = "class A:\n    def __init__(self, a, b=1, *, c): ...\n    def f(self, d): ..."
    assert [*constructors(ast.parse(source))] == [("A", 3)]
