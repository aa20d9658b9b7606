"""Steps of a person on the page."""

from collections.abc import Sequence

from playwright.async_api import FilePayload, Locator, Page, expect

from tests.e2e.images import png

PATIENCE = 20_000
RED = png(64, 64, "red")


async def say(page: Page, line: str) -> None:
    """Type a message or a command, and send it."""
    composer = page.get_by_role("textbox", name="Message ")
    await composer.fill(line)
    await composer.press("Enter")
    await expect(composer).to_have_value("")


async def become(page: Page, name: str) -> None:
    """Be another person."""
    person = page.get_by_role("group", name="You are").get_by_role("button", name=name)
    await person.click()
    await expect(person).to_have_attribute("aria-pressed", "true")


async def enter(page: Page, room: str) -> None:
    """Go to a channel or thread."""
    await rooms(page).get_by_role("button", name=room).click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text(room)


def rooms(page: Page) -> Locator:
    """Return the list of rooms."""
    return page.get_by_role("navigation", name="Channels")


def picture(page: Page, prompt: str) -> Locator:
    """Return the picture that was made of a prompt."""
    return page.get_by_role("img", name=prompt, exact=True)


def post(page: Page, prompt: str) -> Locator:
    """Return the message with that picture."""
    return page.get_by_role("article").filter(has=picture(page, prompt))


def private(page: Page, words: str) -> Locator:
    """Return the answers that only this person sees, with these words."""
    return page.get_by_role("article", name="only you can see this").filter(has_text=words)


async def made(page: Page, prompt: str) -> None:
    """Ask for a picture, and wait until it is there."""
    await say(page, f"/flux prompt:{prompt} width:64 height:64")
    await expect(picture(page, prompt).first).to_be_visible(timeout=PATIENCE)


async def choose_in_menu(page: Page, message: Locator, entry: str) -> None:
    """Open a message's menu, and choose an entry."""
    await message.hover()
    await message.get_by_role("button", name="More for the message").click()
    await page.get_by_role("menuitem", name=entry, exact=True).click()


async def reply(page: Page, message: Locator, words: str) -> None:
    """Reply to a message with a ping."""
    await message.hover()
    await message.get_by_role("button", name="Reply to").click()
    await say(page, words)


async def attach(page: Page, *names: str, content: bytes = RED) -> None:
    """Attach files to the message that is being written."""
    files: Sequence[FilePayload] = [
        {"name": name, "mimeType": "image/png", "buffer": content} for name in names
    ]
    await page.locator(".composer input[type=file]").set_input_files(files)
    for name in names:
        await expect(page.get_by_role("list", name="Files to send")).to_contain_text(name)


async def fill_modal(page: Page, title: str, **fields: str) -> None:
    """Fill the texts of a window by label, and submit it."""
    modal = page.get_by_role("dialog", name=title)
    for label, text in fields.items():
        await modal.get_by_role("textbox", name=label.replace("_", " ")).fill(text)
    await modal.get_by_role("button", name="Submit").click()
    await expect(modal).to_be_hidden(timeout=PATIENCE)
