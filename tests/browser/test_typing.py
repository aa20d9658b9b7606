"""Typing with keys alone: completion of commands, options, values, and what the bot suggests."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Window, needs_chromium
from tests.browser.steps import PATIENCE, picture

pytestmark = [needs_chromium, pytest.mark.slow]


async def test_a_command_is_completed_word_by_word(window: Window) -> None:
    page, keys = window.page, window.page.keyboard
    composer = page.get_by_role("textbox", name="Message ")
    await composer.click()

    await keys.type("/fl")
    await expect(options(page)).to_have_count(1)
    await keys.press("Enter")
    await expect(composer).to_have_value("/flux prompt:")

    await keys.type("a red fox ou")
    await expect(options(page)).to_contain_text("output_format:")
    await keys.press("Tab")
    await expect(composer).to_have_value("/flux prompt:a red fox output_format:")
    await keys.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    words = await chosen.locator("strong").inner_text()
    await keys.press("Enter")
    await expect(composer).to_have_value(f"/flux prompt:a red fox output_format:{words} ")

    # Suggested by the bot.
    await page.get_by_role("button", name="Add width").click()
    await expect(composer).to_be_focused()
    await keys.type("10")
    await expect(options(page).first).to_contain_text("1024")
    await keys.press("ArrowDown")
    await keys.press("Enter")
    await expect(composer).to_have_value(re.compile("width:1024 $"))
    await keys.press("Enter")
    await expect(picture(page, "a red fox")).to_be_visible(timeout=PATIENCE)


async def test_typing_on_while_a_completion_comes_loses_nothing(window: Window) -> None:
    page = window.page
    composer = page.get_by_role("textbox", name="Message ")
    await composer.click()
    await page.keyboard.type("/fl")
    await page.keyboard.press("Enter")
    await page.keyboard.type("a red fox")

    await expect(composer).to_have_value("/flux prompt:a red fox")


def options(page: Page) -> Locator:
    """Return the completions that are shown."""
    return page.get_by_role("listbox", name="Completions").get_by_role("option")
