"""The sandbox as a stranger meets it: a real browser on the real page."""

import re

from playwright.async_api import Page, expect

from tests.browser.conftest import needs_chromium, run_command

pytestmark = needs_chromium


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

    status = page.get_by_role("log").get_by_text("🎨 Making your picture… (started")
    await expect(status).to_be_visible(timeout=20_000)
    await run_command(page, "flux", "a blue whale")
    await expect(page.get_by_role("img", name="a blue whale")).to_be_visible(timeout=20_000)
    await expect(status).to_be_visible()
