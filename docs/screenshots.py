"""Pictures of the documentation, taken from the sandbox's page: `make screenshots`.

They show what the bot really posts, so they are taken again when that has changed.
"""

import asyncio
import io
import shutil
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, async_playwright, expect
from pydantic import HttpUrl, SecretStr
from simcord import ChannelHandle, MemberActor

from bot.settings import Settings
from sandbox.relay import KEY, RelayEmulator, serve
from sandbox.world import World, open_world

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
# Flat surfaces and a drawing: few colours are enough, and make a file of a third.
_COLOURS = 256


async def take_all(folder: Path) -> list[Path]:
    """Take every picture into the folder, and return the files."""
    async with AsyncExitStack() as stack:
        data = stack.enter_context(tempfile.TemporaryDirectory())
        emulator = await stack.enter_async_context(serve(RelayEmulator(delay=0)))
        settings = Settings(
            _env_file=None,
            relay_url=HttpUrl(emulator.url),
            relay_key=SecretStr(KEY),
            database_url=f"sqlite+aiosqlite:///{Path(data) / 'easel.db'}",
            alerts="off",
        )
        world = await stack.enter_async_context(open_world(settings, emulator))
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(executable_path=_chromium(), args=[*_QUIET])
        stack.push_async_callback(browser.close)
        return [
            _save(await _edit(world, browser), folder / "edit.png"),
            _save(await _panel(world, browser), folder / "panel.png"),
        ]


async def _edit(world: World, browser: Browser) -> Image.Image:
    """Return a picture in its channel, and beside it the thread with its edit."""
    await world.maya.slash(world.pictures, "flux", prompt=PROMPT)
    [picture] = [message for message in world.pictures.history() if message.attachments]
    await world.maya.send(world.pictures, CHANGE, reply_to=picture)
    [thread] = world.pictures.threads
    # As another member sees it, without maya's private answers.
    return _beside(
        await _shot(world, browser, world.pictures, world.noor, PROMPT),
        await _shot(world, browser, thread, world.noor, CHANGE),
    )


async def _panel(world: World, browser: Browser) -> Image.Image:
    """Return the panel with a server's settings, as those who manage it see it."""
    await world.noor.slash(world.lounge, "easel settings")
    return await _shot(world, browser, world.lounge, world.noor, "", height=1000)


async def _shot(
    world: World,
    browser: Browser,
    channel: ChannelHandle,
    viewer: MemberActor,
    picture: str,
    *,
    height: int = 1180,
) -> Image.Image:
    """Return the channel as a member sees it, once the picture of this name is shown."""
    async with world.env.preview(channel, viewers=[viewer], layout="channel") as preview:
        page = await browser.new_page(
            viewport={"width": 680, "height": height}, color_scheme="dark"
        )
        await page.goto(preview.url)
        if picture:
            shown = page.get_by_role("img", name=picture)
            await expect(shown).to_have_js_property("naturalWidth", 1024, timeout=_WAIT_MS)
        region = page.get_by_role("region", name="Conversation")
        await expect(region.get_by_role("article").last).to_be_visible(timeout=_WAIT_MS)
        content = await region.screenshot()
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
