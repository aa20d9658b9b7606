"""*Show everyone*: the comparison of an edit in public, once, by the rules of the moment."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord import ChannelHandle, MemberActor
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType
from sqlalchemy import update

from bot.storage.blocks import Block, BlockStore
from bot.storage.schema import jobs
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, entry, said, updated
from tests.e2e.images import opened
from tests.e2e.pictures import delete_post, edited, made, stranger, thread_of
from tests.e2e.replying import answers
from tests.e2e.reporting import MENU, moderated, report_in
from tests.e2e.ruling import rule

pytestmark = pytest.mark.slow

LABEL = "Show everyone"
LEGEND = "Before (left) and after (right)."


@pytest.fixture
async def world(open_here: OpenWorld) -> AsyncIterator[World]:
    """A world where hours pass quickly."""
    async with open_here(upkeep_interval=9999, status_interval=9999) as opened:
        yield opened


class Edit:
    """An edit of Maya's in the thread of its original."""

    def __init__(self, world: World, original: discord.Message) -> None:
        self.thread: ChannelHandle = thread_of(world, original)
        [self.message] = self.thread.history()
        self.original = original

    @property
    def shown(self) -> list[discord.Message]:
        """Return the public comparisons in the thread."""
        return [one for one in self.thread.history() if LEGEND in one.content]


async def an_edit(world: World, **options: Any) -> Edit:
    """Let Maya make a picture and edit it."""
    original = await made(world, **options)
    assert said(await edited(world, original)).startswith("✅ Done")
    return Edit(world, original)


async def compared(member: MemberActor, edit: Edit) -> Any:
    """Press *Before / after*, and return the private answer."""
    result = await member.click(edit.message, label="Before / after")
    assert said(result) == LEGEND
    return result


async def shown(member: MemberActor, answer: Any) -> str:
    """Press *Show everyone*, and return what stands in the private answer then."""
    result = await member.click(answer.response, label=LABEL)
    assert not result.response.message.components
    assert len(result.response.attachments) == 1
    return updated(result)


async def refused(member: MemberActor, answer: Any) -> str:
    """Press *Show everyone* where it is refused: the private answer stays as it is."""
    result = await member.click(answer.response, label=LABEL)
    if not result.followups:
        # Before the press was taken.
        return said(result)
    assert updated(result) == LEGEND
    assert result.response.message.components
    [followup] = result.followups
    assert followup.ephemeral
    return str(followup.content)


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
async def test_everyone_sees_what_the_member_saw(world: World, restart: bool) -> None:
    edit, eve = await an_edit(world), stranger(world)
    answer = await compared(eve, edit)
    if restart:
        await world.restart(crash=True)

    text = await shown(eve, answer)

    [public] = edit.shown
    assert text == f"✅ Everyone here can see it now: {public.jump_url}"
    assert public.content == f"{LEGEND}\n-# Of {edit.message.jump_url}, shown by {eve.mention}"
    [file], [private] = public.attachments, answer.response.attachments
    assert file.description == LEGEND
    assert opened(await file.read()).tobytes() == opened(await private.read()).tobytes()


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
async def test_comparison_that_is_there_is_linked_instead(world: World, restart: bool) -> None:
    edit = await an_edit(world)
    mine, hers = await compared(world.maya, edit), await compared(world.noor, edit)
    await shown(world.maya, mine)
    if restart:
        await world.restart()

    text = await shown(world.noor, hers)

    [public] = edit.shown
    assert text == f"Everyone here can see it already: {public.jump_url}"


@pytest.mark.parametrize("later", [0, 3600], ids=["at once", "after the nonce"])
async def test_process_that_died_after_the_post_does_not_post_twice(
    world: World, later: int
) -> None:
    edit = await an_edit(world)
    first, second = await compared(world.maya, edit), await compared(world.noor, edit)
    await shown(world.maya, first)
    # As it is if the process died before it could note the message.
    async with world.database.write() as connection:
        await connection.execute(
            update(jobs).where(jobs.c.comparison_id.is_not(None)).values(comparison_id=0)
        )
    await world.env.advance_time(later)

    text = await shown(world.noor, second)

    [public] = edit.shown
    assert text == f"Everyone here can see it already: {public.jump_url}"


async def test_where_nobody_can_tell_it_is_said_and_nothing_posted(world: World) -> None:
    edit = await an_edit(world)
    answer = await compared(world.maya, edit)
    async with world.database.write() as connection:
        await connection.execute(update(jobs).values(comparison_id=0))
    path = f"/channels/{edit.thread.id}/messages"
    world.env.inject_error("GET", path, status=403, code=50001)

    assert (await refused(world.maya, answer)).startswith("⚠️ I may have shown this already")

    assert edit.shown == []


async def test_refused_send_can_be_tried_again(world: World) -> None:
    edit = await an_edit(world)
    answer = await compared(world.maya, edit)
    path = f"/channels/{edit.thread.id}/messages"
    world.env.inject_error("POST", path, status=403, code=50013)

    assert (await refused(world.maya, answer)).startswith("⚠️ Discord didn't take the comparison")
    assert (await shown(world.maya, answer)).startswith("✅ Everyone here can see it now")

    assert len(edit.shown) == 1


async def test_deleted_comparison_can_be_shown_again(world: World) -> None:
    edit, eve = await an_edit(world), stranger(world)
    first, second = await compared(eve, edit), await compared(eve, edit)
    await shown(eve, first)
    [public] = edit.shown
    other = world.guild.add_member(world.env.create_user("ines"))
    assert "Only the member who asked for it" in said(await other.click(public, label="Delete"))

    assert await delete_post(eve, public) == "Deleted."
    assert edit.shown == []

    assert (await shown(eve, second)).startswith("✅ Everyone here can see it now")
    path = f"/channels/{edit.thread.id}/messages"
    sends = [one for one in world.env.http_requests if (one.method, one.path) == ("POST", path)]
    # Discord may answer the nonce of a deleted message with that message.
    [_, nonce, other_nonce] = [one.json["nonce"] for one in sends]
    assert nonce != other_nonce
    assert all(one.json["enforce_nonce"] and len(one.json["nonce"]) <= 25 for one in sends)
    assert await delete_post(world.maya, edit.shown[0]) == "Deleted."


async def test_spoiler_stays_veiled(world: World) -> None:
    edit = await an_edit(world, spoiler=True)
    answer = await compared(world.maya, edit)

    await shown(world.maya, answer)

    [public] = edit.shown
    assert public.attachments[0].is_spoiler()
    assert answer.response.attachments[0].filename.startswith("SPOILER_")


async def block(world: World, _: Edit) -> None:
    await BlockStore(world.database).put(Block(world.maya.id, "spam", None), entry(world))


async def close(world: World, _: Edit) -> None:
    await rule(world, world.pictures, works=False)


async def pause(world: World, _: Edit) -> None:
    await world.noor.slash(world.lounge, "easel pause")


async def list_word(world: World, _: Edit) -> None:
    await world.noor.slash(world.lounge, "easel words add", word="blue")


async def deny(world: World, _: Edit) -> None:
    bits = discord.Permissions(attach_files=True).value
    overwrite = Overwrite(world.maya.id, OverwriteType.MEMBER, deny=bits)
    world.env.backend.set_overwrite(world.pictures.id, overwrite)
    await world.settle()


async def time_out(world: World, _: Edit) -> None:
    until = (world.env.now() + timedelta(hours=1)).isoformat()
    changes = {"timed_out_until": until}
    world.env.backend.edit_member(world.guild.id, world.maya.id, changes)
    await world.settle()


async def delete_edit(world: World, edit: Edit) -> None:
    await delete_post(world.maya, edit.message)


async def report_edit(world: World, edit: Edit) -> None:
    await moderated(world)
    await report_in(edit.thread, stranger(world), edit.message)


async def report_original(world: World, edit: Edit) -> None:
    await moderated(world)
    await report_in(world.pictures, stranger(world), edit.original)


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        (block, "You can't make pictures in this server"),
        (close, "I don't make pictures in this channel."),
        (pause, "I'm paused in this server."),
        (list_word, "Prompts in this server can't contain"),
        (deny, "You can't make pictures here"),
        (time_out, "You're in time-out in this server."),
        (delete_edit, "I can't fetch one of the two pictures any more."),
        (report_edit, "That picture was reported to the moderators"),
        (report_original, "That picture was reported to the moderators"),
    ],
)
async def test_what_has_happened_meanwhile_is_asked_when_it_is_pressed(
    world: World, monkeypatch: pytest.MonkeyPatch, happens: Any, words: str
) -> None:
    # What Discord's client would not offer comes all the same, as from another client.
    monkeypatch.setattr("simcord.actors._check_command_access", lambda *_: None)
    edit = await an_edit(world)
    answer = await compared(world.maya, edit)
    await happens(world, edit)

    assert words in await refused(world.maya, answer)

    assert edit.shown == []


async def test_reported_edit_takes_its_comparison_along(world: World) -> None:
    edit = await an_edit(world)
    await shown(world.maya, await compared(world.maya, edit))
    await moderated(world)
    eve = stranger(world)

    refused = await eve.context_menu(edit.thread, MENU, edit.shown[0])
    assert said(refused) == (
        "⚠️ Please report the edited picture itself. This message then goes, too."
    )
    await report_in(edit.thread, eve, edit.message)

    assert edit.shown == []


async def test_comparison_is_no_original_of_an_edit(world: World) -> None:
    edit = await an_edit(world)
    await shown(world.maya, await compared(world.maya, edit))

    reply = await world.noor.send(edit.thread, "make it green", reply_to=edit.shown[0])
    await world.settle()
    assert "That message shows two pictures side by side." in " ".join(answers(edit.thread, reply))

    # Without a name, the newest picture is meant.
    result = await world.noor.slash(edit.thread, "edit", prompt="a hat")
    assert said(result).startswith("✅ Done")
    newest = edit.thread.history()[-1]
    assert f"edited from {edit.message.jump_url}" in newest.content
