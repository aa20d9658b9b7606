"""No object is made from more parts than a reader keeps in mind."""

import ast

from tests.project.sources import modules

MAX_PARAMETERS = 6


def constructors(tree: ast.Module) -> dict[str, int]:
    """Return how many parameters each class of a module is made from, without `self`."""
    return {
        owner.name: sum(map(len, (method.args.args, method.args.kwonlyargs))) - 1
        for owner in ast.walk(tree)
        if isinstance(owner, ast.ClassDef)
        for method in owner.body
        if isinstance(method, ast.FunctionDef) and method.name == "__init__"
    }


def test_constructor_has_six_parameters_at_most() -> None:
    counts = {
        f"{name}.{owner}": count
        for name, tree in modules("bot", "cogs").items()
        for owner, count in constructors(tree).items()
    }
    assert counts["bot.edits.service.EditService"] == MAX_PARAMETERS
    assert {owner: count for owner, count in counts.items() if count > MAX_PARAMETERS} == {}


def test_every_parameter_counts() -> None:
    source = "class A:\n    def __init__(self, a: int, *, b: int = 0) -> None: ..."
    assert constructors(ast.parse(source)) == {"A": 2}
