"""The sandbox as a stranger meets it: a real browser on the real page."""

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Page, async_playwright, expect

from sandbox.main import open_sandbox

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

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="there is no Chromium on this machine"
)


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """The sandbox's page, opened as maya."""
    async with AsyncExitStack() as stack:
        _, preview = await stack.enter_async_context(open_sandbox(0, delay=0.05))
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET])
        stack.push_async_callback(browser.close)
        opened = await browser.new_page(viewport={"width": 1280, "height": 900})
        await opened.goto(preview.url)
        yield opened


async def run_command(page: Page, command: str, prompt: str) -> None:
    """Type a command and its prompt as a member would, and send it."""
    composer = page.locator("#channel-composer-input")
    await composer.click()
    await page.keyboard.type(f"/{command}")
    await expect(page.get_by_text("Make a picture with FLUX.2 pro")).to_be_visible()
    await page.keyboard.press("Enter")
    await page.keyboard.type(prompt)
    await page.keyboard.press("Enter")


async def test_a_command_typed_in_the_page_brings_the_picture(page: Page) -> None:
    await run_command(page, "flux", "a red fox")

    picture = page.get_by_role("img", name="a red fox")
    await expect(picture).to_be_visible(timeout=20_000)
    # It is a picture, not a broken link to one.
    await expect(picture).to_have_js_property("naturalWidth", 1024, timeout=20_000)
    await expect(page.get_by_text(re.compile("^✅ Done: https://discord.com/")).last).to_be_visible(
        timeout=20_000
    )
    await expect(page.get_by_role("button", name="Delete")).to_be_visible()


async def test_the_page_stays_current_while_a_job_runs_by_itself(page: Page) -> None:
    await run_command(page, "flux", "a fox [fault:hang]")

    status = page.get_by_role("log").get_by_text("🎨 Being made, started")
    await expect(status).to_be_visible(timeout=20_000)
    await run_command(page, "flux", "a blue whale")
    await expect(page.get_by_role("img", name="a blue whale")).to_be_visible(timeout=20_000)
    await expect(status).to_be_visible()
