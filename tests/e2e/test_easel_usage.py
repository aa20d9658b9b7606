"""`/easel usage`."""

import csv
import io
import sys
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from simcord import SetupError

from bot.storage.audit import AuditStore
from bot.storage.erasure import MAX_WINDOW
from bot.storage.jobs import JobStore
from bot.storage.member_data import MemberDataStore
from bot.storage.records import Job, Posted
from bot.usage.chart import PANEL_HEIGHT, WIDTH, bar_chart
from bot.usage.series import Panel
from sandbox.world import World
from tests.e2e.conftest import said
from tests.e2e.images import opened
from tests.e2e.pictures import made
from tests.storage.rows import MEMBER, bring, new_job

pytestmark = pytest.mark.slow

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOTE = "-# Times are UTC. Failed and cancelled pictures are left out. The table has everything."


async def usage(world: World, **options: str) -> tuple[str, list[Any]]:
    """What the command answers who manages the server, and the files beside it."""
    result = await world.noor.slash(world.pictures, "easel usage", **options)
    return said(result), result.response.attachments


async def table(files: list[Any]) -> list[dict[str, str]]:
    """The rows of the table."""
    _, file = files
    assert file.filename == "easel-usage.csv"
    return [*csv.DictReader(io.StringIO((await file.read()).decode("utf-8")))]


async def keep(
    world: World,
    new: Job,
    ago: timedelta = timedelta(0),
    stage: str = "done",
    estimate: int | None = None,
) -> None:
    """A job of the server's from so long ago."""
    store, at = JobStore(world.database, "test"), world.env.now() - ago
    destination = replace(new.destination, guild_id=world.guild.id)
    here = replace(new, destination=destination, estimate=estimate)
    await bring(store, here, "posting" if stage == "done" else stage, at)
    if stage == "done":
        await store.mark_done(new.id, Posted(12, 99, new.pictures), estimate, at)


async def test_server_without_pictures_reads_one_sentence(world: World) -> None:
    await keep(world, new_job(1), stage="failed")
    await keep(world, new_job(2), ago=31 * DAY)

    text, files = await usage(world)

    # The simulated clock stands at the first moment of 2026.
    assert text == "Nobody has asked for pictures in this server since <t:1764720000:f>."
    assert files == []


async def test_pictures_are_told_in_words_with_who_made_them(world: World) -> None:
    for command in ("flux", "gemini"):
        await made(world, command)
    await world.noor.slash(world.lounge, "flux", prompt="her fox", width=64, height=64)

    text, _ = await usage(world)

    total, models, members, note = text.splitlines()
    assert total == (
        "**Since <t:1764720000:f>:** 3 pictures by 2 members, for about $0.21 by list prices."
    )
    assert models == (
        "**By model** (pictures, dollars by list prices): Flux: 2, $0.07 · Gemini: 1, $0.14"
    )
    assert members == "**By member**: `1` maya: 2, $0.18 · `2` noor: 1, $0.04"
    assert note == NOTE


async def test_picture_decodes_and_says_in_words_what_it_shows(world: World) -> None:
    await made(world)
    await made(world, "gemini")

    _, [picture, _] = await usage(world)

    image = opened(await picture.read())
    assert (image.format, image.size) == ("PNG", (WIDTH, 4 * PANEL_HEIGHT))
    assert picture.filename == "easel-usage.png"
    assert picture.description == (
        "Bars from 12-03 to 01-01 UTC: pictures and dollars, by model and by member. "
        "By model: Flux: 1, $0.04, Gemini: 1, $0.14. By member: 1 maya: 2, $0.18."
    )


async def test_chart_has_the_numbers_and_names_of_the_text(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Panel] = []

    async def noted(_: Any, labels: Any, panels: list[Panel], **_key: int) -> bytes:
        drawn.extend(panels)
        return bar_chart(labels, panels)

    monkeypatch.setattr(sys.modules["cogs.easel.usage"], "run_in_image_executor", noted)
    await made(world)
    await made(world, "gemini")
    await world.noor.slash(world.lounge, "flux", prompt="her fox", width=64, height=64)

    await usage(world)

    shown = {panel.title: {one.label: sum(one.values) for one in panel.series} for panel in drawn}
    assert shown == {
        "Pictures by model": {"Flux": 2, "Gemini": 1},
        "Pictures by member": {"1 maya": 2, "2 noor": 1},
        "Dollars by model": {"Flux": 72_000, "Gemini": 140_000},
        "Dollars by member": {"1 maya": 176_000, "2 noor": 36_000},
    }
    colours = [[one.colour for one in panel.series] for panel in drawn]
    assert colours[:2] == colours[2:]


async def test_members_have_the_names_that_the_server_knows_them_by(world: World) -> None:
    for name, member in (("May*a* A.", world.maya), ("まや", world.noor)):
        world.env.backend.edit_member(world.guild.id, member.id, {"nick": name})
    await made(world)
    await made(world)
    await world.noor.slash(world.lounge, "flux", prompt="her fox", width=64, height=64)

    text, [picture, _] = await usage(world)

    assert r"`1` May\*a\* A.: 2, $0.07 · `2` まや: 1, $0.04" in text
    assert "By member: 1 May*a* A.: 2, $0.07, 2 まや: 1, $0.04." in picture.description
    assert str(world.maya.id) not in text + picture.description


async def test_member_who_has_left_still_has_a_name(world: World) -> None:
    await made(world)
    world.env.backend.remove_member(world.guild.id, world.maya.id)
    await world.settle()

    text, _ = await usage(world)

    assert "**By member**: `1` maya: 1, $0.04" in text


async def test_table_adds_up_to_what_is_said(world: World) -> None:
    for job_id, ago in enumerate((0 * DAY, 3 * DAY, 3 * DAY, 29 * DAY), start=1):
        await keep(
            world, new_job(job_id, pictures=job_id), ago, estimate=None if job_id == 2 else 45_000
        )

    text, files = await usage(world)

    rows = await table(files)
    assert [row["day"] for row in rows] == ["2025-12-03", "2025-12-29", "2026-01-01"]
    assert [row["pictures"] for row in rows] == ["4", "5", "1"]
    assert sum(int(row["jobs"]) for row in rows) == 4
    assert sum(Decimal(row["dollars"]) for row in rows) == Decimal("0.135")
    assert {row["member_id"] for row in rows} == {str(MEMBER)}
    total, unpriced, *_ = text.splitlines()
    assert "10 pictures by 1 member, for about $0.14 by list prices." in total
    assert unpriced == "1 job has no known price and isn't in that sum."


async def test_nothing_is_said_of_prices_that_nobody_knows(world: World) -> None:
    await keep(world, new_job(1))

    text, files = await usage(world)

    total, models, members, _ = text.splitlines()
    assert total.endswith("1 picture by 1 member; the prices aren't known.")
    assert models.endswith(": Flux: 1")
    # Discord does not know this member.
    assert members == f"**By member**: `1` <@{MEMBER}>: 1"
    [picture, _] = files
    assert opened(await picture.read()).size == (WIDTH, 2 * PANEL_HEIGHT)
    assert picture.description.endswith("By model: Flux: 1. By member: 1: 1.")
    [row] = await table(files)
    assert (row["dollars"], row["jobs_without_price"]) == ("", "1")


@pytest.mark.parametrize(
    ("period", "column", "first", "count"),
    [
        ("day", "hour", "2025-12-31T01:00Z", 1),
        ("week", "day", "2025-12-26", 2),
        ("month", "day", "2025-12-03", 3),
        ("year", "day", "2025-02-01", 4),
    ],
)
async def test_each_period_reaches_so_far_back(
    world: World, period: str, column: str, first: str, count: int
) -> None:
    for job_id, ago in enumerate((23 * HOUR, 6 * DAY, 29 * DAY, 334 * DAY), start=1):
        await keep(world, new_job(job_id), ago)
        await keep(world, new_job(100 + job_id), ago, stage="cancelled")
    await keep(world, new_job(5), 335 * DAY)

    text, files = await usage(world, period=period)

    rows = await table(files)
    assert rows[0][column] == first
    assert len(rows) == count
    assert f" {count} picture" in text


async def test_of_many_members_the_largest_are_named_and_all_are_in_the_table(world: World) -> None:
    for rank in range(1, 13):
        await keep(world, new_job(rank, member_id=1000 + rank, pictures=20 - rank))

    text, files = await usage(world)

    assert "by 12 members" in text
    members = text.splitlines()[2].removeprefix("**By member**: ").split(" · ")
    assert members[0] == "`1` <@1001>: 19"
    assert members[7:] == ["`8` <@1008>: 12", "`+` others: 38"]
    assert {row["member_id"] for row in await table(files)} == {
        str(1000 + rank) for rank in range(1, 13)
    }


async def test_members_who_are_forgotten_have_no_name(world: World) -> None:
    await keep(world, new_job(1), MAX_WINDOW)
    await MemberDataStore(world.database).forget(MEMBER, world.env.now() - MAX_WINDOW)

    text, files = await usage(world, period="year")

    total, _, members, _ = text.splitlines()
    assert "1 picture by members I no longer know" in total
    assert members == "**By member**: `1` members I no longer know: 1"
    assert files[0].description.endswith("By member: 1 members I no longer know: 1.")
    assert [row["member_id"] for row in await table(files)] == ["0"]


async def test_pictures_of_other_servers_are_not_in_it(world: World) -> None:
    await bring(JobStore(world.database, "test"), new_job(1), "done", world.env.now())

    _, files = await usage(world)

    assert files == []


async def test_looking_changes_nothing_and_counts_nothing(world: World) -> None:
    await made(world)
    before = await usage(world)
    after = await usage(world)

    assert after[0] == before[0]
    assert await AuditStore(world.database).newest(world.guild.id, 10) == []
    assert len(world.pictures.history()) == 1


async def test_the_longest_answer_fits_in_a_message(world: World) -> None:
    for rank in range(1, 31):
        await keep(world, new_job(rank, member_id=2**63 - rank, pictures=2**31 - 1), estimate=2**50)
    await keep(world, new_job(31, pictures=1))

    text, _ = await usage(world, period="year")

    assert len(text) < 2000


async def test_member_who_may_not_manage_the_server_sees_nothing(world: World) -> None:
    await made(world)
    # The server has opened the command to this member, which Discord lets it do.
    [command] = [one for one in await world.bot.tree.fetch_commands() if one.name == "easel"]
    world.guild.set_command_permissions(command, {world.maya: True})

    result = await world.maya.slash(world.pictures, "easel usage")

    assert said(result) == "⚠️ Only members who can manage this server can use this command."
    assert result.response.attachments == []


async def test_discord_offers_the_command_to_managers_only(world: World) -> None:
    with pytest.raises(SetupError, match="default-member-permissions"):
        await world.maya.slash(world.pictures, "easel usage")
