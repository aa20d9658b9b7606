"""The documentation as a site: `make docs`.

Pages and the files that they link to are copied to a folder that mirrors the repository, so that a
link leads to the same place on GitHub and on the site.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONFIG = "zensical.toml"
STAGED = Path("build", "docs")
# Whatever a page may link to, beside the pages themselves.
_PATTERNS = (
    "*.md",
    "LICENSE",
    "docs/*.md",
    "docs/images/*",
    "docs/performance/*",
    "deploy/**/*",
)


def shown_files(root: Path) -> list[Path]:
    """Return every file of the repository that the site has, relative to the root."""
    found = (path for pattern in _PATTERNS for path in root.glob(pattern) if path.is_file())
    return sorted(path.relative_to(root) for path in found)


def stage(root: Path) -> None:
    """Copy the files of the site, and nothing that a former build has left."""
    target = root / STAGED
    shutil.rmtree(target, ignore_errors=True)
    for path in shown_files(root):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, target / path)


def main() -> int:
    """Build the site; a link that leads nowhere is an error."""
    stage(ROOT)
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict"]
    command += ["--config-file", CONFIG]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603 - our own words


if __name__ == "__main__":
    sys.exit(main())
