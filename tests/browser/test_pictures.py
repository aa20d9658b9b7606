"""A stranger's first minute: the welcome card, a command, its picture."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Window, needs_chromium
from tests.browser.steps import PATIENCE, picture, post, private, say

pytestmark = [needs_chromium, pytest.mark.slow]


async def test_a_typed_command_brings_the_picture(window: Window) -> None:
    page = window.page
    await expect(page.get_by_text("Hello, I make pictures")).to_be_visible()

    await say(page, "/imagine a red fox")

    fox = picture(page, "a red fox")
    await expect(fox).to_be_visible(timeout=PATIENCE)
    # It is a picture, not a broken link to one.
    await expect(fox).to_have_js_property("naturalWidth", 1024, timeout=PATIENCE)
    await expect(post(page, "a red fox").get_by_role("button", name="Delete")).to_be_visible()
    await expect(private(page, "Done: #pictures › message")).to_be_visible()
