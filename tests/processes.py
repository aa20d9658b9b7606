"""Processes that tests have started, by number (Linux)."""

from pathlib import Path


def is_running(pid: int) -> bool:
    """Return False for a process that has ended, also if nothing has asked for its status."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in {"Z", "X"}
