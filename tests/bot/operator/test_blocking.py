"""`easel block` and `easel unblock` beside a living bot."""

from datetime import timedelta

import pytest

from bot.common.clock import utc_now
from bot.storage.blocks import Block
from bot.storage.database import Database
from bot.storage.expired import ExpiredStore
from bot.storage.member_data import MemberDataStore
from bot.storage.operator_blocks import OperatorBlockStore
from tests.bot.operator.conftest import Studio

pytestmark = pytest.mark.slow


async def test_blocked_member_is_refused_with_reason_and_end_until_it_is_lifted(
    studio: Studio,
) -> None:
    member_id = studio.wire.member.id
    async with studio.running():
        for options, words in (
            ((), "You can't make pictures with me. If you think"),
            (("--reason", "Too *many*."), "You can't make pictures with me: “Too \\*many\\*.” If"),
            (("--for", 3600), "You can't make pictures with me until <t:"),
            (("--for", 60, "--reason", "Rest."), ":f>: “Rest.” If you think"),
        ):
            ended = await studio.easel("block", member_id, *options)
            assert (ended.status, ended.err) == (0, "")
            asked = await studio.ask()
            await studio.told(asked, words)
            await studio.told(asked, "please ask the people who run this bot.")
        listed = await studio.easel("blocks", "--json")
        [shown] = listed.document
        assert (shown["member"], shown["reason"]) == (str(member_id), "Rest.")
        assert (await studio.easel("unblock", member_id)).status == 0
        await studio.ended((await studio.ask()).id)
    assert studio.relay.created == 1
    again = await studio.easel("unblock", member_id)
    assert (again.status, again.err) == (1, f"member {member_id} is not blocked\n")
    assert (await studio.easel("blocks")).out == "nobody is blocked\n"


async def test_block_that_has_ended_refuses_nobody_and_is_dropped(studio: Studio) -> None:
    wire, past = studio.wire, utc_now() - timedelta(seconds=1)
    async with Database.attach(studio.url) as database:
        store = OperatorBlockStore(database)
        await store.put(Block(wire.member.id, "Rest.", past, everywhere=True))
        assert await store.active(utc_now()) == []
    async with studio.running():
        await studio.ended((await studio.ask()).id)
    async with Database.attach(studio.url) as database:
        assert await ExpiredStore(database).drop(utc_now()) == 1


async def test_member_sees_it_in_the_export_and_an_erasure_keeps_it(studio: Studio) -> None:
    async with Database.attach(studio.url) as database:
        blocks, data = OperatorBlockStore(database), MemberDataStore(database)
        block = Block(7, "Rest.", None, everywhere=True)
        await blocks.put(block)
        await data.forget(7, utc_now())
        assert (await data.of(7)).record.operator_block == block


@pytest.mark.parametrize(
    "argv", [("block", "me"), ("block", 0), ("block", 2**63), ("block", 7, "--for", 0)]
)
async def test_wrong_usage_has_its_status(studio: Studio, argv: tuple[object, ...]) -> None:
    assert (await studio.easel(*argv)).status == 2
