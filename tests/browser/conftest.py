"""A real browser on the sandbox's page."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Browser, Page, Request, async_playwright, expect

from sandbox.main import open_sandbox
from sandbox.page.studio import Studio
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
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 20_000
# On a machine that is busy with other things, the browser takes its time.
expect.set_options(timeout=PATIENCE)

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="there is no Chromium on this machine"
)


@dataclass
class Window:
    """The sandbox, a page of it in a browser, and what that page has loaded and logged."""

    studio: Studio
    address: str
    browser: Browser
    page: Page
    loaded: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def world(self) -> World:
        return self.studio.world


@pytest.fixture
async def window(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Window]:
    """The page, opened as Maya; an error in it fails the test."""
    async with AsyncExitStack() as stack:
        studio, address = await stack.enter_async_context(open_sandbox(0, delay=0.05))
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET])
        stack.push_async_callback(browser.close)
        page = await browser.new_page(viewport=WIDE)
        page.set_default_timeout(PATIENCE)
        window = Window(studio, address, browser, page)
        page.on("request", lambda request: window.loaded.append(_address(request)))
        page.on("pageerror", lambda error: window.errors.append(str(error)))
        page.on(
            "console",
            lambda line: line.type == "error" and window.errors.append(line.text),
        )
        await page.goto(address)
        yield window
        assert window.errors == []
        assert [
            one.message for one in caplog.get_records("call") if one.name in ("nicegui", "asyncio")
        ] == []
        assert [one for one in window.loaded if not one.startswith(address)] == []


def _address(request: Request) -> str:
    return request.url.removeprefix("blob:")
