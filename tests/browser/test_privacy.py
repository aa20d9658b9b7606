"""Private pictures: seen by their member alone, until they are shared."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Window, needs_chromium
from tests.browser.steps import PATIENCE, become, picture, post, private, say

pytestmark = [needs_chromium, pytest.mark.slow]


async def test_a_private_picture_is_seen_by_its_member_until_it_is_shared(window: Window) -> None:
    page = window.page
    await say(page, "/flux a shy owl width:64 height:64 private:True")
    await expect(picture(page, "a shy owl")).to_be_visible(timeout=PATIENCE)
    await expect(private(page, "a shy owl")).to_be_visible()

    await become(page, "Noor")
    await expect(picture(page, "a shy owl")).to_have_count(0)

    await become(page, "Maya")
    await private(page, "a shy owl").get_by_role("button", name="Share", exact=True).click()
    shared = post(page, "a shy owl").filter(has=page.get_by_role("button", name="Delete"))
    await expect(shared).to_be_visible(timeout=PATIENCE)

    await become(page, "Noor")
    await expect(picture(page, "a shy owl")).to_be_visible()


async def test_a_private_answer_can_be_dismissed(window: Window) -> None:
    page = window.page
    await say(page, "/quota")
    answer = private(page, "You've used 0 of 25 pictures")
    await expect(answer).to_be_visible(timeout=PATIENCE)

    await answer.get_by_role("button", name="Dismiss").click()

    await expect(answer).to_have_count(0)
