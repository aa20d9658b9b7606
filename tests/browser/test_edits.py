"""Edits as a stranger meets them on the sandbox's page: a command, a button, a modal, a reply."""

import asyncio

import pytest
from playwright.async_api import Page, expect

from sandbox.world import World
from tests.browser.conftest import needs_chromium, run_command

pytestmark = [needs_chromium, pytest.mark.slow]


async def edits(world: World, count: int) -> list[str]:
    """What stands in the thread of the picture, once there is so much."""
    async with asyncio.timeout(20):
        while True:
            posted = [
                message.content.partition(" — ")[0]
                for thread in world.pictures.threads
                for message in thread.history()
                if message.attachments
            ]
            if len(posted) >= count:
                return posted
            await asyncio.sleep(0.02)


async def test_a_picture_is_edited_by_button_and_modal_and_by_reply(
    sandbox: tuple[World, Page],
) -> None:
    world, page = sandbox
    await run_command(page, "flux", "a red fox")
    await expect(page.get_by_role("img", name="a red fox")).to_be_visible(timeout=20_000)

    await page.get_by_role("button", name="Edit…").click(timeout=20_000)
    modal = page.get_by_role("dialog", name="Change this picture")
    await modal.get_by_role("textbox", name="What to change").fill("make it blue")
    await expect(modal.get_by_role("combobox", name="Which model")).to_have_text("Flux")
    await modal.get_by_role("button", name="Submit").click()
    assert await edits(world, 1) == ["**make it blue**"]
    await expect(modal).to_be_hidden()
    await expect(page.get_by_text("make it blue · 1 message")).to_be_visible(timeout=20_000)

    picture = page.get_by_role("article").filter(has=page.get_by_role("img", name="a red fox"))
    await picture.hover()
    await picture.get_by_role("button", name="Reply").click()
    await page.locator("#channel-composer-input").click()
    # Its ping is on, as on Discord.
    await page.keyboard.type("add a hat")
    await page.keyboard.press("Enter")
    assert await edits(world, 2) == ["**make it blue**", "**add a hat**"]
