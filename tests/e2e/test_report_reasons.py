"""Reasons of reports: asked for, not required, for moderators alone, and never more than text."""

import logging
from typing import Any

import pytest

from bot.storage.reports import ReportStore
from sandbox.world import World
from tests.e2e.conftest import said
from tests.e2e.images import pixels
from tests.e2e.pictures import delete_post, made, stranger
from tests.e2e.reporting import MENU, moderated, now, pressed, report
from tests.e2e.test_retries import back

pytestmark = pytest.mark.slow

THANKS = "Thank you. I've hidden the picture, and the moderators will take a look."


async def asked(world: World, member: Any, message: Any) -> Any:
    """Choose the menu, and return the modal."""
    shown = await member.context_menu(world.pictures, MENU, message)
    assert shown.modal is not None
    return shown


async def test_reason_is_asked_for_before_anything_happens(world: World) -> None:
    channel = await moderated(world)
    message = await made(world)

    shown = await asked(world, stranger(world), message)

    assert shown.modal["title"] == "Report this picture"
    [label] = shown.modal["components"]
    assert label["label"] == "Reason (optional)"
    assert label["description"] == "The moderators get it with the picture."
    assert label["component"]["max_length"] == 300
    assert label["component"]["required"] is False
    assert channel.history() == []
    assert len(now(world, message).attachments) == 1


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
async def test_moderators_read_the_reason_above_the_quoted_text(
    world: World, restart: bool
) -> None:
    channel, eve = await moderated(world), stranger(world)
    message = await made(world)
    shown = await asked(world, eve, message)
    if restart:
        await world.restart(crash=True)

    result = await eve.submit_modal(shown, {"reason": "this is\nmy face"})

    assert said(result) == THANKS
    [notice] = channel.history()
    assert notice.content == (
        f"🚩 {eve.mention} reported {world.maya.mention}'s picture: {message.jump_url}\n"
        f"Reason given: “this is my face”\n>>> {message.content}"
    )


async def test_refused_report_gives_the_reason_back(world: World) -> None:
    await moderated(world)
    message, eve = await made(world), stranger(world)
    shown = await asked(world, eve, message)
    await delete_post(world.maya, message)

    result = await eve.submit_modal(shown, {"reason": "this is my face"})

    assert said(result) == "⚠️ This message is already gone."
    assert back(result) == "this is my face"


@pytest.mark.parametrize("reason", ["", "   \n"])
async def test_without_a_reason_there_is_no_line_for_it(world: World, reason: str) -> None:
    channel = await moderated(world)

    assert await report(world, stranger(world), await made(world), reason) == THANKS

    [notice] = channel.history()
    assert "Reason" not in notice.content


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("**loud** ||x||", r"\*\*loud\*\* \|\|x\|\|"),
        ("\n>>> quoted\n# big", r"\>>> quoted # big"),
        ("<@1> @everyone <#2>", "\\<@1> @\u200beveryone \\<#2>"),
        ("[click](https://evil.example)", r"[click]\(https://evil.example)"),
    ],
)
async def test_reason_is_only_text(world: World, reason: str, shown: str) -> None:
    channel = await moderated(world)
    message = await made(world)
    before = message.content, await pixels(message)

    await report(world, stranger(world), message, reason)

    [notice] = channel.history()
    assert f"\nReason given: “{shown}”\n>>> {message.content}" in notice.content
    assert not notice.mention_everyone
    await pressed(world, notice, "Restore")
    restored = now(world, message)
    assert (restored.content, await pixels(restored)) == before


async def test_long_reason_leaves_the_quoted_text_whole(world: World) -> None:
    channel = await moderated(world)
    message = await made(world, prompt="*" * 600)
    assert len(message.content) > 1200

    await report(world, stranger(world), message, "*" * 300)

    [notice] = channel.history()
    assert len(notice.content) <= 2000
    assert "Reason given: “" + r"\*" * 50 in notice.content
    await pressed(world, notice, "Restore")
    assert now(world, message).content == message.content


async def test_public_names_nobody_and_the_log_tells_no_more(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    channel, eve = await moderated(world), stranger(world)
    message = await made(world)
    caplog.set_level(logging.DEBUG, logger="bot.moderation")
    caplog.clear()

    await report(world, eve, message, "my secret reason")
    hidden = now(world, message)
    await pressed(world, channel.history()[0], "Remove")
    removed = now(world, message)

    for public in (hidden, removed):
        for secret in (eve.mention, "eve", world.maya.mention, "maya", "secret"):
            assert secret not in public.content
    lines = [one.getMessage() for one in caplog.records if one.name.startswith("bot.")]
    assert f"message {message.id}: reported" in lines
    for line in lines:
        assert str(eve.id) not in line
        assert str(world.maya.id) not in line
        assert "secret" not in line


async def test_message_that_was_deleted_meanwhile_is_gone(world: World) -> None:
    channel, eve = await moderated(world), stranger(world)
    message = await made(world)
    shown = await asked(world, eve, message)
    await delete_post(world.maya, message)

    result = await eve.submit_modal(shown, {"reason": "x"})

    assert said(result) == "⚠️ This message is already gone."
    assert channel.history() == []


async def test_message_that_cannot_be_read_is_not_reported(world: World) -> None:
    await moderated(world)
    eve, message = stranger(world), await made(world)
    shown = await asked(world, eve, message)
    path = f"/channels/{world.pictures.id}/messages/{message.id}"
    world.env.inject_error("GET", path, status=403, code=50001)

    result = await eve.submit_modal(shown, {"reason": "x"})

    assert said(result).startswith("⚠️ I couldn't fetch the picture from Discord")
    assert await ReportStore(world.database).get(message.id) is None


async def test_only_pictures_of_ours_can_be_named_by_a_forged_modal(world: World) -> None:
    channel, eve = await moderated(world), stranger(world)
    message = await made(world)
    photo = await world.noor.send(world.pictures, "look", attachments=[("a.png", b"x")])
    shown = await asked(world, eve, message)
    shown._interaction.modal["custom_id"] = f"easel-report:{photo.id}"

    result = await eve.submit_modal(shown, {"reason": "x"})

    assert said(result).startswith("⚠️ Only pictures that I posted for everyone to see")
    assert channel.history() == []
