"""`easel pause` and `easel resume`."""

from bot.common.clock import utc_now
from bot.operator.output import print_line
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.pause import Pause, PauseStore


async def pause(settings: Settings, reason: str) -> None:
    """Refuse new requests in all servers from now on; what was accepted goes on."""
    async with Database.attach(settings.database_url) as database:
        await PauseStore(database).put(Pause(" ".join(reason.split()), utc_now()))
    print_line("paused: new requests are refused, jobs that were accepted go on")


async def resume(settings: Settings) -> None:
    """Accept requests again."""
    async with Database.attach(settings.database_url) as database:
        was_paused = await PauseStore(database).lift()
    print_line("resumed" if was_paused else "it was not paused")
