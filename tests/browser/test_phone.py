"""A phone: the chat alone, channels and tour one tap away, and nothing wider than the screen."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import NARROW, Window, needs_chromium
from tests.browser.steps import made, post, private, rooms

pytestmark = [needs_chromium, pytest.mark.slow]


async def test_the_page_works_on_a_phone(window: Window) -> None:
    page = window.page
    await page.set_viewport_size(NARROW)
    await page.reload()
    await expect(page.get_by_role("textbox", name="Message #pictures")).to_be_in_viewport()
    await expect(rooms(page)).not_to_be_in_viewport()

    await made(page, "a red fox")
    await expect(post(page, "a red fox").get_by_role("button", name="Remix…")).to_be_in_viewport()
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width == NARROW["width"]

    await page.get_by_role("button", name="Channels and people").click()
    await rooms(page).get_by_role("button", name="lounge").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("#lounge")
    await expect(rooms(page)).not_to_be_in_viewport()

    await page.get_by_role("button", name="Channels and people").click()
    await rooms(page).get_by_role("button", name="pictures").click()
    await private(page, "Done:").get_by_role("link").click()
    await expect(post(page, "a red fox")).to_be_focused()
