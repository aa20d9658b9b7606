"""Accessibility: axe finds nothing in any state of the page, and keys alone are enough."""

from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.browser.conftest import NARROW, Window, needs_chromium
from tests.browser.steps import PATIENCE, become, choose_in_menu, made, post, private, reply, say

pytestmark = [needs_chromium, pytest.mark.slow]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing(window: Window, scheme: Literal["light", "dark"]) -> None:
    page = window.page
    await page.emulate_media(color_scheme=scheme)
    await check(page, "the start")

    await made(page, "a red fox")
    await reply(page, post(page, "a red fox"), "add a hat")
    await say(page, "/quota")
    await expect(private(page, "pictures in the last")).to_be_visible(timeout=PATIENCE)
    await choose_in_menu(page, post(page, "a red fox"), "React with 👍")
    await expect(page.get_by_role("button", name="👍, 1")).to_be_visible()
    await check(page, "messages")

    await page.get_by_role("textbox", name="Message ").fill("/f")
    await expect(page.get_by_role("listbox", name="Completions")).to_be_visible()
    await check(page, "completions")
    await page.get_by_role("textbox", name="Message ").fill("")

    await post(page, "a red fox").get_by_role("button", name="Remix…").click()
    await expect(page.get_by_role("dialog").get_by_role("textbox", name="Prompt")).to_be_focused()
    await check(page, "a window")
    await page.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)

    await become(page, "Noor")
    await say(page, "/easel settings")
    await expect(private(page, "Limits")).to_be_visible(timeout=PATIENCE)
    await check(page, "the settings")

    await page.set_viewport_size(NARROW)
    tour = page.get_by_role("heading", name="Tour", exact=True)
    await expect(tour).not_to_be_in_viewport()
    await page.get_by_role("button", name="Tour & world").click()
    await expect(tour).to_be_in_viewport()
    await check(page, "a phone")


async def test_keys_alone_are_enough(window: Window) -> None:
    page, keys = window.page, window.page.keyboard
    skip = page.get_by_role("link", name="To the messages")
    await skip.focus()
    await expect(skip).to_be_in_viewport()
    await keys.press("Enter")
    await expect(page.locator(".messages")).to_be_focused()
    await made(page, "a red fox")

    remix = post(page, "a red fox").get_by_role("button", name="Remix…")
    await remix.focus()
    await keys.press("Enter")
    words = page.get_by_role("dialog").get_by_role("textbox", name="Prompt")
    await expect(words).to_be_focused()
    await keys.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    # The focus is where it was.
    await expect(remix).to_be_focused()

    await post(page, "a red fox").get_by_role("button", name="More for the message").focus()
    await keys.press("Enter")
    await expect(page.get_by_role("menuitem", name="Reply", exact=True)).to_be_visible()
    await keys.press("Escape")
    await expect(page.get_by_role("menuitem")).to_have_count(0)


async def test_new_messages_are_announced_and_old_ones_are_not(window: Window) -> None:
    page = window.page
    log = page.get_by_role("log", name="Messages in #pictures")
    await expect(log).to_have_attribute("aria-live", "polite")
    await say(page, "hello")
    await expect(log.get_by_role("article", name="Maya")).to_contain_text("hello")


async def check(page: Page, state: str) -> None:
    """Let axe look at the page as it is."""
    # Quasar fades windows and menus in.
    await page.wait_for_function("document.getAnimations().length === 0")
    found = (await Axe().run(page)).response["violations"]
    told = [
        f"{state}: {one['id']}: {node['target']} {node['html'][:200]}"
        for one in found
        for node in one["nodes"]
    ]
    assert told == []
