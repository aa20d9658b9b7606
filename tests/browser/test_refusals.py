"""A refusal is an answer with ways on: changed words make the picture, which is remixed then."""

import pytest
from playwright.async_api import Page, expect

from sandbox.page.cast import RULED_OUT
from tests.browser.conftest import Window, needs_chromium
from tests.browser.steps import PATIENCE, fill_modal, picture, post, private, say

pytestmark = [needs_chromium, pytest.mark.slow]


async def test_refused_words_are_changed_and_remixed(window: Window) -> None:
    page = window.page
    await say(page, f"/flux prompt:a fox in {RULED_OUT} width:128 height:64")
    refusal = private(page, f"a fox in {RULED_OUT}").last
    await expect(refusal).to_be_visible(timeout=PATIENCE)
    await expect(page.get_by_role("alert")).to_have_text("")

    await refusal.get_by_role("button", name="Change…").click()
    modal = page.get_by_role("dialog")
    await expect(modal.get_by_role("textbox", name="Prompt")).to_have_value(f"a fox in {RULED_OUT}")
    await modal.get_by_role("textbox", name="Prompt").fill("a fox in snow")
    await modal.get_by_role("button", name="Submit").click()
    await expect(picture(page, "a fox in snow")).to_be_visible(timeout=PATIENCE)
    await expect(picture(page, "a fox in snow")).to_have_js_property("naturalWidth", 128)

    await post(page, "a fox in snow").get_by_role("button", name="Remix…").click()
    await fill_modal(page, "Remix this picture", Prompt="a hare in snow")
    await expect(picture(page, "a hare in snow")).to_be_visible(timeout=PATIENCE)
    await expect(picture(page, "a hare in snow")).to_have_js_property("naturalWidth", 128)


async def send_refused(page: Page, line: str, words: str) -> None:
    """Send a line that is refused; a second time if nothing came of the first on a busy machine."""
    composer = page.get_by_role("textbox", name="Message ")
    for is_last in (False, True):
        await composer.fill(line)
        await composer.press("Enter")
        try:
            await expect(page.get_by_role("alert")).to_contain_text(words, timeout=5_000)
        except AssertionError:
            if is_last:
                raise
        else:
            return


async def test_what_discord_would_not_let_one_do_is_said_in_words(window: Window) -> None:
    page = window.page
    composer = page.get_by_role("textbox", name="Message ")
    for line, words in (
        ("/nothing at all", "/nothing is no command here. Type / to see what there is."),
        ("/flux width:64", "/flux needs: prompt."),
        ("/flux a fox width:wide", "canonical decimal integer"),
        ("/flux a fox private:maybe", "private is one of: True, False."),
    ):
        await send_refused(page, line, words)
        # It can be corrected.
        await expect(composer).to_have_value(line)
