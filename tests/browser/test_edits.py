"""Edits: by the button's window, by a reply, with the member's own photo, and in the thread."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Window, needs_chromium
from tests.browser.steps import (
    PATIENCE,
    RED,
    attach,
    choose_in_menu,
    enter,
    fill_modal,
    made,
    post,
    private,
    reply,
    say,
)

pytestmark = [needs_chromium, pytest.mark.slow]


async def test_a_picture_is_edited_by_button_and_by_reply(window: Window) -> None:
    page = window.page
    await made(page, "a red fox")
    fox = post(page, "a red fox")

    await fox.get_by_role("button", name="Edit…").click()
    await fill_modal(page, "Change this picture", What_to_change="make it blue")
    await expect(fox.get_by_role("button", name="· 1 message")).to_be_visible(timeout=PATIENCE)

    await reply(page, fox, "add a hat")
    await expect(fox.get_by_role("button", name="· 2 messages")).to_be_visible(timeout=PATIENCE)

    await fox.get_by_role("button", name="· 2 messages").click()
    await expect(page.get_by_role("heading", level=1)).not_to_have_text("#pictures")
    edits = page.get_by_role("article").filter(has=page.get_by_role("img"))
    await expect(edits).to_have_count(2)
    await expect(edits.last).to_contain_text("add a hat")


async def test_a_members_own_photo_is_edited_by_its_menu_and_by_a_command(window: Window) -> None:
    page = window.page
    await attach(page, "cat.png")
    await say(page, "our cat")
    cat = page.get_by_role("article").filter(has=page.get_by_role("img", name="cat.png"))
    await expect(cat).to_be_visible()

    await choose_in_menu(page, cat, "Edit this picture")
    modal = page.get_by_role("dialog")
    await modal.get_by_role("textbox", name="What to change").fill("a hat like this")
    await modal.get_by_role("button", name="file").click()
    await page.locator(".modal input[type=file]").set_input_files(
        {"name": "hat.png", "mimeType": "image/png", "buffer": RED}
    )
    await expect(modal.get_by_role("list", name="Files to send")).to_contain_text("hat.png")
    await modal.get_by_role("combobox").last.select_option("reference")
    await modal.get_by_role("button", name="Submit").click()
    await expect(modal).to_be_hidden()
    await expect(private(page, "Done:")).to_be_visible(timeout=PATIENCE)
    await expect(cat.get_by_role("button", name="· 1 message")).to_be_visible()

    await attach(page, "dog.png")
    await say(page, "/edit make it blue")
    await expect(private(page, "Done:").last).to_be_visible(timeout=PATIENCE)
    await enter(page, "lounge")
    await expect(page.get_by_text("This is where #lounge begins.")).to_be_visible()
