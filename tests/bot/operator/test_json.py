"""Every command of the operator prints one JSON document, whose names stay as they are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from bot.cli import cli
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from tests.bot.operator.conftest import Studio
from tests.bot.operator.test_servers import ServersRest
from tests.storage.rows import accept, bring, new_job


@pytest.fixture(autouse=True)
def _servers_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.wire.discord.Rest", ServersRest)


# They are for people, or print a log.
WITHOUT = {"run", "invite", "sandbox"}


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for name, command in getattr(group, "commands", {}).items():
        yield " ".join((*path, name)), command
        yield from commands(command, (*path, name))


def test_every_command_of_the_operator_takes_json() -> None:
    found = dict(commands(get_command(cli)))
    lacking = {
        name
        for name, command in found.items()
        if not any("--json" in one.opts for one in command.params)
    }
    # `forget` alone only shows its help.
    assert lacking == WITHOUT | {"forget"}


async def test_documents_have_the_same_names_on_both_engines(
    studio: Studio, tmp_path: Path
) -> None:
    async with Database.attach(studio.url) as database:
        store = JobStore(database, "ours")
        await accept(store, new_job(1, member_id=1))
        await bring(store, new_job(2, member_id=2), "submitted")
        await bring(store, new_job(3, member_id=3), "failed")
    server = str(studio.wire.guild.id)
    expected: list[tuple[tuple[object, ...], dict[str, object]]] = [
        (("pause", "a  break"), {"paused": True, "reason": "a break"}),
        (("resume",), {"paused": False, "was_paused": True}),
        (("resume",), {"paused": False, "was_paused": False}),
        (("block", 7), {"member": "7", "blocked": True, "until": None, "reason": ""}),
        (("unblock", 7), {"member": "7", "blocked": False}),
        (("adopt",), {"former_application": None}),
        (("jobs", "cancel", 1), {"id": "1", "state": "cancelled"}),
        (("forget", "member", 2), {"member": "2", "unfinished_jobs": 1, "keeps_refusal": False}),
        (("servers", "leave", server), {"server": server, "left": True}),
        (("forget", "server", server), {"server": server, "unfinished_jobs_stay": False}),
        (("backup", "copy.db"), {"file": "copy.db"}),
    ]
    for argv, document in expected:
        ended = await studio.easel(*argv, "--json")
        assert (ended.status, ended.err) == (0, ""), argv
        assert ended.document == document, argv
    given_up = (await studio.easel("jobs", "give-up", 2, "--json")).document
    assert {*given_up} == {"id", "estimated_dollars"}
    again = (await studio.easel("jobs", "retry", 3, "--json")).document
    assert {**again, "id": ""} == {"id": "", "state": "queued", "again": "3"}
    migrated = (await studio.easel("migrate", "--json")).document
    assert migrated == {**migrated, "copy": None, "before": migrated["after"]}
    restored = (await studio.easel("restore", "copy.db", "--json")).document
    assert {*restored} == {"file", "revision", "unfinished_jobs", "former_data"}
    assert (tmp_path / restored["former_data"]).exists()


@pytest.mark.parametrize(
    "argv", [("jobs",), ("blocks",), ("servers",), ("spend",), ("spend", "--by", "member")]
)
async def test_lists_are_json_lists_also_without_a_row(
    studio: Studio, argv: tuple[str, ...]
) -> None:
    studio.wire.world.guilds.clear()
    ended = await studio.easel(*argv, "--json")
    assert (ended.status, ended.document) == (0, [])
