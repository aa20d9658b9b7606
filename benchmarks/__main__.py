"""`python -m benchmarks [case ...]`: run the cases, print the table, write docs/performance.md."""

import argparse
import sys
from collections.abc import Iterable, Sequence

from benchmarks.case import Case
from benchmarks.cases import all_cases
from benchmarks.runner import FailedError, Outcome, run_case
from benchmarks.table import plain, rows
from benchmarks.tls import tls_environment


def main(argv: Sequence[str] | None = None) -> int:
    """Return 0 whatever the figures are, or 1 if a process failed."""
    known = all_cases()
    parser = _arguments(known)
    chosen = parser.parse_args(argv)
    if unknown := {*chosen.cases} - known.keys():
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    if chosen.write and (chosen.cases or chosen.quick):
        parser.error("docs/performance.md is written from all cases, in full")
    cases = [known[name] for name in chosen.cases or known]
    outcomes, failures = _run(cases, quick=chosen.quick, rounds=chosen.rounds)
    sys.stdout.write(plain(rows(outcomes)) + "\n")
    if chosen.write and not failures:
        # Only drawing needs matplotlib.
        from benchmarks.document import write

        write(outcomes)
    elif chosen.draw:
        from benchmarks.document import draw_plots

        draw_plots(outcomes)
    return int(failures > 0)


def _run(
    cases: Sequence[Case], *, quick: bool, rounds: int | None
) -> tuple[Sequence[Outcome], int]:
    """Run the cases; return their outcomes and the number of failures."""
    outcomes: list[Outcome] = []
    with tls_environment() as environment:
        for case in cases:
            try:
                outcome = run_case(
                    case, quick=quick, rounds=rounds, environment=environment, progress=_progress
                )
            except FailedError as error:
                sys.stderr.write(f"\n{error}\n")
            else:
                outcomes.append(outcome)
    return outcomes, len(cases) - len(outcomes)


def _arguments(known: Iterable[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    cases = f"default: all of them, {', '.join(known)}"
    parser.add_argument("cases", nargs="*", metavar="case", help=cases)
    parser.add_argument("--quick", action="store_true", help="tiny sizes, one round, no verdict")
    parser.add_argument("--rounds", type=int, help="the runs of each case")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    parser.add_argument("--draw", action="store_true", help="renew the plots of these cases alone")
    return parser


def _progress(words: str) -> None:
    start, end = ("\r\x1b[K", "") if sys.stderr.isatty() else ("", "\n")
    sys.stderr.write(f"{start}{words}{end}")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
