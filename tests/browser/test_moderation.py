"""A new member reports a picture; only the moderator sees the notice, and removes the picture."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Window, needs_chromium
from tests.browser.steps import (
    PATIENCE,
    become,
    choose_in_menu,
    enter,
    fill_modal,
    made,
    picture,
    post,
    private,
    rooms,
    say,
)

pytestmark = [needs_chromium, pytest.mark.slow]


async def test_a_reported_picture_is_removed_by_the_moderator(window: Window) -> None:
    page = window.page
    await made(page, "a red fox")

    await become(page, "Lin")
    await choose_in_menu(page, post(page, "a red fox"), "Report this picture")
    await fill_modal(page, "Report this picture")
    await expect(picture(page, "a red fox")).to_have_count(0, timeout=PATIENCE)
    await expect(rooms(page).get_by_role("button", name="reports")).to_have_count(0)

    await become(page, "Noor")
    await expect(rooms(page).get_by_role("button", name="reports (new)")).to_be_visible()
    await enter(page, "reports")
    await page.get_by_role("button", name="Remove", exact=True).click()
    await expect(private(page, "")).to_be_visible(timeout=PATIENCE)
    await expect(page.get_by_role("listitem").filter(has_text="Report a picture")).to_contain_text(
        "(done)"
    )


async def test_the_moderator_sets_the_server_up_with_menus_and_windows(window: Window) -> None:
    page = window.page
    await become(page, "Noor")
    await say(page, "/easel settings")
    panel = private(page, "Limits")
    await expect(panel).to_be_visible(timeout=PATIENCE)

    log = panel.get_by_role("combobox").filter(has=page.get_by_role("option", name="#log"))
    await log.first.select_option("#lounge")
    await enter(page, "lounge")
    await expect(page.get_by_role("article").filter(has_text="Easel").first).to_be_visible(
        timeout=PATIENCE
    )
