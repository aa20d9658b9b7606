"""All cases: each module here defines `CASES` or one `CASE`, without any registration."""

import importlib
import pkgutil

from benchmarks.case import Case


def all_cases() -> dict[str, Case]:
    """Return every case by its name, in the order of the modules."""
    cases: dict[str, Case] = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        for case in getattr(loaded, "CASES", ()) or (loaded.CASE,):
            if case.name in cases:
                raise ValueError(f"two cases are called {case.name}")
            cases[case.name] = case
    return cases
