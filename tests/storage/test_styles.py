"""Styles of a server: added, replaced, removed, recorded; and the style of a job."""

from dataclasses import replace

import pytest

from bot.storage import styles as bounds
from bot.storage.audit import AuditStore
from bot.storage.database import Database
from bot.storage.erasure import empty_jobs
from bot.storage.jobs import JobStore
from bot.storage.room import FullError
from bot.storage.schema import jobs
from bot.storage.styles import Style, StyleStore
from tests.storage.rows import GUILD, accept, entry, new_job

INK = Style("Ink", "in black ink", "a heron", "flux")
STYLE = {"name": "Ink", "before": "ink of ", "after": ", on paper"}


async def recorded(database: Database) -> list[str]:
    return [change.action for change in await AuditStore(database).newest(GUILD, 10)]


async def test_styles_are_kept_by_server_and_name(database: Database) -> None:
    store = StyleStore(database)
    await store.put(INK, entry(action="styles add"))
    await store.put(Style("Clay", "of clay"), entry(action="styles add"))
    await store.put(Style("Clay", "made of clay"), entry(action="styles add"))
    await store.put(Style("Clay", "elsewhere"), entry(guild_id=GUILD + 1))

    assert await store.of(GUILD) == [Style("Clay", "made of clay"), INK]
    assert await store.remove("Ink", entry(action="styles remove"))
    assert not await store.remove("Ink", entry(action="styles remove"))
    assert await store.of(GUILD) == [Style("Clay", "made of clay")]
    assert await recorded(database) == ["styles remove", *["styles add"] * 3]


async def test_styles_of_a_server_are_bounded(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MAX_STYLES", 1)
    store = StyleStore(database)
    await store.put(INK, entry())
    with pytest.raises(FullError):
        await store.put(Style("Clay", "of clay"), entry())
    assert await store.of(GUILD) == [INK]


async def test_a_job_keeps_its_style_and_the_prompt_that_was_typed(database: Database) -> None:
    store = JobStore(database, "owner")
    asked = replace(new_job(), request={"prompt": "ink of a fox, on paper"}, style=STYLE)
    await accept(store, asked)
    await accept(store, new_job(2))

    job, plain = await store.get(1), await store.get(2)

    assert job is not None
    assert plain is not None
    assert (job.style, job.prompt) == (STYLE, "a fox")
    assert job.request == {"prompt": "ink of a fox, on paper"}
    assert (plain.style, plain.prompt) == (None, "a red fox")


async def test_an_erased_job_has_no_style(database: Database) -> None:
    store = JobStore(database, "owner")
    await accept(store, replace(new_job(), style=STYLE))

    async with database.write() as connection:
        await empty_jobs(connection, jobs.c.id == 1)

    emptied = await store.get(1)
    assert emptied is not None
    assert emptied.emptied
    assert (emptied.style, emptied.prompt) == (None, "")
