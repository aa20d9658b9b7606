"""Many finished jobs in a database, inserted as fast as SQLite can."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

SERVERS = 1_000
MEMBERS = 100_000
# Their snowflakes are far below those of the jobs that are measured.
_ROWS = """
WITH RECURSIVE old(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM old LIMIT :count)
INSERT INTO jobs (
    id, state, member_id, guild_id, channel_id, private, spoiler, upload_limit, operation, request,
    pictures, estimate, message_id, message_channel_id, owner, leased_until, created_at, started_at,
    submitted_at, posting_at, ended_at
)
SELECT id, 'done', :member + id % :members, :server + id % :servers, 11, 0, 0, 10485760, 'flux',
    '{"prompt": "' || hex(randomblob(40)) || '"}', 1, 36000, id, 11, 'gone', moment, moment, moment,
    moment, moment, moment
FROM (
    SELECT id, strftime('%Y-%m-%d %H:%M:%f', :first + (:last - :first) * id / :count, 'unixepoch')
        || '000' AS moment
    FROM old
)
"""


def fill(path: str, count: int, *, until: datetime, over: timedelta, busy: int | None) -> None:
    """Insert so many jobs, evenly spread over the time that ends at `until`.

    They are of many members of many servers, or all of them of the server `busy`.
    """
    values = {
        "count": count,
        "member": 10**6,
        "members": MEMBERS,
        "server": 10**6 if busy is None else busy,
        "servers": SERVERS if busy is None else 1,
        "first": (until - over).timestamp(),
        "last": until.timestamp(),
    }
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-200000")
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'jobs' AND type = 'index' "
            "AND sql IS NOT NULL"
        ).fetchall()
        # Building an index once is faster than updating it row by row.
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        connection.execute(_ROWS, values)
        for _, statement in indexes:
            connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
