"""The world's switches: a bot that dies, a relay and a Discord that fail, and time."""

import pytest
from playwright.async_api import Locator, Page, expect

from sandbox.page.weather import DISCORD, RELAY
from tests.browser.conftest import Window, needs_chromium
from tests.browser.steps import PATIENCE, made, picture, private, say

pytestmark = [needs_chromium, pytest.mark.slow]


async def test_a_picture_arrives_though_the_bot_was_killed(window: Window) -> None:
    page = window.page
    window.world.emulator.task_store.delay = 0.2
    await say(page, "/imagine a red fox")
    await expect(private(page, "")).to_be_visible(timeout=PATIENCE)

    await page.get_by_role("button", name="Kill the bot").click()

    await expect(page.get_by_role("status")).to_contain_text(["The bot was killed, and is back."])
    await expect(picture(page, "a red fox")).to_be_visible(timeout=PATIENCE)
    await expect(step(page, "Kill the bot")).to_contain_text("(done)")


@pytest.mark.parametrize(
    ("mood", "answer"),
    [("credits", "⚠️"), ("declines", "⚠️"), ("fails", "⚠️"), ("broken", "⚠️")],
)
async def test_the_relay_fails_as_chosen_and_is_fine_again(
    window: Window, mood: str, answer: str
) -> None:
    page = window.page
    relay = page.get_by_role("combobox", name="The relay")
    await relay.select_option(RELAY[mood].title)
    await say(page, "/flux a red fox width:64 height:64")
    await expect(page.get_by_role("article").filter(has_text=answer).last).to_be_visible(
        timeout=60_000
    )
    await expect(picture(page, "a red fox")).to_have_count(0)

    await relay.select_option(RELAY["fine"].title)
    await made(page, "a blue whale")


async def test_discord_fails_as_chosen_and_nothing_is_lost(window: Window) -> None:
    page = window.page
    discord = page.get_by_role("combobox", name="Discord")
    await discord.select_option(DISCORD["messages"].title)
    await say(page, "/flux a red fox width:64 height:64")
    await expect(private(page, "").last).to_be_visible(timeout=PATIENCE)

    await discord.select_option(DISCORD["fine"].title)
    await page.get_by_role("button", name="Restart").click()
    await page.get_by_role("button", name="An hour ahead").click()
    await expect(picture(page, "a red fox")).to_be_visible(timeout=60_000)


async def test_a_day_ahead_gives_the_pictures_of_a_day_back(window: Window) -> None:
    page = window.page
    await made(page, "a red fox")
    await say(page, "/quota")
    await expect(private(page, "You've used 1 of 25 pictures")).to_be_visible(timeout=PATIENCE)

    await page.get_by_role("button", name="A day ahead").click()
    await expect(page.get_by_role("status")).to_contain_text(["A day later."], timeout=60_000)

    await say(page, "/quota")
    await expect(private(page, "You've used 0 of 25 pictures")).to_be_visible(timeout=PATIENCE)


def step(page: Page, title: str) -> Locator:
    """Return a step of the tour."""
    return page.get_by_role("listitem").filter(has_text=title)
