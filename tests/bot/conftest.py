"""Fixtures: a database."""

from tests.sqlite import sqlite_url

__all__ = ["sqlite_url"]
