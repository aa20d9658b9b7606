"""Model families: each says for itself what choices, prices, tests and documents are made from.

Each test here finds one omission, and its message is the step that is missing.
"""

from importlib import import_module
from inspect import getsourcefile
from pathlib import Path

import pytest

from bot.policy.rules import COUNTS, QUALITIES, TOLERANCES
from bot.ui.model_choices import model_choices
from providers.base import ImageRequest, RetiredRequest
from providers.registry import EDITORS, FAMILIES, GENERATORS, MODULES, OPERATIONS
from tests.option_values import schemas
from tests.project.sources import ROOT

KINDS = [*OPERATIONS.values()]
# Options that `/easel rules` caps, with the values that it knows in order.
CAPPED = {"quality": {"auto", *QUALITIES}, "safety_tolerance": {*TOLERANCES}, "n": {*COUNTS}}


def test_every_module_of_a_family_is_registered() -> None:
    families = {*_all_kinds()} - {RetiredRequest}
    defined = {kind.__module__ for kind in families if kind.__module__.startswith("providers.")}
    missing = sorted({name.removeprefix("providers.") for name in defined} - {*MODULES})
    assert not missing, f"name the request models of {missing} in providers/registry.py"


def test_every_family_has_a_cog() -> None:
    missing = [name for name in MODULES if not (ROOT / "cogs" / f"{name}.py").exists()]
    assert not missing, f"write the commands of {missing} in a module of that name in cogs/"


def test_every_operation_declares_its_price() -> None:
    silent = [_place(kind) for kind in KINDS if "list_price" not in vars(kind)]
    assert not silent, (
        f"declare `list_price`, in micro-dollars a picture or None, in {', '.join(silent)}: "
        "without a price nobody is asked before a dear picture"
    )


def test_every_price_by_resolution_has_that_of_the_default() -> None:
    for kind in KINDS:
        if kind.list_price is not None and not isinstance(kind.list_price, int):
            plain = kind.from_chosen({"prompt": "a fox"})
            priced = plain.resolution in kind.list_price
            assert priced, f"give {plain.resolution!r} a price in {_place(kind)}"


def test_every_operation_names_the_options_of_its_shape() -> None:
    silent = [_place(kind) for kind in KINDS if not kind.shape_options]
    assert not silent, (
        f"declare `shape_options`, `shape` and `options_for` in {', '.join(silent)}: "
        "without them a request cannot be made by another family"
    )


@pytest.mark.parametrize("family", GENERATORS)
@pytest.mark.parametrize("shape", [(1024, 1024), (2048, 512), (640, 1920), (4096, 4096)])
def test_every_shape_becomes_options_of_that_shape(family: str, shape: tuple[int, int]) -> None:
    kind = GENERATORS[family]
    options = kind.options_for(shape)
    assert {*options} <= {*kind.shape_options}, _place(kind)
    made = kind.from_chosen({"prompt": "a fox", **options})
    # What is made is a shape that the family has: it becomes itself.
    again = kind.from_chosen({"prompt": "a fox", **kind.options_for(made.shape)})
    assert again.shape == made.shape, _place(kind)
    wide = (shape[0] > shape[1]) - (shape[0] < shape[1])
    assert (made.shape[0] > made.shape[1]) - (made.shape[0] < made.shape[1]) == wide, _place(kind)


def test_capped_options_have_the_values_that_rules_know() -> None:
    for kind in KINDS:
        for name, schema in schemas(kind).items():
            if name in CAPPED:
                bounds = range(schema.get("minimum", 0), schema.get("maximum", -1) + 1)
                taken = {*schema.get("enum", ()), *bounds}
                assert taken <= CAPPED[name], (
                    f"rename `{name}` in {_place(kind)}, or give it values that /easel rules knows"
                )


def test_every_editor_can_be_chosen() -> None:
    choices = model_choices({family: kind.title for family, kind in EDITORS.items()}, "")
    assert [choice.value for choice in choices] == [*EDITORS]


def test_names_of_families_are_apart() -> None:
    assert len({kind.operation for kind in KINDS}) == len(KINDS)
    assert len({kind.command for kind in KINDS}) == len(KINDS)
    assert len({kind.path for kind in KINDS}) == len(KINDS)
    assert len(FAMILIES) == len(MODULES), "a module in providers/ is one family"


def _all_kinds() -> list[type[ImageRequest]]:
    waiting: list[type[ImageRequest]] = [ImageRequest]
    found: list[type[ImageRequest]] = []
    for path in (ROOT / "providers").glob("*.py"):
        import_module(f"providers.{path.stem}")
    while waiting:
        below = waiting.pop().__subclasses__()
        found += below
        waiting += below
    return found


def _place(kind: type[ImageRequest]) -> str:
    return f"{kind.__name__} ({Path(getsourcefile(kind) or '').name})"
