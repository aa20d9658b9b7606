"""What jobs are kept in."""

from tests.sqlite import sqlite_url

__all__ = ["sqlite_url"]
