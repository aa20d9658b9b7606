"""The bot's periodic work."""

import asyncio
from pathlib import Path

from bot.assembly import assemble
from bot.intake.catalogue import ModelCatalogue
from bot.jobs.lease_renewal import LeaseRenewal
from bot.settings import Settings
from bot.storage.database import Database
from providers.relay import Relay
from sandbox.external import SimulatedDownloader


async def test_upkeep_runs_while_the_relay_does_not_answer(tmp_path: Path) -> None:
    requested, finished = asyncio.Event(), asyncio.Event()

    async def hang(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        requested.set()
        await finished.wait()
        writer.close()

    server = await asyncio.start_server(hang, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    url = f"sqlite+aiosqlite:///{tmp_path / 'easel.db'}"
    async with (
        server,
        Database.open(url) as database,
        Relay(f"http://127.0.0.1:{port}", "") as relay,
    ):
        bot = assemble(Settings(_env_file=None), database, relay, SimulatedDownloader())
        looking = asyncio.create_task(bot.services[ModelCatalogue].refresh())
        await requested.wait()
        async with asyncio.timeout(10):
            await bot.services[LeaseRenewal].run()
        assert not looking.done()
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
        finished.set()
