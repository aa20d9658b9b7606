"""Report of the checks: each finding is printed as one line, as soon as it is known."""

import sys

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.common.plain_text import clean_text
from bot.settings import Settings, secrets_of


class Report:
    """Printer of findings that replaces the settings' secrets and counts failures."""

    def __init__(self, settings: Settings) -> None:
        self._secrets = [*secrets_of(settings), *_password(settings.database_url)]
        self._failures = 0

    def ok(self, what: str) -> None:
        """Print that a check has passed."""
        self._print("✓", what)

    def warn(self, what: str, remedy: str) -> None:
        """Print a warning, with which the bot still works."""
        self._print("!", f"{what}. {remedy}")

    def fail(self, what: str, remedy: str) -> None:
        """Print and count a failure, and what to do about it."""
        self._failures += 1
        self._print("✗", f"{what}. {remedy}")

    def skip(self, what: str, why: str) -> None:
        """Print that a check was skipped."""
        self._print("–", f"{what}: skipped, {why}")

    def finish(self) -> int:
        """Print the summary; return the exit status, 1 if any check failed."""
        if self._failures:
            self._print(f"{self._failures} to mend:", "each line with ✗ says how")
            return 1
        self._print("All", "is well")
        return 0

    def _print(self, mark: str, text: str) -> None:
        # Names of servers are untrusted, and must not control the operator's terminal.
        plain = clean_text(" ".join(text.splitlines()))
        line = "".join(c if c.isprintable() else " " for c in f"{mark} {plain}")
        for secret in self._secrets:
            line = line.replace(secret, "[secret]")
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(f"{line.encode(encoding, 'replace').decode(encoding)}\n")
        sys.stdout.flush()


def _password(database_url: str) -> list[str]:
    try:
        password = make_url(database_url).password
    except ArgumentError:
        return [database_url]
    return [str(password)] if password else []
