"""The runner of cases: fresh processes, contenders in turn, one line of JSON from each."""

import os
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from benchmarks.case import Case, Sizes

ROOT = Path(__file__).resolve().parents[1]


class FailedError(Exception):
    """A measured process failed, hung or printed something else; has its output."""


@dataclass(frozen=True)
class Outcome:
    """The result of a case: for each figure by name the numbers at every size.

    `judged` is True if the bounds apply to the sizes that were run.
    """

    case: Case
    figures: Mapping[str, Sizes]
    judged: bool = True


def run_case(
    case: Case,
    *,
    quick: bool = False,
    rounds: int | None = None,
    environment: Mapping[str, str] | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Run `case`, with contenders in turn within each round. Raises FailedError."""
    sizes = case.quick if quick else case.sizes
    taken: dict[str, dict[float, dict[str, list[float]]]] = {
        figure.name: {size: defaultdict(list) for size in sizes} for figure in case.figures
    }
    variables = {**os.environ, **(environment or {}), **case.environment}
    for turn in range(rounds or (1 if quick else case.rounds)):
        for size in sizes:
            for contender, argv in case.contenders.items():
                progress(f"{case.name}, round {turn + 1}: {contender} at {size:g} {case.work}")
                flags = ["--size", f"{size:g}", *(["--quick"] if quick else [])]
                figures = run_process([*argv, *flags], case.timeout, variables)
                for name in taken.keys() & figures.keys():
                    taken[name][size][contender].append(figures[name])
    return Outcome(case, taken, judged=not quick)


def run_process(
    argv: Sequence[str], timeout: float, environment: Mapping[str, str]
) -> dict[str, float]:
    """Return the JSON object that `python -m argv` printed last. Raises FailedError."""
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", *argv],
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Its servers end with it.
        start_new_session=True,
    ) as process:
        try:
            out, words = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            raise FailedError(f"{' '.join(argv)}: not done in {timeout:g} s") from None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode or "Traceback" in words:
        # What was logged took time, and something else than meant was measured.
        raise FailedError(f"{' '.join(argv)}: status {process.returncode}\n{words}")
    try:
        return {name: float(number) for name, number in orjson.loads(out.splitlines()[-1]).items()}
    except (IndexError, ValueError, AttributeError):
        raise FailedError(f"{' '.join(argv)} printed no figures: {out!r}\n{words}") from None
