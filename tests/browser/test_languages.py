"""A member whose Discord is German: commands, menus and answers are in German."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Window, needs_chromium
from tests.browser.steps import PATIENCE, become, made, post, private, say

pytestmark = [needs_chromium, pytest.mark.slow]


async def test_everything_speaks_german_to_a_german(window: Window) -> None:
    page = window.page
    await become(page, "Jonas")
    composer = page.get_by_role("textbox", name="Message ")
    await composer.press_sequentially("/quo", delay=30)
    listed = page.get_by_role("listbox", name="Completions").get_by_role("option")
    await expect(listed.first).to_contain_text("Bilder", timeout=PATIENCE)
    await composer.fill("")

    await say(page, "/quota")
    await expect(private(page, "Du hast in den letzten 24 Stunden 0 von 25")).to_be_visible(
        timeout=PATIENCE
    )
    await made(page, "ein Fuchs")
    await expect(private(page, "Fertig:")).to_be_visible()
    fox = post(page, "ein Fuchs")
    await fox.hover()
    await fox.get_by_role("button", name="More for the message").click()
    await expect(page.get_by_role("menuitem", name="Dieses Bild melden")).to_be_visible()
