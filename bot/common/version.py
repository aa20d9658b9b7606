"""The version of Easel, also where it runs from a checkout that was not installed."""

import tomllib
from importlib import metadata
from pathlib import Path

_PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def own_version() -> str:
    """Return the installed version, or else that of the checkout."""
    try:
        return metadata.version("easel")
    except metadata.PackageNotFoundError:
        # `make sandbox` installs what Easel needs, and not Easel.
        project = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]
        return str(project["version"])
