"""Shortening of texts to a maximum length."""


def shorten(text: str, max_length: int) -> str:
    """Fold the text into one line of at most `max_length` characters; an ellipsis marks a cut."""
    line = " ".join(text.split())
    return line if len(line) <= max_length else line[: max_length - 1].rstrip() + "…"
