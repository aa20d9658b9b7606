"""Advisory locks of PostgreSQL that a transaction holds until its end."""

from sqlalchemy import BigInteger, Text, cast, func, literal, select
from sqlalchemy.engine import Connection

HOLDER_SECONDS = 5
"""Seconds for which a holder may do nothing. A process that is stopped in the middle loses its
transaction then, before those that wait for the lock give up."""


def lock(connection: Connection, *names: str) -> None:
    """Take the locks of these names, in this order, which has to be the same for every caller.

    In one statement, since each is a round trip that others may wait for. On SQLite it does
    nothing: there is one writer at a time.
    """
    if connection.dialect.name != "postgresql" or not names:
        return
    timeout = func.set_config(
        "idle_in_transaction_session_timeout", f"{HOLDER_SECONDS}s", literal(value=True)
    )
    # PostgreSQL evaluates them from left to right.
    locks = (
        func.pg_advisory_xact_lock(func.hashtextextended(cast(name, Text), cast(0, BigInteger)))
        for name in names
    )
    connection.execute(select(timeout, *locks))
