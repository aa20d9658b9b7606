"""Hosts of Discord's files: uploads, and its own copies of pictures from elsewhere."""

from urllib.parse import urlsplit

FILE_HOSTS = frozenset(
    {
        "cdn.discordapp.com",
        "media.discordapp.net",
        # Copies of what stands on other sites, as in the preview of a link.
        "images-ext-1.discordapp.net",
        "images-ext-2.discordapp.net",
    }
)


def is_discord_file(url: str | None) -> bool:
    """Return True for the address of a file that Discord itself serves."""
    try:
        parts = urlsplit(url or "")
        return parts.scheme == "https" and parts.netloc.lower() in FILE_HOSTS
    except ValueError:
        return False
