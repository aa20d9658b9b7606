"""What of the bot has to know that its Discord is simulated: waiting for the relay, and uploads."""

import asyncio
import contextvars
from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar

import discord

from bot.intake.downloads import UploadGoneError, UploadTooLargeError
from providers.automatic1111 import Automatic1111
from providers.relay import Body, Catalogue, Relay, Result, Task
from providers.stable_diffusion import StableDiffusionRequest

T = TypeVar("T")


class Waits(Protocol):
    """SimCord's way to say that a task waits for something outside."""

    async def external_wait(self, awaitable: Any, *, reason: str) -> Any:
        """Wait without keeping the world from settling."""


class OutsideRelay(Relay):
    """The relay's client, outside of SimCord's time: the relay is a real server on a real clock.

    SimCord answers a member when the bot has come to rest. Once `world` is set, the wait for a
    picture is declared to it, so that the member's action ends before the picture is there.
    """

    world: Waits | None = None

    async def submit(self, path: str, body: Body, **options: Any) -> Task:
        """As `Relay.submit`."""
        return await _outside(super().submit(path, body, **options))

    async def wait(self, task: Task, **options: Any) -> Result:
        """As `Relay.wait`."""
        waiting = _outside(super().wait(task, **options))
        return await _declared(self.world, waiting, "the relay is drawing")

    async def fetch(self, link: str, **options: Any) -> bytes:
        """As `Relay.fetch`."""
        return await _outside(super().fetch(link, **options))

    async def catalogue(self) -> Catalogue:
        """As `Relay.catalogue`."""
        return await _outside(super().catalogue())


class OutsideAutomatic1111(Automatic1111):
    """A Stable Diffusion server of one's own, outside of SimCord's time; `world` as above."""

    world: Waits | None = None

    async def generate(self, request: StableDiffusionRequest, *, seconds: float) -> Result:
        """As `Automatic1111.generate`."""
        waiting = _outside(super().generate(request, seconds=seconds))
        return await _declared(self.world, waiting, "the server is drawing")


async def _declared(world: Waits | None, waiting: asyncio.Task[T], reason: str) -> T:
    """The task's result; cancelled with whoever waits for it."""
    if world is None:
        return await waiting
    try:
        result: T = await world.external_wait(waiting, reason=reason)
    finally:
        waiting.cancel()
    return result


def _outside(work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    """Run it in a task that SimCord does not take for the bot's."""
    # It knows what is the bot's by the context that a task is made in.
    return contextvars.Context().run(asyncio.create_task, work)


class SimulatedUploads:
    """Uploads that stand in the simulated Discord's own store."""

    def __init__(self) -> None:
        self.client: discord.Client | None = None

    async def fetch(self, url: str, most: int) -> bytes:
        """As `DiscordDownloader.read`."""
        if self.client is None:
            raise UploadGoneError("no client yet")
        try:
            content = await self.client.http.get_from_cdn(url)
        except discord.HTTPException as error:
            raise UploadGoneError(f"status {error.status}") from error
        if len(content) > most:
            raise UploadTooLargeError
        return content
