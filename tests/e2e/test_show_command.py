"""`/show`: a finished picture brought back, to its member alone or to everyone."""

from datetime import timedelta
from typing import Any

import pytest

from bot.storage.jobs import JobStore
from tests.e2e.conftest import World, said
from tests.e2e.images import pixels
from tests.e2e.pictures import SMALL, counted, defaults, delete_post, edited, made
from tests.e2e.replying import pictures
from tests.e2e.reporting import moderated, report
from tests.e2e.ruling import restrict_age

ROWS = [
    *("Again", "Remix…", "Edit…", "Try with…", "Details"),
    *("Zoom / pan…", "Send to me", "Share", "Go to"),
]
UNKNOWN = "⚠️ I don't know a finished picture of yours like that in this server."


async def suggested(world: World, typed: str = "", member: Any = None) -> dict[str, str]:
    """Return what is suggested for the id, by its value."""
    actor = member or world.maya
    choices = await actor.autocomplete(world.pictures, "show", "id", typed)
    return {str(one["value"]): str(one["name"]) for one in choices}


async def shown(world: World, channel: Any = None, **options: Any) -> Any:
    """Let Maya bring back the newest of her pictures."""
    values = {"id": next(iter(await suggested(world))), **options}
    return await world.maya.slash(channel or world.pictures, "show", **values)


def labels(message: Any) -> list[str]:
    return [str(item.label) for row in message.components for item in row.children]


async def test_newest_finished_pictures_are_suggested_by_prompt(world: World) -> None:
    await made(world)
    await made(world, prompt="an owl " + "at night " * 30)
    await world.maya.slash(world.pictures, "flux", prompt="no fox [fault:content]", **SMALL)
    await world.noor.slash(world.pictures, "flux", prompt="her fox", **SMALL)

    owl, fox = (await suggested(world)).values()
    assert owl.startswith("an owl at night")
    assert fox.startswith("a red fox · Flux · 20")
    assert [len(owl) <= 100, "Flux" in owl] == [True, True]
    assert [*(await suggested(world, "RED fox")).values()] == [fox]
    assert next(iter((await suggested(world, member=world.noor)).values())).startswith("her fox")


async def test_picture_is_shown_to_its_member_alone_with_its_buttons(world: World) -> None:
    posted = await made(world, seed=7)

    result = await shown(world)

    assert said(result).startswith("Here is your picture. Only you can see this.\n**a red fox**")
    answer = result.response.message
    assert labels(answer) == ROWS
    assert await pixels(answer) == await pixels(posted)
    assert answer.components[1].children[-1].url == posted.jump_url
    assert len(world.pictures.history()) == 1
    assert await counted(world, world.maya) == 1


async def test_buttons_of_the_private_answer_live(world: World) -> None:
    posted = await made(world)
    answer = (await shown(world, world.lounge)).response
    await world.restart(crash=True)

    assert "a red fox" in said(await world.maya.click(answer, label="Details"))
    assert said(await world.maya.click(answer, label="Again")).startswith("✅ Done")
    assert len(world.lounge.history()) == 1
    offer = await world.maya.click(answer, label="Try with…")
    assert said(offer).startswith("Which model")
    modal = await world.maya.click(answer, label="Remix…")
    values = {**defaults(modal.modal), "words": "a cat"}
    assert said(await world.maya.submit_modal(modal, values)).startswith("✅ Done")
    assert said(await world.maya.click(answer, label="Send to me")).startswith("✅ Sent")
    assert said(await world.maya.click(answer, label="Share")).startswith("✅ Everyone")
    assert len(world.lounge.history()) == 3
    assert posted in world.pictures.history()


async def test_edit_of_a_picture_that_was_brought_back_knows_its_job(world: World) -> None:
    posted = await made(world)
    answer = (await shown(world)).response

    result = await edited(world, answer)

    assert said(result).startswith("✅ Here you are")
    [newest, _] = await JobStore(world.database, "t").recent(world.guild.id, world.maya.id, 2)
    assert newest.source is not None
    assert newest.source.message_id == posted.id
    assert newest.source.job_id is not None


async def test_picture_is_posted_for_everyone_if_its_member_says_so(world: World) -> None:
    posted = await made(world)

    result = await shown(world, world.lounge, public=True)

    [again] = world.lounge.history()
    assert said(result) == f"✅ Everyone here can see it now: {again.jump_url}"
    assert labels(again)[:2] == ["Again", "Remix…"]
    assert f"Posted again by {world.maya.mention}" in again.content
    same = await shown(world, world.lounge, public=True)
    assert said(same) == f"You've already shared this: {again.jump_url}"
    here = await shown(world, public=True)
    assert said(here).startswith("✅ Everyone")
    assert len(pictures(world.pictures)) == 2
    assert posted.id != again.id


async def test_what_is_not_ones_own_is_unknown(world: World) -> None:
    await made(world)
    [mine] = await suggested(world)

    for typed in (mine, "1", "99999999999999999999", "a red fox", "-1", "²"):
        result = await world.noor.slash(world.pictures, "show", id=typed)
        assert said(result).startswith(UNKNOWN), typed
    failed = "no fox [fault:content]"
    await world.maya.slash(world.pictures, "flux", prompt=failed, **SMALL)
    [job] = await JobStore(world.database, "t").recent(world.guild.id, world.maya.id, 1)
    assert said(await world.maya.slash(world.pictures, "show", id=str(job.id))).startswith(UNKNOWN)


async def test_moderators_hiding_wins(world: World) -> None:
    hers = await world.noor.slash(world.pictures, "flux", prompt="her fox", **SMALL)
    assert said(hers).startswith("✅ Done")
    [number] = await suggested(world, member=world.noor)
    await moderated(world)
    await report(world, world.maya, world.pictures.history()[0])

    # Noor is a moderator, but it is her own picture.
    for public in (False, True):
        result = await world.noor.slash(world.lounge, "show", id=number, public=public)
        assert "reported to the moderators" in said(result)
    assert await suggested(world, member=world.noor) == {}
    assert world.lounge.history() == []


async def test_deleted_picture_does_not_come_back(world: World) -> None:
    posted = await made(world)
    [number] = await suggested(world)
    await delete_post(world.maya, posted)

    result = await world.maya.slash(world.pictures, "show", id=number)

    assert "The message with that picture was deleted" in said(result)
    assert result.response.attachments == []


@pytest.mark.slow
async def test_age_restricted_picture_stays_where_it_belongs(world: World) -> None:
    await made(world)
    [number] = await suggested(world)
    await restrict_age(world, world.pictures)

    result = await world.maya.slash(world.lounge, "show", id=number)

    assert "from an age-restricted channel" in said(result)
    choices = await world.maya.autocomplete(world.lounge, "show", "id", "")
    assert choices == []
    assert said(await shown(world)).startswith("Here is your picture")


@pytest.mark.parametrize("hours", [0, 2])
async def test_private_picture_comes_back_while_the_relay_has_it(world: World, hours: int) -> None:
    await world.maya.slash(world.pictures, "flux", prompt="my fox", private=True, **SMALL)
    world.env.backend.advance_clock(timedelta(hours=hours).total_seconds())

    result = await shown(world)

    if hours:
        assert "the image service has them for an hour" in said(result)
    else:
        assert len(result.response.attachments) == 1
        assert labels(result.response.message) == ROWS[:-1]


@pytest.mark.slow
async def test_spoiler_stays_one(world: World) -> None:
    await made(world, spoiler=True)

    result = await shown(world)

    assert result.response.attachments[0].filename.startswith("SPOILER_")
    assert "||**a red fox**||" in said(result)


@pytest.mark.slow
async def test_picture_that_is_too_large_is_made_to_fit(world: World) -> None:
    await made(world)
    world.env.inject_error("PATCH", "/webhooks/*", status=413, code=40005)

    result = await shown(world)

    assert len(result.response.attachments) == 1
    assert "to fit the upload limit" in said(result)
