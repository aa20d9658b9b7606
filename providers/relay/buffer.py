"""Buffers for bytes that arrive in chunks: each byte is held once and never moved."""

import io


def reserve_buffer(size: int) -> io.BytesIO:
    """Return a buffer that does not have to grow for the first `size` bytes.

    Growing would move what is there already, which takes twice the memory and blocks the loop. What
    is reserved takes no memory until it is written to, so a false size costs none.
    """
    return io.BytesIO(bytes(max(0, size)))


def written_bytes(buffer: io.BytesIO) -> bytes:
    """Return what was written to a buffer of `reserve_buffer`, without copying it."""
    buffer.truncate()
    return buffer.getvalue()
