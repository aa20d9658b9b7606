"""`/easel history`."""

from datetime import timedelta
from typing import Any

import pytest

from bot.storage.audit import Entry
from bot.storage.words import WordStore
from bot.ui.discord_limits import MAX_CONTENT
from cogs.easel.history import MAX_CHANGES
from sandbox.world import World
from tests.e2e.conftest import said
from tests.e2e.pictures import made
from tests.e2e.reporting import moderated, pressed, report

pytestmark = pytest.mark.slow

TITLE = "**Changes to this server's settings**, newest first"
NOTHING = "Nobody has changed anything here yet."
NOT_YOURS = "⚠️ Only members who can manage this server can use this command."


async def shown(world: World) -> Any:
    """Return the answer to a member who may manage the server."""
    return await world.noor.slash(world.pictures, "easel history")


async def lines(world: World) -> list[str]:
    """Return the lines of the answer, of all its pages."""
    answer = await shown(world)
    assert all(page.ephemeral for page in answer.followups)
    pages = [said(answer), *(page.content for page in answer.followups)]
    assert all(len(page) <= MAX_CONTENT for page in pages)
    return "\n".join(pages).splitlines()


def at(world: World, seconds: float = 0) -> str:
    """Return the time of a change, as Discord reads times."""
    return f"<t:{int((world.env.now() + timedelta(seconds=seconds)).timestamp())}:f>"


async def add_word(world: World, word: str, guild_id: int | None = None) -> None:
    """Store a change as `/easel words add` does."""
    server = world.guild.id if guild_id is None else guild_id
    entry = Entry(server, world.noor.id, world.env.now(), "words add", {"word": word})
    await WordStore(world.database).add(word, entry)


async def test_server_without_changes_says_so(world: World) -> None:
    assert await lines(world) == [NOTHING]


async def test_each_change_is_listed_with_who_when_and_what_newest_first(world: World) -> None:
    await world.noor.slash(world.pictures, "easel words add", word="fox")
    await world.noor.slash(world.pictures, "easel limits set", pictures=3, together=True)
    await world.noor.slash(world.pictures, "easel pause")

    who = f"🔧 <@{world.noor.id}> used"
    title, *changes = await lines(world)
    assert title == TITLE
    assert [change.partition(":f> ")[2] for change in changes] == [
        f"{who} `/easel pause`",
        f"{who} `/easel limits set`: pictures: 3, together: yes",
        f"{who} `/easel words add`: word: fox",
    ]
    assert {change.partition(" ")[0] for change in changes} <= {at(world), at(world, -1)}


async def test_verdicts_of_moderators_are_listed(world: World) -> None:
    channel, first, second = await moderated(world), await made(world), await made(world)
    for message, button in ((first, "Restore"), (second, "Remove")):
        await report(world, world.maya, message)
        await pressed(world, channel.history()[-1], button)

    _, removed, restored, *_ = await lines(world)
    who = f"🚩 <@{world.noor.id}>"
    assert restored.endswith(f"{who} restored a reported picture: {first.jump_url}")
    assert removed.endswith(f"{who} removed a reported picture: {second.jump_url}")


async def test_listing_changes_nothing(world: World) -> None:
    await add_word(world, "fox")

    assert await lines(world) == await lines(world)


async def test_long_history_is_paged_and_ends_with_its_newest_part(world: World) -> None:
    for number in range(MAX_CHANGES):
        await add_word(world, f"word number {number}")
    [_, *changes] = await lines(world)
    assert len(changes) == MAX_CHANGES
    assert changes[-1].endswith("word: word number 0")

    await add_word(world, "one more")
    answer = await shown(world)
    assert answer.followups
    [_, newest, *_, oldest, more] = await lines(world)
    assert newest.endswith("word: one more")
    assert oldest.endswith("word: word number 1")
    assert more == f"-# These are the newest {MAX_CHANGES} changes."


async def test_words_of_members_have_no_effect_and_long_ones_are_cut(world: World) -> None:
    await add_word(world, "**bold** <@1> [x](https://example.com)")
    facts = {f"option_{number}": "x" * 100 for number in range(12)}
    entry = Entry(world.guild.id, world.noor.id, world.env.now(), "words add", facts)
    await WordStore(world.database).add("long", entry)

    _, long, hostile = await lines(world)
    assert r"\*\*bold\*\* \<@1> [x]\(https://example.com)" in hostile
    assert len(long) < 500
    assert long.endswith("…")


async def test_changes_of_another_server_are_not_listed(world: World) -> None:
    await add_word(world, "fox", guild_id=1)

    assert await lines(world) == [NOTHING]


@pytest.mark.parametrize("crash", [False, True], ids=["deployment", "crash"])
async def test_history_outlives_a_restart(world: World, crash: bool) -> None:
    await world.noor.slash(world.pictures, "easel pause")
    before = await lines(world)
    await world.restart(crash=crash)

    assert await lines(world) == before


async def test_member_who_may_not_manage_the_server_reads_nothing(world: World) -> None:
    await add_word(world, "fox")
    # The server has opened the command to this member, which Discord lets it do.
    [easel] = [one for one in await world.bot.tree.fetch_commands() if one.name == "easel"]
    world.guild.set_command_permissions(easel, {world.maya: True})

    answer = await world.maya.slash(world.pictures, "easel history")

    assert said(answer) == NOT_YOURS
    assert answer.followups == []


async def test_who_lost_the_right_reads_nothing(world: World) -> None:
    await add_word(world, "fox")
    [easel] = [one for one in await world.bot.tree.fetch_commands() if one.name == "easel"]
    world.guild.set_command_permissions(easel, {world.noor: True})
    moderators = world.guild.roles["Moderators"].id
    world.env.backend.remove_member_role(world.guild.id, world.noor.id, moderators)

    assert said(await shown(world)) == NOT_YOURS
