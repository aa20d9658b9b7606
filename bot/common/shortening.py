"""Shortening of texts that are longer than their place."""


def shorten(text: str, length: int) -> str:
    """Return the text on one line, in at most `length` characters; an ellipsis marks a cut."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
