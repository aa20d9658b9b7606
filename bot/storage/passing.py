"""Failures of a database that may pass by themselves."""

import errno
import sqlite3

# Classes of SQLSTATE: no connection, too few resources, and the server stops or starts.
_CLASSES = ("08", "53", "57P")
_LOCK_NOT_AVAILABLE = "55P03"
_LASTING = (errno.ENOENT, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ENOTDIR, errno.EROFS)


def may_pass(error: BaseException) -> bool:
    """Return True if the same may go well later, without anybody's doing.

    `error` is the driver's own exception, or the operating system's.
    """
    state = getattr(error, "sqlstate", None)
    if isinstance(state, str):
        return state.startswith(_CLASSES) or state == _LOCK_NOT_AVAILABLE
    if isinstance(error, sqlite3.Error):
        # Errors of the module itself have no code.
        code = getattr(error, "sqlite_errorcode", None)
        return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    # asyncpg joins the failures of several addresses in one error without a number.
    return isinstance(error, OSError) and error.errno not in _LASTING
