"""Pictures of the documentation: the script that takes them works, and they stay small."""

from pathlib import Path

import pytest
from PIL import Image

from docs.screenshots import FOLDER, take_all
from tests.browser.conftest import needs_chromium

pytestmark = [needs_chromium, pytest.mark.slow]


async def test_pictures_are_taken_as_those_that_the_documentation_shows(tmp_path: Path) -> None:
    taken = await take_all(tmp_path)
    assert {path.name for path in taken} == {path.name for path in FOLDER.iterdir()}
    for path in taken:
        assert path.stat().st_size < 200_000
        with Image.open(path) as new, Image.open(FOLDER / path.name) as shown:
            assert new.size == shown.size
    # A picture and its edit are in it, not only the grey of a channel.
    with Image.open(tmp_path / "edit.png") as edit:
        colours = edit.convert("RGB").resize((64, 64)).getcolors(64 * 64)
    assert colours is not None
    reds = sum(count for count, (red, _, blue) in colours if red > blue + 60)
    blues = sum(count for count, (red, _, blue) in colours if blue > red + 30)
    assert reds > 200
    assert blues > 200
