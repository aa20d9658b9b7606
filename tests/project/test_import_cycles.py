"""Modules of the project import each other in one direction, and providers/ stands alone."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from tests.project.sources import PACKAGES, imports, is_package, modules, within


def import_graph(*packages: str) -> dict[str, set[str]]:
    """Each module of these packages, with the other modules that it imports anywhere in it."""
    known = modules(*packages)
    return {
        name: {
            module
            for dotted in imports(name, tree, package=is_package(name))
            if (module := module_of(dotted, known)) not in (None, name)
        }
        for name, tree in known.items()
    }


def module_of(dotted: str, known: Mapping[str, object]) -> str | None:
    """Return the module in which `dotted` is defined; None for a module of another project."""
    return next((name for name in (dotted, *parents(dotted)) if name in known), None)


def parents(dotted: str) -> Iterator[str]:
    """Yield the packages around a dotted name, the innermost first."""
    while "." in dotted:
        dotted = dotted.rpartition(".")[0]
        yield dotted


def cycle(graph: Mapping[str, set[str]]) -> list[str]:
    """Return the modules of one import cycle in order; none if there is no cycle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        modules_in_cycle: list[str] = error.args[1]
        return modules_in_cycle[::-1]
    return []


def test_no_module_imports_itself_through_others() -> None:
    graph = import_graph(*PACKAGES, "benchmarks", "chaos")
    assert "providers.relay.client" in graph["providers.relay"]
    assert cycle(graph) == []


def test_cycles_are_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"d", "b"}, "d": set[str]()}
    found = cycle(graph)
    assert {*found} == {"b", "c"}
    assert found[0] == found[-1]
    assert cycle({"a": {"b"}, "b": set()}) == []


def test_providers_import_nothing_of_the_bot_or_of_discord() -> None:
    forbidden = [
        f"{name} -> {dotted}"
        for name, tree in modules("providers").items()
        for dotted in imports(name, tree, package=is_package(name))
        if within(dotted, "bot", "cogs", "sandbox", "benchmarks", "discord")
    ]
    assert forbidden == []
