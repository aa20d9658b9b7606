"""What the checks found: a line each, as soon as it is known."""

import sys

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.settings import Settings, secrets_of


class Report:
    """Prints findings, without any secret among the settings, and counts the bad ones."""

    def __init__(self, settings: Settings) -> None:
        self._secrets = [*secrets_of(settings), *_password(settings.database_url)]
        self._bad = 0

    def good(self, what: str) -> None:
        """In order."""
        self._print("✓", what)

    def warn(self, what: str, remedy: str) -> None:
        """Worth a look, but the bot works."""
        self._print("!", f"{what}. {remedy}")

    def bad(self, what: str, remedy: str) -> None:
        """Not in order, and what to do about it."""
        self._bad += 1
        self._print("✗", f"{what}. {remedy}")

    def skip(self, what: str, why: str) -> None:
        """Not checked."""
        self._print("–", f"{what}: skipped, {why}")

    def end(self) -> int:
        """Sum up; gives the exit status, 1 if anything was bad."""
        if self._bad:
            self._print(f"{self._bad} to mend:", "each line with ✗ says how")
            return 1
        self._print("All", "is well")
        return 0

    def _print(self, mark: str, text: str) -> None:
        # Names of servers and words of others must not steer the operator's terminal.
        line = "".join(c if c.isprintable() else " " for c in f"{mark} {text}")
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
