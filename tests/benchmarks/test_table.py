"""What the benchmarks make of numbers: bounds, the table, the document."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.case import AtMost, Case, Figure
from benchmarks.document import DOCUMENT, write
from benchmarks.plan import limits, plan
from benchmarks.runner import FailedError, Outcome, run_process
from benchmarks.table import plain, rows


def outcome(*bounds: AtMost, own: Sequence[float], other: Sequence[float] = ()) -> Outcome:
    figures = [Figure("took", "time taken", "ms", bounds, at=(1000,))]
    contenders = {"easel": ["a"], "official": ["b"]}
    case = Case("one", "One", contenders, figures, work="tasks", sizes=(10, 1000))
    fewer = {"easel": [2.0], "official": [3.0]}
    most = {"easel": own, "official": other}
    return Outcome(case, {"took": {10: fewer, 1000: most}})


@pytest.mark.parametrize(
    ("bound", "own", "other", "mark"),
    [
        (AtMost(10), [9, 10, 30], [], "✓"),
        (AtMost(10), [9, 11, 11], [], "✗"),
        (AtMost(1 / 10, of="official"), [1, 5, 2], [10, 10, 100], "✓"),
        (AtMost(1 / 10, of="official"), [1, 5, 2], [10, 10, 10], "✗"),
        (AtMost(1 / 10, of="official"), [1], [], "✗"),
        (AtMost(1.5, than_at=10), [3], [], "✓"),
        (AtMost(1.5, than_at=10), [3.1], [], "✗"),
        (AtMost(10), [], [1], "✗"),
    ],
)
def test_bound_holds_for_the_median_and_ratios_are_taken_by_round(
    bound: AtMost, own: list[float], other: list[float], mark: str
) -> None:
    found = rows([outcome(bound, own=own, other=other)])
    assert [row.mark for row in found] == ["", mark]


def test_bound_that_even_the_floor_misses_says_so() -> None:
    taken = outcome(AtMost(10), AtMost(0.5, "official"), own=[21], other=[40])
    measured = {**taken.figures["took"][1000], "floor": [20.0]}
    floored = Outcome(taken.case, {"took": {1000: measured}})
    assert rows([floored])[-1].mark == "✗ floor 20"


def test_table_shows_the_median_the_spread_and_the_target() -> None:
    table = plain(
        rows([outcome(AtMost(20), AtMost(0.1, "official"), own=[1, 9, 4], other=[40, 50, 60])])
    )
    last = table.splitlines()[-1]
    assert "One: time taken" in last
    assert "1,000 tasks" in last
    assert "4 ms (1 to 9)" in last
    assert "official 50 ms (40 to 60)" in last
    assert "≤ 20 ms, ≤ 1/10 of official" in last
    assert last.endswith("✓")


def test_quick_figures_are_not_judged() -> None:
    judged = outcome(AtMost(1), own=[5])
    unjudged = Outcome(judged.case, judged.figures, judged=False)
    assert [row.mark for row in rows([unjudged])] == ["", ""]


def test_document_is_renewed_between_its_markers(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    before = DOCUMENT.read_text(encoding="utf-8")
    document.write_text(before, encoding="utf-8")
    write([outcome(AtMost(10), own=[4], other=[5])], document)
    after = document.read_text(encoding="utf-8")
    assert "| One: time taken | 1,000 tasks | 4 ms |" in after
    assert "![One](performance/one.svg)" in after
    assert (tmp_path / "performance" / "one.svg").read_text(encoding="utf-8").count("<svg") == 1
    write([outcome(AtMost(10), own=[4], other=[5])], document)
    assert document.read_text(encoding="utf-8") == after
    document.write_text("no markers", encoding="utf-8")
    with pytest.raises(ValueError, match="no <!-- cases -->"):
        write([], document)


def test_plan_names_the_first_limit_first_and_leaves_out_what_is_unknown() -> None:
    figures = [Figure("polls", "polls", "")]
    case = Case("polls", "Polls", {"easel": ["a"]}, figures)
    known = [Outcome(case, {"polls": {1: {"easel": [1.5]}}})]
    names = [line.split("|")[1].strip() for line in plan(known).splitlines()]
    assert names[2] == "the load"
    assert names[3].startswith("the relay, for each 1,000 requests")
    assert [limit.full for limit in limits(known) if limit.name in names[3]] == [400]
    assert not any(name.startswith("one core") for name in names)


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["json.tool", "/nowhere"], "status"),
        (["timeit", "-n1", "pass"], "printed no figures"),
        (["http.server", "--bind", "127.0.0.1", "0"], "not done in 0.01 s"),
    ],
)
def test_process_that_gives_no_figures_is_a_failure_with_its_words(
    argv: list[str], words: str
) -> None:
    with pytest.raises(FailedError, match=words):
        run_process(argv, 0.01 if "server" in argv[0] else 20, {})
