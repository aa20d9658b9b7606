"""The benchmarks run: every case once, in a tiny size, for no figure's sake."""

from collections.abc import Iterator, Mapping

import pytest

from benchmarks.case import Case
from benchmarks.cases import all_cases
from benchmarks.runner import run_case
from benchmarks.table import plain, rows
from benchmarks.tls import tls_environment

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def environment() -> Iterator[Mapping[str, str]]:
    """What measured processes find in theirs."""
    with tls_environment() as found:
        yield found


@pytest.mark.parametrize("case", all_cases().values(), ids=all_cases())
def test_case_gives_every_figure_for_ours(case: Case, environment: Mapping[str, str]) -> None:
    outcome = run_case(case, quick=True, environment=environment)
    for figure in case.figures:
        for size in case.quick:
            numbers = outcome.figures[figure.name][size][case.own]
            assert len(numbers) == 1, figure.name
            assert numbers[0] >= 0, figure.name
    table = plain(rows([outcome]))
    assert all(figure.title in table for figure in case.figures)
