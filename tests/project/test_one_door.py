"""Jobs come from one place, and there the server's decisions are asked first."""

import ast
from collections.abc import Iterator

from tests.project.sources import modules

DOOR = "bot.intake.intake"
# Takes what the intake has admitted, once the member has agreed to its price.
WAITING_ROOM = "bot.intake.confirmation"


def called(tree: ast.AST) -> Iterator[str]:
    """The names of what is called, in order."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def callers(name: str) -> set[str]:
    """The modules that call something of this name."""
    return {
        module
        for module, tree in modules("bot", "cogs").items()
        if any(one == name or one.endswith(f".{name}") for one in called(tree))
    }


def test_only_the_intake_asks_for_jobs() -> None:
    assert callers("Ask") == {DOOR}
    assert callers("runner.accept") | callers("_runner.accept") == {DOOR, WAITING_ROOM}


def test_intake_asks_the_policy_before_it_fetches_images_or_asks_for_a_job() -> None:
    methods = [
        node for node in ast.walk(modules("bot")[DOOR]) if isinstance(node, ast.AsyncFunctionDef)
    ]
    asking = {method.name: ast.unparse(method) for method in methods if "Ask" in called(method)}
    assert asking
    for name, source in asking.items():
        admitted = source.find("self._enforcement.admit(")
        assert 0 <= admitted < source.find("self._collect(") < source.find("Ask("), name
