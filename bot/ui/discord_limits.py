"""Sizes and counts that Discord sets."""

MAX_CONTENT = 2000

MEBIBYTE = 2**20
# The default since September 2026; discord.py 2.7 still says 10 MiB, so its own helper is not used.
DEFAULT_UPLOAD_LIMIT = 20 * MEBIBYTE
_BOOSTED_UPLOAD_LIMIT = {2: 50 * MEBIBYTE, 3: 100 * MEBIBYTE}
# One request may have 25 MiB, files and all (Discord, "Create Message"); the rest is for the JSON.
REQUEST_LIMIT = 25 * MEBIBYTE - 64 * 1024


def server_upload_limit(premium_tier: int) -> int:
    """Bytes a file in a server that is boosted so far."""
    return _BOOSTED_UPLOAD_LIMIT.get(premium_tier, DEFAULT_UPLOAD_LIMIT)


MAX_CHOICES = 25
MAX_DESCRIPTION = 100
