"""Report of the checks: a line for each finding as soon as it is known, or one JSON document."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.common.plain_text import clean_text
from bot.operator.output import print_json
from bot.settings import Settings, secrets_of

_MARKS: Mapping[str, str] = MappingProxyType(
    {"ok": "✓", "warning": "!", "failed": "✗", "skipped": "–"}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check: its outcome, what was found, and what to do about it."""

    outcome: str
    what: str
    remedy: str | None = None


class Report:
    """Findings without the settings' secrets; `as_json` prints them all together at the end."""

    def __init__(self, settings: Settings, *, as_json: bool = False) -> None:
        self._secrets = [*secrets_of(settings), *_password(settings.database_url)]
        self._as_json = as_json
        self._findings: list[Finding] = []

    def ok(self, what: str) -> None:
        """Add a check that has passed."""
        self._add("ok", what)

    def warn(self, what: str, remedy: str) -> None:
        """Add a warning, with which the bot still works."""
        self._add("warning", what, remedy)

    def fail(self, what: str, remedy: str) -> None:
        """Add a failure, and what to do about it."""
        self._add("failed", what, remedy)

    def skip(self, what: str, why: str) -> None:
        """Add a check that was skipped."""
        self._add("skipped", f"{what}: skipped, {why}")

    def finish(self) -> int:
        """Print the summary or the document; return the exit status, 1 if any check failed."""
        failures = sum(finding.outcome == "failed" for finding in self._findings)
        if self._as_json:
            rows = [
                {"outcome": one.outcome, "what": one.what, "remedy": one.remedy}
                for one in self._findings
            ]
            print_json({"ok": not failures, "checks": rows})
        elif failures:
            _write(f"{failures} to fix: each line with ✗ says how")
        else:
            _write("All is well")
        return int(failures > 0)

    def _add(self, outcome: str, what: str, remedy: str | None = None) -> None:
        finding = Finding(outcome, self._clean(what), remedy and self._clean(remedy))
        self._findings.append(finding)
        if not self._as_json:
            parts = (finding.what, finding.remedy)
            _write(f"{_MARKS[outcome]} {'. '.join(part for part in parts if part)}")

    def _clean(self, text: str) -> str:
        # Names of servers are untrusted, and must not control the operator's terminal.
        plain = clean_text(" ".join(text.splitlines()))
        line = "".join(c if c.isprintable() else " " for c in plain)
        for secret in self._secrets:
            line = line.replace(secret, "[secret]")
        return line


def _write(line: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(f"{line.encode(encoding, 'replace').decode(encoding)}\n")
    sys.stdout.flush()


def _password(database_url: str) -> list[str]:
    try:
        password = make_url(database_url).password
    except ArgumentError:
        return [database_url]
    return [str(password)] if password else []
