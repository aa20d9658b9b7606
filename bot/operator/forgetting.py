"""`easel forget`: what the bot stores about a member or a server is deleted."""

from bot.common.clock import utc_now
from bot.operator.output import print_outcome
from bot.operator.running import CommandError
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.erasure import MAX_WINDOW
from bot.storage.left_servers import LeftServerStore
from bot.storage.member_data import MemberDataStore


async def forget_member(settings: Settings, member_id: int, *, as_json: bool = False) -> None:
    """Delete what is stored about a member, as the member can by `/mydata delete`."""
    async with Database.attach(settings.database_url) as database:
        retained = await MemberDataStore(database).forget(member_id, utc_now() - MAX_WINDOW)
    lines = [f"member {member_id} is forgotten"]
    if retained.unfinished:
        lines.append(
            f"{retained.unfinished} unfinished jobs stay: run this again when they are over"
        )
    if retained.refusal:
        lines.append("that others may not edit the member's pictures stays")
    facts = {"unfinished_jobs": retained.unfinished, "keeps_refusal": bool(retained.refusal)}
    print_outcome(lines, {"member": str(member_id), **facts}, as_json=as_json)


async def forget_server(settings: Settings, guild_id: int, *, as_json: bool = False) -> None:
    """Delete all that is stored about a server that the bot has left, at once."""
    async with Database.attach(settings.database_url) as database:
        store = LeftServerStore(database)
        if await store.left_at(guild_id) is None:
            raise CommandError(
                f"the bot has not left server {guild_id}: see easel servers, "
                "and easel servers leave"
            )
        is_gone = await store.forget_server(guild_id, utc_now())
    lines = [f"server {guild_id} is forgotten"]
    if not is_gone:
        lines.append("its unfinished jobs stay: run this again when they are over")
    record = {"server": str(guild_id), "unfinished_jobs_stay": not is_gone}
    print_outcome(lines, record, as_json=as_json)
