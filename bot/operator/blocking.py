"""`easel block`, `easel unblock` and `easel blocks`."""

from datetime import timedelta

from bot.common.clock import utc_now
from bot.operator.output import print_outcome, print_rows
from bot.operator.running import CommandError
from bot.settings import Settings
from bot.storage.blocks import Block
from bot.storage.database import Database
from bot.storage.operator_blocks import OperatorBlockStore


async def block(
    settings: Settings,
    member_id: int,
    seconds: int | None,
    reason: str,
    *,
    as_json: bool = False,
) -> None:
    """Refuse a member's new requests in all servers, for a while or for good."""
    until = None if seconds is None else utc_now() + timedelta(seconds=seconds)
    reason = " ".join(reason.split())
    async with Database.attach(settings.database_url) as database:
        await OperatorBlockStore(database).put(Block(member_id, reason, until, everywhere=True))
    end = "until it is lifted" if until is None else f"until {until:%Y-%m-%d %H:%M:%S}Z"
    print_outcome(
        [f"member {member_id} is blocked {end}"],
        {"member": str(member_id), "blocked": True, "until": until, "reason": reason},
        as_json=as_json,
    )


async def unblock(settings: Settings, member_id: int, *, as_json: bool = False) -> None:
    """Lift a block of the operator's; those of servers stay."""
    async with Database.attach(settings.database_url) as database:
        if not await OperatorBlockStore(database).lift(member_id):
            raise CommandError(f"member {member_id} is not blocked")
    print_outcome(
        [f"member {member_id} is no longer blocked"],
        {"member": str(member_id), "blocked": False},
        as_json=as_json,
    )


async def list_blocks(settings: Settings, *, as_json: bool) -> None:
    """Print the blocks that have not ended."""
    async with Database.attach(settings.database_url) as database:
        active = await OperatorBlockStore(database).active(utc_now())
    rows = [
        {"member": str(one.member_id), "until": one.until, "reason": one.reason} for one in active
    ]
    print_rows(rows, as_json=as_json, nothing="nobody is blocked")
