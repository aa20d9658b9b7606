"""What outlives a restart: jobs, buttons, commands."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.jobs.pace import MIN_SAMPLES, Paces
from bot.storage.schema import jobs
from providers.registry import OPERATIONS
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, button, said, until
from tests.e2e.pictures import delete_post

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("crash", [False, True], ids=["deployment", "crash"])
async def test_a_picture_in_the_making_arrives_once_after_a_restart(
    open_here: OpenWorld, crash: bool
) -> None:
    async with open_here(background=True) as world:
        world.emulator.task_store.delay = 0.2
        result = await world.maya.slash(world.pictures, "flux", prompt="a fox")
        assert said(result).startswith("🎨 Making your picture… (started <t:")
        await world.restart(crash=crash)
        if crash:
            # What died holds its jobs until their lease has run out.
            await world.env.advance_time(90)

        await until(world, lambda: world.pictures.history())

        await until(world, lambda: said(result).startswith("✅ Done"))
        assert len(world.pictures.history()) == 1
        assert world.emulator.created == 1


async def test_a_picture_of_an_operation_that_an_upgrade_dropped_is_posted(
    open_here: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_here(background=True) as world:
        world.emulator.task_store.delay = 0.2
        result = await world.maya.slash(world.pictures, "flux", prompt="a fox")
        without_flux = {name: kind for name, kind in OPERATIONS.items() if name != "flux"}
        monkeypatch.setattr("providers.registry.OPERATIONS", without_flux)

        await until(world, lambda: said(result).startswith("✅ Done"))

        [message] = world.pictures.history()
        assert "a fox" in message.content
        assert len(message.attachments) == 1


async def test_commands_are_synced_only_when_they_changed(world: World) -> None:
    def syncs() -> int:
        return sum(call.method == "PUT" for call in world.env.http_requests)

    assert syncs() == 1
    await world.restart()
    assert syncs() == 1
    await world.maya.slash(world.pictures, "flux", prompt="a fox")
    assert len(world.pictures.history()) == 1


async def test_a_development_server_gets_its_commands_at_once(
    open_here: OpenWorld,
) -> None:
    async with open_here(dev_guild=1234) as world:
        [sync] = [call for call in world.env.http_requests if call.method == "PUT"]
        assert sync.path.endswith("/guilds/1234/commands")


async def test_only_who_asked_or_a_moderator_may_delete(world: World) -> None:
    await world.maya.slash(world.pictures, "flux", prompt="a fox")
    [message] = world.pictures.history()
    eve = world.guild.add_member(world.env.create_user("eve"))

    refused = await eve.click(message, custom_id=button(message, "Delete"))

    assert "or someone who can manage messages here, can delete this" in said(refused)
    assert len(world.pictures.history()) == 1
    await delete_post(world.noor, message)
    assert world.pictures.history() == []


async def test_delete_works_after_a_restart(world: World) -> None:
    await world.maya.slash(world.pictures, "flux", prompt="a fox")
    await world.restart()
    [message] = world.pictures.history()

    assert await delete_post(world.maya, message) == "Deleted."
    assert world.pictures.history() == []


async def test_a_deleted_picture_still_counts(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=1) as world:
        await world.maya.slash(world.pictures, "flux", prompt="a fox")
        [message] = world.pictures.history()
        await delete_post(world.maya, message)

        result = await world.maya.slash(world.pictures, "flux", prompt="a fox")

        assert (
            "You've made 1 picture in the last 24 hours on all servers together; your limit is 1."
            in said(result)
        )


async def test_who_waits_reads_their_place_and_can_leave(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here(background=True, running_jobs=1, daily_pictures=3) as world:
        await world.maya.slash(world.pictures, "flux", prompt="a slow fox [fault:hang]")
        second = await world.maya.slash(world.pictures, "flux", prompt="a second fox")
        third = await world.noor.slash(world.pictures, "flux", prompt="a third fox")
        assert said(second).startswith("🕓 Number 1 in line. That makes 2 of your 3 pictures")
        assert said(third).startswith("🕓 Number 2 in line. That makes 1 of your 3 pictures")

        await world.maya.click(second.response.message, custom_id=cancel_of(second))
        await world.env.advance_time(5)

        assert said(second) == "Cancelled. It doesn't count towards your limit."
        assert said(third).startswith("🕓 Number 1 in line.")
        again = await world.maya.slash(world.pictures, "flux", prompt="a fourth fox")
        assert "That makes 2 of your 3 pictures" in said(again)
        assert len(emulator.submits) == 1


async def test_who_waits_reads_when_to_expect_their_picture(open_here: OpenWorld) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        for count in range(1, MIN_SAMPLES + 1):
            await world.maya.slash(world.pictures, "flux", prompt="a fox", width=64, height=64)
            await until(world, lambda count=count: len(world.pictures.history()) == count)
        async with world.database.write() as connection:
            made = await connection.execute(select(jobs.c.id, jobs.c.started_at))
            for job_id, began in made.all():
                row = update(jobs).where(jobs.c.id == job_id)
                await connection.execute(row.values(posting_at=began + timedelta(seconds=40)))
        await world.bot.services[Paces].refresh(max_age=0)

        await world.maya.slash(world.pictures, "flux", prompt="a slow fox [fault:task/hang]")
        second = await world.maya.slash(world.pictures, "flux", prompt="a second fox")
        third = await world.noor.slash(world.pictures, "flux", prompt="a third fox")

        now = int(world.env.now().timestamp())
        for place, result in enumerate((second, third), start=1):
            begin = f"🕓 Number {place} in line, so expect your picture <t:"
            found = re.match(rf"{begin}(\d+):R>\.", said(result))
            assert found
            assert abs(int(found[1]) - now - 40 * (place + 1)) <= 2


def cancel_of(result: object) -> str:
    """The custom id of the Cancel button under a private answer."""
    return button(result.response.message, "Cancel")  # type: ignore[attr-defined]
