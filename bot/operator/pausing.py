"""`easel pause` and `easel resume`."""

from bot.common.clock import utc_now
from bot.operator.output import print_outcome
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.pause import Pause, PauseStore


async def pause(settings: Settings, reason: str, *, as_json: bool = False) -> None:
    """Refuse new requests in all servers from now on; what was accepted goes on."""
    async with Database.attach(settings.database_url) as database:
        paused = Pause(" ".join(reason.split()), utc_now())
        await PauseStore(database).put(paused)
    print_outcome(
        ["paused: new requests are refused, jobs that were accepted go on"],
        {"paused": True, "reason": paused.reason},
        as_json=as_json,
    )


async def resume(settings: Settings, *, as_json: bool = False) -> None:
    """Accept requests again."""
    async with Database.attach(settings.database_url) as database:
        was_paused = await PauseStore(database).lift()
    print_outcome(
        ["resumed" if was_paused else "it was not paused"],
        {"paused": False, "was_paused": was_paused},
        as_json=as_json,
    )
