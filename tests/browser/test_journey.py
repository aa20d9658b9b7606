"""The creative loop on the sandbox's page: refused, changed, remixed, edited in its shape."""

import asyncio
from collections.abc import Callable

import pytest
from playwright.async_api import Locator, Page, expect

from sandbox.world import World
from tests.browser.conftest import needs_chromium, run_command
from tests.e2e.images import opened

pytestmark = [needs_chromium, pytest.mark.slow]

SOON = 20_000


async def shapes(world: World, count: int, seconds: float = 20) -> list[tuple[int, int]]:
    """Return the sizes of all pictures in pixels, oldest first, once there are as many."""
    async with asyncio.timeout(seconds):
        while True:
            rooms = [world.pictures, *world.pictures.threads]
            messages = [message for room in rooms for message in room.history()]
            messages.sort(key=lambda message: message.id)
            found = [file for message in messages for file in message.attachments]
            if len(found) >= count:
                return [opened(await file.read()).size for file in found]
            # The page rings no bell.
            await asyncio.sleep(0.02)


def post(page: Page, prompt: str) -> Locator:
    """Return the message with the picture of a prompt."""
    return page.get_by_role("article").filter(has=page.get_by_role("img", name=prompt))


async def change_words(modal: Locator, change: Callable[[str], str]) -> None:
    """Change the prompt that stands in a modal, and submit it."""
    words = modal.get_by_role("textbox", name="Prompt")
    await words.fill(change(await words.input_value()))
    await modal.get_by_role("button", name="Submit").click()
    await expect(modal).to_be_hidden(timeout=SOON)


async def test_loop_from_a_refusal_to_an_edit_in_the_same_shape(
    sandbox: tuple[World, Page],
) -> None:
    world, page = sandbox
    await world.noor.slash(world.pictures, "easel words add", word="blood")

    # Refused: the words are there again, and one of them is changed.
    await run_command(page, "flux", "a fox in blood --ar 16:9")
    await expect(page.get_by_text("a fox in blood --ar 16:9").last).to_be_visible(timeout=SOON)
    await page.get_by_role("button", name="Change…").click()
    modal = page.get_by_role("dialog")
    await change_words(modal, lambda words: words.replace("blood", "snow"))
    [wide] = await shapes(world, 1)
    assert wide[0] > wide[1]
    await expect(page.get_by_role("img", name="a fox in snow")).to_be_visible(timeout=SOON)

    # Remixed: one word, and everything else as it was.
    await post(page, "a fox in snow").get_by_role("button", name="Remix…").click()
    await change_words(modal, lambda words: words.replace("fox", "hare"))
    assert await shapes(world, 2) == [wide] * 2
    await expect(page.get_by_role("img", name="a hare in snow")).to_be_visible(timeout=SOON)

    # Edited by a reply.
    hare = post(page, "a hare in snow")
    await hare.hover()
    await hare.get_by_role("button", name="Reply").click()
    await page.locator("#channel-composer-input").click()
    await page.keyboard.type("make the sky green")
    await page.keyboard.press("Enter")
    assert await shapes(world, 3) == [wide] * 3

    # Made privately, and then shown to all.
    await run_command(page, "flux", "a shy owl", private="True")
    await expect(page.get_by_role("img", name="a shy owl")).to_be_visible(timeout=SOON)
    share = page.get_by_role("button", name="Share", exact=True)
    for is_last in (False, False, True):
        # The page takes no press while it is being refreshed; a second one shares nothing twice.
        await share.click()
        try:
            *_, shared = await shapes(world, 4, 20 if is_last else 5)
        except TimeoutError:
            if is_last:
                raise
        else:
            break
    assert shared == (1024, 1024)
    await expect(post(page, "a shy owl").get_by_role("button", name="Remix…")).to_be_visible(
        timeout=SOON
    )
