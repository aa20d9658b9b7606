"""A real browser on the sandbox's page."""

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Page, async_playwright, expect

from sandbox.main import open_sandbox
from sandbox.world import World

# Without these, Chromium calls home at every start.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="there is no Chromium on this machine"
)


@pytest.fixture
async def sandbox() -> AsyncIterator[tuple[World, Page]]:
    """The world, and its page opened as maya."""
    async with AsyncExitStack() as stack:
        world, preview = await stack.enter_async_context(open_sandbox(0, delay=0.05))
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET])
        stack.push_async_callback(browser.close)
        opened = await browser.new_page(viewport={"width": 1280, "height": 900})
        await opened.goto(preview.url)
        yield world, opened


@pytest.fixture
def page(sandbox: tuple[World, Page]) -> Page:
    """The page alone."""
    return sandbox[1]


async def run_command(page: Page, command: str, prompt: str, **chosen: str) -> None:
    """Type a command and its prompt, choose options, and send it, as a member would."""
    send = page.get_by_role("button", name="Send", exact=True)
    for is_last in (False, False, True):
        await _type_command(page, command, prompt)
        try:
            await expect(send).to_be_enabled(timeout=10_000)
        except AssertionError:
            if is_last:
                raise
            # What is typed while the page is being refreshed is lost to it.
            await page.reload()
        else:
            break
    for name, value in chosen.items():
        await page.get_by_role("button", name=re.compile("more$")).last.click()
        await page.get_by_role("option", name=re.compile(f"^{name}")).click()
        await page.get_by_role("option", name=value, exact=True).click()
    await send.click()


async def _type_command(page: Page, command: str, prompt: str) -> None:
    await page.locator("#channel-composer-input").click()
    await page.keyboard.type(f"/{command}")
    await expect(page.get_by_text("Make a picture with FLUX.2 pro")).to_be_visible()
    await page.keyboard.press("Enter")
    words = page.get_by_role("textbox", name="prompt, required")
    await words.fill("")
    await words.press_sequentially(prompt)
