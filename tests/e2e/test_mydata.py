"""`/mydata export` and `/mydata delete`."""

import json
from typing import Any

import pytest
from simcord import MemberActor

from bot.privacy.retention import Retention
from bot.storage.erasure import ANONYMOUS, MAX_WINDOW
from bot.storage.jobs import JobStore
from bot.storage.records import Job
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, button, said
from tests.e2e.images import png
from tests.e2e.listing import choose, shown
from tests.e2e.pictures import (
    DONE,
    FREE,
    NO_CONSENT,
    PURGED,
    delete_post,
    edited,
    forbid_edits,
    made,
    stranger,
    thread_of,
)

RED = png(64, 64, "red")
DAY = 24 * 3600
DELETED = "Deleted. What counts towards your limits stays for up to 30 days, and is then anonymous."
# Each round of upkeep is the test's own.
SILENT = {"upkeep_interval": 10 * DAY, "status_interval": 10 * DAY}


async def exported(world: World, member: MemberActor) -> dict[str, Any]:
    """What the member is handed, which is one file."""
    result = await member.slash(world.pictures, "mydata export")
    assert said(result).startswith("Everything I keep about you, in every server.")
    [file] = result.response.attachments
    assert file.filename == "easel.json"
    content: dict[str, Any] = json.loads(await file.read())
    return content


async def asked(world: World, member: MemberActor) -> Any:
    """The private message that asks once more."""
    result = await member.slash(world.pictures, "mydata delete")
    assert said(result).startswith("This deletes what I keep about you, in every server")
    return result.response.message


async def deleted(world: World, member: MemberActor) -> str:
    """What the member is told after having confirmed."""
    message = await asked(world, member)
    pressed = await member.click(message, custom_id=button(message, "Delete my data"))
    assert pressed.response.message.id == message.id
    assert pressed.response.message.components == []
    return replaced(pressed)


def replaced(pressed: Any) -> str:
    """What stands in the private message now in place of the question."""
    assert pressed.response.ephemeral
    return str(pressed.response.content)


async def stored(world: World, job_id: int) -> Job:
    job = await JobStore(world.database, "test").get(job_id)
    assert job is not None
    return job


async def test_export_of_who_never_came_is_empty(world: World) -> None:
    content = await exported(world, world.maya)

    assert content.pop("exported_at")
    assert content == {
        "member": str(world.maya.id),
        "lets_others_edit": None,
        "hinted_at": None,
        "unclear_replies_are_edits": None,
        "part": 1,
        "parts": 1,
        "servers": {
            "blocks": [],
            "limits": [],
            "changes": [],
            "you_reported": [],
            "reported_of_yours": [],
        },
        "jobs": [],
    }
    assert world.pictures.history() == []


async def test_export_has_everything_of_every_job(world: World) -> None:
    message = await made(world, prompt="a fox, “réd” 🦊", seed=7, input_image=("red.png", RED))
    await edited(world, message)
    await world.maya.slash(world.lounge, "flux", prompt="no fox [fault:content]", private=True)
    await world.noor.slash(world.pictures, "flux", prompt="her fox")
    await forbid_edits(world)
    thread = thread_of(world, message)
    [edit] = thread.history()

    content = await exported(world, world.maya)

    assert content["lets_others_edit"] is False
    first, second, third = content["jobs"]
    assert first["request"]["prompt"] == "a fox, “réd” 🦊"
    assert first["request"]["seed"] == 7
    assert (first["state"], first["operation"], first["counted_pictures"]) == ("done", "flux", 1)
    times = [first[f"{step}_at"] for step in ("asked", "started", "submitted", "posting", "ended")]
    assert times == sorted(times)
    assert first["place"] == {
        "server": str(world.guild.id),
        "channel": str(world.pictures.id),
        "thread_of": None,
        "reply_to": None,
        "locale": "en-US",
        "private": False,
        "spoiler": False,
    }
    assert first["message"] == {"channel": str(world.pictures.id), "message": str(message.id)}
    assert first["edit_of"] is None
    [image] = first["images"]
    assert (image["option"], image["media_type"]) == ("input_image", "image/png")
    assert image["bytes"] > 0
    assert second["edit_of"] == {
        "channel": str(world.pictures.id),
        "message": str(message.id),
        "picture": 1,
        "job": first["id"],
    }
    assert second["message"] == {"channel": str(thread.id), "message": str(edit.id)}
    assert (third["state"], third["counted_pictures"]) == ("failed", 0)
    assert third["reason"]["key"].startswith("failed-declined")
    assert third["place"]["private"] is True
    assert "her fox" not in json.dumps(content)
    task = (await stored(world, int(first["id"]))).task
    assert task
    assert task not in json.dumps(content)


async def test_a_large_export_comes_in_parts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for prompt in ("first", "second", "third"):
        await made(world, prompt=prompt)
    monkeypatch.setattr("bot.privacy.export._MAX_BYTES", 1)

    result = await world.maya.slash(world.pictures, "mydata export")

    assert said(result).startswith("Everything I keep about you")
    answers = [result.response, *result.followups]
    assert all(one.ephemeral for one in answers)
    parts = [json.loads(await one.attachments[0].read()) for one in answers]
    assert [one.attachments[0].filename for one in answers] == [
        f"easel-{part}.json" for part in (1, 2, 3)
    ]
    assert [(part["part"], part["parts"]) for part in parts] == [(1, 3), (2, 3), (3, 3)]
    prompts = [job["request"]["prompt"] for part in parts for job in part["jobs"]]
    assert prompts == ["first", "second", "third"]


async def test_asking_alone_deletes_nothing(world: World) -> None:
    await made(world)
    before = (await exported(world, world.maya))["jobs"]

    await asked(world, world.maya)

    assert (await exported(world, world.maya))["jobs"] == before


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
async def test_what_was_asked_for_is_gone_and_others_keep_theirs(
    world: World, restart: bool
) -> None:
    message = await made(world, prompt="a secret fox", input_image=("red.png", RED))
    await world.noor.slash(world.pictures, "flux", prompt="her fox")
    ask = await asked(world, world.maya)
    if restart:
        await world.restart()

    pressed = await world.maya.click(ask, custom_id=button(ask, "Delete my data"))

    assert replaced(pressed) == DELETED
    [job] = (await exported(world, world.maya))["jobs"]
    assert job["request"] == {}
    assert job["images"] == []
    assert job["message"] == {"channel": None, "message": None}
    [hers] = (await exported(world, world.noor))["jobs"]
    assert hers["request"]["prompt"] == "her fox"
    listed = await world.maya.slash(world.pictures, "jobs")
    assert shown(listed.response)[0].startswith("You haven't asked for any pictures")
    assert message.id in [posted.id for posted in world.pictures.history()]


async def test_another_members_press_deletes_nothing(world: World) -> None:
    await made(world)
    await world.noor.slash(world.pictures, "flux", prompt="her fox")
    hers = await asked(world, world.noor)
    pressed = button(hers, "Delete my data").replace(str(world.noor.id), str(world.maya.id))
    before = [(await exported(world, member))["jobs"] for member in (world.maya, world.noor)]
    message = world.pictures.history()[0]
    # Shown to its member alone, it can only be pressed by another with a client of their own.
    forged = await press(world, world.noor, message, pressed)

    assert said(forged) == (
        "⚠️ This is about another member's data. Please use `/mydata delete` for yours."
    )
    after = [(await exported(world, member))["jobs"] for member in (world.maya, world.noor)]
    assert after == before


async def press(world: World, member: MemberActor, message: Any, custom_id: str) -> Any:
    """Press a button that the message does not have, as a forged client may."""
    row = world.env.backend.get_message(message.channel.id, message.id).components[0]
    row["components"][0]["custom_id"] = custom_id
    return await member.click(message, custom_id=custom_id)


async def test_the_button_works_for_a_few_minutes_only(world: World) -> None:
    await made(world)
    message = await asked(world, world.maya)
    world.env.backend.advance_clock(5 * 60 + 1)

    late = await world.maya.click(message, custom_id=button(message, "Delete my data"))

    assert said(late) == "⚠️ That question has expired. Please use `/mydata delete` again."
    [job] = (await exported(world, world.maya))["jobs"]
    assert job["request"]["prompt"] == "a red fox"


async def test_buttons_of_a_forgotten_picture_answer_in_words(world: World) -> None:
    message = await made(world, input_image=("red.png", RED))
    await edited(world, message)
    [edit] = thread_of(world, message).history()
    await deleted(world, world.maya)

    for label in ("Again", "Try with…"):
        assert said(await world.maya.click(message, label=label)) == f"{PURGED} {FREE}"
    assert said(await world.maya.click(message, label="Details")) == PURGED
    assert said(await world.maya.click(edit, label="Before / after")) == PURGED
    refused = await stranger(world).click(message, label="Delete")
    assert "Only the member who asked for it" in said(refused)
    assert await delete_post(world.maya, message) == "Deleted."


async def test_a_forgotten_picture_can_be_edited_as_its_member_allows(world: World) -> None:
    message = await made(world)
    await world.maya.slash(world.pictures, "mydata consent", allow=False)

    told = await deleted(world, world.maya)

    assert told.startswith(
        f"{DELETED} Others still can't edit your pictures, since those are still in Discord"
    )
    await age(world, 2 * DAY)
    assert said(await world.noor.click(message, label="Edit…")) == NO_CONSENT
    assert said(await edited(world, message)).startswith(DONE)


async def test_deleting_gives_no_room_under_the_limit(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=1, **SILENT) as world:
        await made(world)
        [job] = (await exported(world, world.maya))["jobs"]
        await deleted(world, world.maya)

        refused = await world.maya.slash(world.pictures, "flux", prompt="another")
        assert (
            "You've made 1 picture in the last 24 hours on all servers together; your limit is 1."
            in said(refused)
        )
        assert (await stored(world, int(job["id"]))).member_id == world.maya.id

        await age(world, MAX_WINDOW.total_seconds())
        assert (await stored(world, int(job["id"]))).member_id == ANONYMOUS
        assert (await exported(world, world.maya))["jobs"] == []
        await made(world)


async def age(world: World, seconds: float) -> None:
    """So much time goes by, and the bot forgets what is old."""
    world.env.backend.advance_clock(seconds)
    await world.bot.services[Retention].run()


async def test_what_is_not_finished_is_left_to_finish_and_it_is_said(open_here: OpenWorld) -> None:
    async with open_here(background=True, running_jobs=1, **SILENT) as world:
        for prompt in ("a slow fox [fault:hang]", "a second fox", "a third fox"):
            await world.maya.slash(world.pictures, "flux", prompt=prompt)
        listed = (await world.maya.slash(world.pictures, "jobs")).response
        await choose(world.maya, listed, "Cancel…", "a third fox")

        told = await deleted(world, world.maya)

        assert told == (
            f"{DELETED} 2 pictures of yours are still on the way; I left them alone. "
            "Use `/mydata delete` again when they are done."
        )
        jobs = (await exported(world, world.maya))["jobs"]
        prompts = [job["request"].get("prompt") for job in jobs]
        assert prompts == ["a slow fox [fault:hang]", "a second fox", None]


async def test_prompts_are_forgotten_after_a_while(open_here: OpenWorld) -> None:
    async with open_here(keep_prompts=2 * DAY, **SILENT) as world:
        message = await made(world)
        [job] = (await exported(world, world.maya))["jobs"]

        await age(world, 2 * DAY)
        assert (await stored(world, int(job["id"]))).request["prompt"] == "a red fox"
        await age(world, 3601)
        forgotten = await stored(world, int(job["id"]))
        assert (forgotten.emptied, forgotten.member_id) == (True, world.maya.id)
        await age(world, MAX_WINDOW.total_seconds())
        assert (await stored(world, int(job["id"]))).member_id == ANONYMOUS
        assert said(await world.maya.click(message, label="Again")) == f"{PURGED} {FREE}"
