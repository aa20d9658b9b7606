"""Every case: a module here defines `CASES`, or one `CASE`; it needs no registration."""

import importlib
import pkgutil

from benchmarks.case import Case


def all_cases() -> dict[str, Case]:
    """Every case by its name, in the order of the modules."""
    found: dict[str, Case] = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        for case in getattr(loaded, "CASES", ()) or (loaded.CASE,):
            if case.name in found:
                raise ValueError(f"two cases are called {case.name}")
            found[case.name] = case
    return found
