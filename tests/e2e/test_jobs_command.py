"""`/jobs`."""

import pytest
from sqlalchemy import update

from bot.storage.jobs import JobStore
from bot.storage.schema import jobs
from sandbox.relay import RelayEmulator
from tests.e2e.conftest import OpenWorld, World, button, said


async def test_a_member_without_jobs_is_told_what_to_try(world: World) -> None:
    result = await world.maya.slash(world.pictures, "jobs")

    assert said(result) == "You haven't asked for any pictures in this server yet. Try `/imagine`."


async def test_each_job_says_how_it_went(world: World) -> None:
    await world.maya.slash(world.pictures, "flux", prompt="a fox")
    await world.maya.slash(world.pictures, "flux", prompt="no fox [fault:content]")
    await world.maya.slash(world.pictures, "flux", prompt="my own fox", private=True)
    await world.noor.slash(world.pictures, "flux", prompt="her fox")

    result = await world.maya.slash(world.pictures, "jobs")

    title, private, failed, done = said(result).splitlines()
    assert title == "**Your newest pictures in this server**"
    assert private.startswith("✅")
    assert private.endswith("Flux: my own fox — shown only to you")
    assert (
        "failed, not counted: The image service won't make this because of its content rules"
        in failed
    )
    [message] = [m for m in world.pictures.history() if "her fox" not in m.content]
    assert done.endswith(f"Flux: a fox — {message.jump_url}")


async def test_long_reasons_and_prompts_are_shown_in_full(world: World) -> None:
    for _ in range(8):
        prompt = "*_" * 20 + "[fault:words]"
        await world.maya.slash(world.pictures, "flux", prompt=prompt)

    listed = await world.maya.slash(world.pictures, "jobs")

    shown = [said(listed), *(message.content for message in listed.followups)]
    assert all(len(page) <= 2000 for page in shown)
    assert len("\n".join(shown).splitlines()) == 1 + 8


async def test_one_that_waits_can_be_cancelled_from_the_list(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        for prompt in ("a slow fox [fault:hang]", "a second fox", "a third fox"):
            await world.maya.slash(world.pictures, "flux", prompt=prompt)
        listed = await world.maya.slash(world.pictures, "jobs")
        message = listed.response.message

        pressed = button(message, "Cancel “a second fox”")
        await world.maya.click(message, custom_id=pressed)

        third, second, slow = said(listed).splitlines()[1:]
        assert third.endswith("in the queue")
        assert second.endswith("cancelled, not counted")
        assert slow.endswith("being made")
        assert len(emulator.submits) == 1
        with pytest.raises(AssertionError):
            button(listed.response.message, "Cancel “a second fox”")
        await world.maya.click(message, custom_id=button(listed.response.message, "Cancel"))
        assert said(listed).splitlines()[1].endswith("cancelled, not counted")


async def test_what_is_no_longer_in_line_cannot_be_cancelled(open_here: OpenWorld) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        for prompt in ("a slow fox [fault:hang]", "a second fox"):
            await world.maya.slash(world.pictures, "flux", prompt=prompt)
        first = await world.maya.slash(world.pictures, "jobs")
        second = await world.maya.slash(world.pictures, "jobs")
        pressed, late = first.response.message, second.response.message
        await world.maya.click(pressed, custom_id=button(pressed, "Cancel"))

        await world.maya.click(late, custom_id=button(late, "Cancel"))

        assert said(second).endswith("\n\n⚠️ That one is already cancelled.")
        assert "cancelled, not counted" in said(second)
        assert not second.response.components


async def test_what_is_being_made_cannot_be_cancelled(open_here: OpenWorld) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        for prompt in ("a slow fox [fault:hang]", "a second fox"):
            await world.maya.slash(world.pictures, "flux", prompt=prompt)
        listed = await world.maya.slash(world.pictures, "jobs")
        store = JobStore(world.database, "test")
        waiting, running = await store.recent(world.guild.id, world.maya.id, 2)
        # As if it were pressed just after the job has begun.
        message = listed.response.message
        row = world.env.backend.get_message(message.channel.id, message.id).components[0]
        pressed = button(message, "Cancel").replace(str(waiting.id), str(running.id))
        row["components"][0]["custom_id"] = pressed

        await world.maya.click(message, custom_id=pressed)

        refusal = "⚠️ It's already being made, so it can't be cancelled now."
        assert said(listed).endswith(f"\n\n{refusal}")
        assert "a second fox — in the queue" in said(listed)
        assert button(listed.response.message, "Cancel")


async def test_what_is_done_by_now_is_said_to_be(open_here: OpenWorld) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        for prompt in ("a slow fox [fault:hang]", "a second fox"):
            await world.maya.slash(world.pictures, "flux", prompt=prompt)
        listed = await world.maya.slash(world.pictures, "jobs")
        message = listed.response.message
        store = JobStore(world.database, "test")
        waiting, _ = await store.recent(world.guild.id, world.maya.id, 2)
        async with world.database.write() as connection:
            await connection.execute(
                update(jobs).where(jobs.c.id == waiting.id).values(state="done", message_id=1)
            )

        await world.maya.click(message, custom_id=button(message, "Cancel"))

        assert "⚠️ That one is done already" in said(listed)
