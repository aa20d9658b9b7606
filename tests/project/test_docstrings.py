"""Docstrings begin as engineers write: with a verb or a noun, not with a question word."""

import ast
from collections.abc import Iterator

import pytest

from tests.project.sources import modules

# Packages that are held to it; the others follow.
PACKAGES = ("providers", "sandbox", "benchmarks", "chaos")
QUESTION_WORDS = frozenset(
    {"What", "Whether", "Who", "Whose", "Where", "How", "Which", "When", "Why", "Likewise"}
)

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def docstrings(node: Documented, name: str) -> Iterator[tuple[str, str]]:
    """Yield the docstrings of a module, its public classes, functions and attributes, with names.

    The string below an attribute documents it.
    """
    if own := ast.get_docstring(node):
        yield name, own
    before: ast.stmt | None = None
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if is_public(child.name):
                yield from docstrings(child, f"{name}.{child.name}")
        elif isinstance(child, ast.Expr) and isinstance(before, ast.Assign | ast.AnnAssign):
            attribute = assigned(before)
            if isinstance(child.value, ast.Constant) and is_public(attribute):
                yield f"{name}.{attribute}", str(child.value.value)
        before = child


def assigned(statement: ast.Assign | ast.AnnAssign) -> str:
    """Return the name that a statement assigns to, without the object that has it."""
    target = statement.target if isinstance(statement, ast.AnnAssign) else statement.targets[0]
    return ast.unparse(target).rpartition(".")[2]


def is_public(name: str) -> bool:
    """Return True for a name without an underscore in front, or with two on both sides."""
    return not name.startswith("_") or name.endswith("__")


def first_word(docstring: str) -> str:
    """Return the first word of a docstring, without the punctuation around it."""
    return docstring.split(maxsplit=1)[0].strip("*`.,:;") if docstring.split() else ""


@pytest.mark.parametrize("package", PACKAGES)
def test_no_docstring_begins_with_a_question_word(package: str) -> None:
    found = [
        (name, docstring)
        for module, tree in modules(package).items()
        for name, docstring in docstrings(tree, module)
    ]
    assert len(found) > len(modules(package))
    asking = [
        f"{name}: {docstring.splitlines()[0]}"
        for name, docstring in found
        if first_word(docstring) in QUESTION_WORDS
    ]
    assert not asking, "\n".join(asking)


def test_every_public_docstring_is_found() -> None:
    source = '''
"""Where."""
class A:
    """Who."""
    x: int = 1
    """Whose."""
    def f(self):
        """How."""
        self.y = 1
        """Which."""
    def _g(self):
        """Why."""
    def __init__(self):
        self.z = 1
        """When."""
async def h():
    """What."""
_k = 1
"""Likewise."""
'''
    assert dict(docstrings(ast.parse(source), "m")) == {
        "m": "Where.",
        "m.A": "Who.",
        "m.A.x": "Whose.",
        "m.A.f": "How.",
        "m.A.f.y": "Which.",
        "m.A.__init__.z": "When.",
        "m.h": "What.",
    }
