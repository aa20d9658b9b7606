"""A place for bytes that come in pieces, where they are held once and never moved."""

import io


def reserved(size: int) -> io.BytesIO:
    """A buffer that need not grow until it holds `size` bytes; it may come to less, or to more.

    Growing would move all that is there already: twice the memory, and a pause for all. What is
    reserved takes no memory until it is written to, so a size that somebody lied about costs none.
    """
    return io.BytesIO(bytes(max(0, size)))


def written(buffer: io.BytesIO) -> bytes:
    """What was written to a buffer of `reserved`. Not a copy: it hands over its own bytes."""
    buffer.truncate()
    return buffer.getvalue()
