"""The soak runs, in a tiny size, and its table tells growth from rest."""

import pytest

from benchmarks.load import soak
from benchmarks.load.soak import ROWS, main


@pytest.mark.slow
def test_soak_has_every_row_and_reached_its_bounds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--minutes", "0.1"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("12 jobs in 0.1 minutes\n")
    assert all(row.name in printed for row in ROWS)
    assert "MISSED" not in printed


def test_growth_beyond_the_bound_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    [row] = [row for row in ROWS if row.name == "open files"]
    assert soak._print_row(row, 30, 41)
    assert not soak._print_row(row, 30, 40)
    assert capsys.readouterr().out.count("MISSED") == 1
