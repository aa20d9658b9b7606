"""`/jobs`: one message that is brought up to date in its place."""

from datetime import timedelta
from typing import Any

import pytest
from simcord import MemberActor
from sqlalchemy import update

from bot.storage.jobs import JobStore
from bot.storage.reports import ReportStore
from bot.storage.schema import jobs
from sandbox.relay import RelayEmulator
from tests.e2e.conftest import OpenWorld, World
from tests.e2e.listing import buttons, choose, select_named, shown, thumbnails, turning
from tests.e2e.pictures import SMALL
from tests.e2e.reporting import moderated, report
from tests.e2e.ruling import restrict_age

CANCEL, GIVE_UP = "Cancel…", "Give up…"
SLOW = "a slow fox [fault:hang]"


async def asked(world: World, *prompts: str, member: MemberActor | None = None) -> None:
    """Let Maya, or another member, ask for pictures."""
    for prompt in prompts:
        await (member or world.maya).slash(world.pictures, "flux", prompt=prompt, **SMALL)


async def listed(world: World, channel: Any = None) -> Any:
    """The list that Maya opens."""
    result = await world.maya.slash(channel or world.pictures, "jobs")
    assert result.ephemeral
    return result.response


async def change(world: World, prompt: str, **values: Any) -> None:
    """Change the row of a job behind the bot's back."""
    store = JobStore(world.database, "test")
    found = await store.recent(world.guild.id, world.maya.id, 50)
    [job_id] = [job.id for job in found if job.request["prompt"] == prompt]
    async with world.database.write() as connection:
        await connection.execute(update(jobs).where(jobs.c.id == job_id).values(**values))


async def test_a_member_without_jobs_is_told_what_to_try(world: World) -> None:
    message = await listed(world)

    assert shown(message) == [
        "You haven't asked for any pictures in this server yet. Try `/imagine`."
    ]
    assert [*buttons(message)] == ["Refresh"]


async def test_each_job_says_how_it_went(world: World) -> None:
    await asked(world, "a fox", "no fox [fault:content]")
    await world.maya.slash(world.pictures, "flux", prompt="my own fox", private=True, **SMALL)
    await asked(world, "her fox", member=world.noor)

    title, private, failed, done = shown(await listed(world))

    assert title == "**Your newest pictures in this server**"
    assert private.startswith("✅")
    assert private.endswith("Flux: my own fox — shown only to you")
    assert (
        "failed, not counted: The image service won't make this because of its content rules"
        in failed
    )
    [picture] = [one for one in world.pictures.history() if "her fox" not in one.content]
    assert done.endswith(f"Flux: a fox — [Go to]({picture.jump_url})")


async def test_several_pictures_are_counted_in_the_link(world: World) -> None:
    await world.maya.slash(world.pictures, "gpt-image generate", prompt="foxes", n=2)

    [_, line] = shown(await listed(world))

    assert line.endswith(f"— [Go to 2 pictures]({world.pictures.history()[-1].jump_url})")


async def test_finished_jobs_show_their_picture(world: World) -> None:
    await asked(world, "a fox", "no fox [fault:content]")
    await world.maya.slash(world.pictures, "flux", prompt="my own fox", private=True, **SMALL)
    await world.maya.slash(world.pictures, "flux", prompt="a veiled fox", spoiler=True, **SMALL)

    veiled, plain = thumbnails(await listed(world))

    made, hidden = world.pictures.history()
    assert plain["media"]["url"] == made.attachments[0].url
    assert (plain["description"], plain["spoiler"]) == ("a fox", False)
    assert veiled["media"]["url"] == hidden.attachments[0].url
    assert (veiled["description"], veiled["spoiler"]) == ("a veiled fox", True)


async def test_picture_that_is_gone_or_reported_is_not_shown(world: World) -> None:
    await asked(world, "a fox", "a cat", "an owl")
    fox, cat, _ = world.pictures.history()
    question = await world.maya.click(fox, label="Delete")
    await world.maya.click(question.response, label="Delete")
    await moderated(world)
    await report(world, world.noor, cat)
    assert await ReportStore(world.database).hidden_among([cat.id])

    message = await listed(world)

    assert [one["description"] for one in thumbnails(message)] == ["an owl"]
    [_, line] = shown(message)
    assert "an owl" in line


async def test_age_restricted_pictures_are_not_shown_elsewhere(world: World) -> None:
    await asked(world, "a fox")
    await restrict_age(world, world.pictures)

    assert thumbnails(await listed(world, world.lounge)) == []
    assert len(thumbnails(await listed(world, world.pictures))) == 1


async def test_pages_are_turned_in_one_message(world: World) -> None:
    await asked(world, *(f"fox {number}" for number in range(1, 8)))
    message = await listed(world)

    def foxes() -> list[str]:
        return [line.partition("Flux: ")[2].partition(" —")[0] for line in shown(message)[1:]]

    assert shown(message)[0] == "**Your newest pictures in this server** · page 1"
    assert foxes() == ["fox 7", "fox 6", "fox 5", "fox 4"]
    assert turning(message) == ["Refresh", "▶"]

    turned = await world.maya.click(message, label="▶")

    assert not turned.followups
    assert shown(message)[0] == "**Your newest pictures in this server** · page 2"
    assert foxes() == ["fox 3", "fox 2", "fox 1"]
    assert len(thumbnails(message)) == 3
    assert turning(message) == ["◀", "Refresh"]

    await world.maya.click(message, label="◀")
    assert foxes()[0] == "fox 7"


async def test_refresh_brings_the_page_up_to_date(open_here: OpenWorld) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        message = await listed(world)
        await asked(world, SLOW, "a second fox")

        await world.maya.click(message, label="Refresh")

        [_, second, slow] = shown(message)
        assert second.endswith("in the queue")
        assert slow.endswith("being made")
        assert select_named(message, CANCEL)


@pytest.mark.parametrize("crash", [False, True], ids=["deployment", "crash"])
async def test_an_open_list_outlives_a_restart(world: World, crash: bool) -> None:
    message = await listed(world)
    await asked(world, "a fox")
    await world.restart(crash=crash)

    await world.maya.click(message, label="Refresh")

    assert "a fox" in shown(message)[1]


async def test_page_that_is_empty_by_now_gives_way_to_the_newest(world: World) -> None:
    await asked(world, *(f"fox {number}" for number in range(1, 7)))
    message = await listed(world)
    for prompt in ("fox 1", "fox 2"):
        await change(world, prompt, guild_id=None)

    await world.maya.click(message, label="▶")

    assert "fox 6" in shown(message)[1]
    assert turning(message) == ["Refresh"]


async def test_long_reasons_and_prompts_fit(world: World) -> None:
    await asked(world, *("*_" * 20 + f"[fault:words] {number}" for number in range(8)))

    message = await listed(world)

    assert len(shown(message)) == 1 + 5
    assert len("\n".join(shown(message))) <= 4000


async def test_several_that_wait_are_cancelled_at_once(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        await asked(world, SLOW, "a second fox", "a third fox", "a fourth fox")
        message = await listed(world)

        await choose(world.maya, message, CANCEL, "a second fox", "a fourth fox")

        _, fourth, third, second, slow, note = shown(message)
        assert fourth.endswith("cancelled, not counted")
        assert third.endswith("in the queue")
        assert second.endswith("cancelled, not counted")
        assert slow.endswith("being made")
        assert note == "✅ Cancelled: 2"
        assert len(emulator.submits) == 1
        await choose(world.maya, message, CANCEL, "a third fox")
        assert select_named(message, CANCEL) is None
        await world.maya.click(message, label="Refresh")
        assert shown(message)[-1].endswith("being made")


async def test_jobs_of_other_pages_can_be_cancelled_too(open_here: OpenWorld) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        await asked(world, SLOW, *(f"fox {number}" for number in range(1, 8)))
        message = await listed(world)

        await choose(world.maya, message, CANCEL, "fox 1", "fox 7")

        assert shown(message)[-1] == "✅ Cancelled: 2"
        await world.maya.click(message, label="▶")
        assert "fox 1 — cancelled" in shown(message)[-2]
        # The world ends without jobs in line, which would start one after the other meanwhile.
        await choose(world.maya, message, CANCEL, *(f"fox {number}" for number in range(2, 7)))


async def test_late_choice_is_answered_with_the_truth_about_each(open_here: OpenWorld) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        await asked(world, SLOW, "fox 1", "fox 2", "fox 3", "fox 4", "fox 5")
        message, late = await listed(world), await listed(world)
        await choose(world.maya, message, CANCEL, "fox 1")
        await change(world, "fox 2", started_at=world.env.now())
        await change(world, "fox 3", state="done", message_id=1)
        await change(world, "fox 4", state="failed", reason={"key": "failed-timeout"})

        await choose(world.maya, late, CANCEL, "fox 1", "fox 2", "fox 3", "fox 4", "fox 5")

        assert shown(late)[-5:] == [
            "✅ Cancelled: 1",
            "⚠️ “fox 1”: That one is already cancelled.",
            "⚠️ “fox 2”: It's already being made, so it can't be cancelled now.",
            "⚠️ “fox 3”: That one is done already, so there's nothing left to cancel. "
            "You can delete the picture with the button under it.",
            "… and 1 more",
        ]
        assert select_named(late, CANCEL) is None
        assert "fox 5 — cancelled, not counted" in shown(late)[1]


async def test_what_hangs_can_be_given_up_from_the_list(open_here: OpenWorld) -> None:
    async with open_here(background=True) as world:
        await asked(world, SLOW)
        message = await listed(world)
        assert select_named(message, GIVE_UP) is None
        world.env.backend.advance_clock(timedelta(hours=1).total_seconds())
        await world.maya.click(message, label="Refresh")

        await choose(world.maya, message, GIVE_UP, SLOW)

        _, line, note = shown(message)
        assert "given up: You gave this up. Its price, $0.036, counts" in line
        assert note == "✅ Given up: 1"
        assert select_named(message, GIVE_UP) is None


async def test_job_of_another_member_cannot_be_cancelled(open_here: OpenWorld) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        await asked(world, SLOW, "a second fox")
        await asked(world, "her fox", member=world.noor)
        message = await listed(world)
        store = JobStore(world.database, "test")
        [hers] = await store.recent(world.guild.id, world.noor.id, 1)
        select = select_named(message, CANCEL)
        assert select is not None
        # As a client of a member's own could send it.
        row = world.env.backend.get_message(world.pictures.id, message.id).components
        [stored] = [one for part in row for one in part.get("components", ()) if "options" in one]
        stored["options"][0]["value"] = str(hers.id)

        await world.maya.select(message, [str(hers.id)], custom_id=select["custom_id"])

        assert shown(message)[-1].startswith("⚠️ It's already being made")
        [hers] = await store.recent(world.guild.id, world.noor.id, 1)
        assert hers.state == "queued"
