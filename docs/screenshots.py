"""Pictures of the documentation, taken from the sandbox's page: `make screenshots`.

They show what the bot really posts, so they are taken again when that has changed.
"""

import asyncio
import io
import shutil
import sys
from contextlib import AsyncExitStack
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

from sandbox.main import open_sandbox
from sandbox.page.studio import Studio

FOLDER = Path(__file__).parent / "images"
PROMPT = "a red fox in the snow"
CHANGE = "make it blue"

# Without these, Chromium calls home at every start.
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_WAIT_MS = 30_000
_VIEWPORT: ViewportSize = {"width": 680, "height": 1600}
# Flat surfaces and a drawing: few colours are enough, and make a file of a third.
_COLOURS = 256


async def take_all(folder: Path) -> list[Path]:
    """Take every picture into the folder, and return the files."""
    async with AsyncExitStack() as stack:
        studio, address = await stack.enter_async_context(open_sandbox(0, delay=0))
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(executable_path=_chromium(), args=[*_QUIET])
        stack.push_async_callback(browser.close)
        return [
            _save(await _edit(studio, address, browser), folder / "edit.png"),
            _save(await _panel(studio, address, browser), folder / "panel.png"),
        ]


async def _edit(studio: Studio, address: str, browser: Browser) -> Image.Image:
    """Return a picture in its channel, and beside it the thread with its edit."""
    world = studio.world
    await studio.turns.take(world.maya.slash(world.pictures, "flux", prompt=PROMPT))
    # As another member sees it, without maya's private answers.
    channel = await _open(address, browser, "noor", "pictures")
    post = channel.get_by_role("article").filter(has=channel.get_by_role("img", name=PROMPT))
    await expect(post).to_be_visible(timeout=_WAIT_MS)
    [picture] = [message for message in world.pictures.history() if message.attachments]
    await studio.turns.take(world.maya.send(world.pictures, CHANGE, reply_to=picture))
    link = post.get_by_role("button", name="· 1 message")
    await expect(link).to_be_visible(timeout=_WAIT_MS)
    [thread] = world.pictures.threads
    return _beside(
        await _shot(channel, PROMPT),
        await _shot(await _open(address, browser, "noor", str(thread.id)), CHANGE),
    )


async def _panel(studio: Studio, address: str, browser: Browser) -> Image.Image:
    """Return the panel with a server's settings, as those who manage it see it."""
    world = studio.world
    await studio.turns.take(world.noor.slash(world.lounge, "easel settings"))
    return await _shot(await _open(address, browser, "noor", "lounge"), "")


async def _open(address: str, browser: Browser, person: str, room: str) -> Page:
    """Open a room as one person sees it, so high that nothing has to be scrolled."""
    page = await browser.new_page(viewport=_VIEWPORT, color_scheme="dark")
    await page.goto(f"{address}?who={person}&room={room}")
    return page


async def _shot(page: Page, picture: str) -> Image.Image:
    """Return the last message of the room, or the one with the picture of this name."""
    message = page.get_by_role("article").last
    if picture:
        shown = page.get_by_role("img", name=picture)
        message = page.get_by_role("article").filter(has=shown)
        await expect(shown).to_have_js_property("naturalWidth", 1024, timeout=_WAIT_MS)
    await expect(message).to_be_visible(timeout=_WAIT_MS)
    content = await message.screenshot(animations="disabled")
    await page.close()
    return Image.open(io.BytesIO(content)).convert("RGB")


def _beside(left: Image.Image, right: Image.Image) -> Image.Image:
    gap = 4
    both = Image.new(
        "RGB", (left.width + gap + right.width, max(left.height, right.height)), "#1a1b1e"
    )
    both.paste(left, (0, 0))
    both.paste(right, (left.width + gap, 0))
    return both


def _save(image: Image.Image, path: Path) -> Path:
    """Write a PNG of few colours."""
    path.parent.mkdir(exist_ok=True)
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def main() -> int:
    """Take all pictures, and say how large they are."""
    for path in asyncio.run(take_all(FOLDER)):
        sys.stdout.write(f"{path.name}: {path.stat().st_size // 1000} kB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
