"""Hidden is hidden: a reported picture is neither described nor used, whichever way one looks."""

from datetime import timedelta
from typing import Any

import discord
import pytest
from sqlalchemy import update

from bot.storage.member_data import MemberDataStore
from bot.storage.reports import ReportStore, Verdict
from bot.storage.schema import jobs
from bot.ui.messages import custom_id
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, button, said
from tests.e2e.images import png
from tests.e2e.pictures import FREE, PURGED, defaults, edited, made, purge, stranger, thread_of
from tests.e2e.reporting import moderated, now, pressed, report

pytestmark = pytest.mark.slow

DESCRIBE, EDIT = "Describe how it was made", "Edit this picture"
HIDDEN = "⚠️ That picture was reported to the moderators, so only they can read how it was made."
UNUSABLE = "⚠️ That picture was reported to the moderators, so it can't be used right now."
PHOTO = ("fox.png", png(64, 64, "red"))
FOREIGN = "⚠️ This button no longer works. Please use the command."
# Of these, two ask for a picture.
SUFFIX = {"Details": "", "Again": f" {FREE}", "Try with…": f" {FREE}"}


async def reported(world: World, **options: Any) -> discord.Message:
    """Return a picture that is hidden, with the buttons that an old client still shows."""
    await moderated(world)
    message = await made(world, **options)
    buttons = world.env.backend.get_message(world.pictures.id, message.id).components
    await report(world, stranger(world), message)
    world.env.backend.get_message(world.pictures.id, message.id).components = buttons
    return now(world, message)


@pytest.mark.parametrize("label", ["Details", "Again", "Try with…"])
async def test_old_buttons_of_a_hidden_picture_tell_nothing(world: World, label: str) -> None:
    message = await reported(world)

    assert said(await world.maya.click(message, label=label)) == HIDDEN + SUFFIX[label]
    assert len(world.pictures.history()) == 1


async def test_hidden_picture_is_described_to_moderators_only(world: World) -> None:
    message = await reported(world)

    assert said(await world.maya.context_menu(world.pictures, DESCRIBE, message)) == HIDDEN
    told = said(await world.noor.context_menu(world.pictures, DESCRIBE, message))
    assert "/flux prompt:a red fox" in told


@pytest.mark.parametrize("verdict", ["Restore", "Remove"])
async def test_verdict_decides_what_is_told(world: World, verdict: str) -> None:
    channel = await moderated(world)
    message = await made(world)
    await report(world, stranger(world), message)
    await pressed(world, channel.history()[0], verdict)

    told = said(await world.maya.context_menu(world.pictures, DESCRIBE, now(world, message)))

    assert ("/flux prompt:a red fox" in told) == (verdict == "Restore")
    assert (told == HIDDEN) == (verdict == "Remove")


async def test_prompt_of_a_hidden_original_is_in_no_edits_lineage(world: World) -> None:
    await moderated(world)
    message = await made(world)
    await edited(world, message)
    [edit] = thread_of(world, message).history()
    await report(world, stranger(world), message)

    told = said(await world.maya.click(edit, label="Details"))

    assert "a red fox" not in told
    assert f"↳ {message.jump_url} a picture that was reported to the moderators" in told
    assert "a red fox" in said(await world.noor.click(edit, label="Details"))


async def test_picture_that_could_not_be_hidden_yet_is_not_used(world: World) -> None:
    message = await made(world)
    await _filed(world, message)

    shown = await world.maya.context_menu(world.pictures, EDIT, message)
    assert said(shown).startswith(UNUSABLE)
    assert said(await world.maya.slash(world.pictures, "edit", prompt="a hat")).startswith(UNUSABLE)
    assert said(await world.maya.click(message, label="Edit…")).startswith(UNUSABLE)


async def test_edit_of_a_hidden_original_is_not_made_again(world: World) -> None:
    await moderated(world)
    message = await made(world)
    await edited(world, message)
    [edit] = thread_of(world, message).history()
    await report(world, stranger(world), message)

    assert said(await world.maya.click(edit, label="Again")).startswith(UNUSABLE)


async def test_modal_that_was_open_makes_nothing_of_a_picture_hidden_since(world: World) -> None:
    await moderated(world)
    message = await made(world)
    shown = await world.maya.click(message, label="Edit…")
    await report(world, stranger(world), message)

    values = {**defaults(shown.modal), "words": "a hat"}
    told = said(await world.maya.submit_modal(shown, values))

    assert told.startswith(UNUSABLE)
    assert world.emulator.created == 1


@pytest.mark.parametrize("way", ["edit", "again"])
async def test_yes_makes_nothing_of_a_picture_hidden_since(open_here: OpenWorld, way: str) -> None:
    async with open_here(confirm_above=0.01) as world:
        await moderated(world)
        options = {"prompt": "a fox", "image": PHOTO}
        first = await world.maya.slash(world.pictures, "gpt-image edit", **options)
        await world.maya.click(first.response, label="Make it")
        [message] = world.pictures.history()
        if way == "edit":
            asked = await world.maya.slash(world.pictures, "edit", prompt="a hat")
        else:
            asked = await world.maya.click(message, label="Again")
        assert "will cost about" in said(asked)
        await report(world, stranger(world), message)

        await world.maya.click(asked.response, label="Make it")

        assert said(asked).startswith(UNUSABLE)
        assert world.emulator.created == 1


async def _filed(world: World, message: discord.Message) -> None:
    """Store a report about a picture that Discord did not let the bot hide."""
    await moderated(world)
    await report(world, stranger(world), message)
    found = await ReportStore(world.database).get(message.id)
    assert found is not None
    assert found.state is Verdict.OPEN
    stored = world.env.backend.get_message(world.pictures.id, message.id)
    original = await made(world)
    copy = world.env.backend.get_message(world.pictures.id, original.id)
    stored.attachments, stored.components = copy.attachments, copy.components
    for row in stored.components:
        for item in row["components"]:
            action = item["custom_id"].split(":")[1]
            item["custom_id"] = custom_id(action, found.job_id)
    await original.delete()


async def test_forgotten_members_pictures_tell_nothing(world: World) -> None:
    message = await made(world)
    await edited(world, message)
    [edit] = thread_of(world, message).history()
    world_now = world.env.now()
    await MemberDataStore(world.database).forget(world.maya.id, world_now - timedelta(days=30))

    for shown in (message, edit):
        where = world.pictures if shown is message else thread_of(world, message)
        assert said(await world.noor.context_menu(where, DESCRIBE, shown)) == PURGED
        for label in ("Details", "Again", "Try with…"):
            assert said(await world.noor.click(shown, label=label)) == PURGED + SUFFIX[label]


async def test_edit_of_a_forgotten_original_has_no_prompt_of_it(world: World) -> None:
    message = await made(world)
    await edited(world, message)
    [edit] = thread_of(world, message).history()
    # As if another member had made the original, and was forgotten.
    async with world.database.write() as connection:
        await connection.execute(
            update(jobs).where(jobs.c.message_id == message.id).values(member_id=77)
        )
    await MemberDataStore(world.database).forget(77, world.env.now() - timedelta(days=30))

    told = said(await world.noor.click(edit, label="Details"))

    assert "a red fox" not in told
    assert f"↳ {message.jump_url} an older picture" in told


def forge(world: World, message: discord.Message, number: int) -> None:
    """Let the button *Details* of a message name another job."""
    row = world.env.backend.get_message(world.pictures.id, message.id).components[0]
    for item in row["components"]:
        action = item["custom_id"].split(":")[1]
        if action == "details":
            item["custom_id"] = f"easel:{action}:{number}"


async def test_button_names_the_job_of_its_message_alone(world: World) -> None:
    secret = await made(world, prompt="our secret fox")
    message = await made(world)
    forge(world, message, int(button(secret, "Details").rpartition(":")[2]))

    assert said(await world.noor.click(message, label="Details")) == FOREIGN


@pytest.mark.parametrize("guild_id", [None, 4711])
async def test_job_of_another_server_is_not_shown(world: World, guild_id: int | None) -> None:
    message = await made(world)
    async with world.database.write() as connection:
        await connection.execute(update(jobs).values(guild_id=guild_id))

    for label in ("Details", "Again", "Try with…"):
        assert said(await stranger(world).click(message, label=label)) == FOREIGN + SUFFIX[label]


@pytest.mark.parametrize("number", [2**63, 10**20 - 1])
async def test_number_that_no_job_can_have_is_refused_in_words(world: World, number: int) -> None:
    message = await made(world)
    await purge(world)
    rows = world.env.backend.get_message(world.pictures.id, message.id).components
    for item in (one for row in rows for one in row["components"]):
        item["custom_id"] = f"easel:{item['custom_id'].split(':')[1]}:{number}"

    for label in ("Details", "Again", "Try with…", "Delete"):
        assert said(await world.maya.click(message, label=label)) == FOREIGN
