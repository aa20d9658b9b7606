"""The parts of the bot that meet a simulated Discord: waiting for the relay, and downloads."""

import asyncio
import contextvars
from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar

import discord

from bot.intake.downloads import UploadGoneError, UploadTooLargeError
from providers.automatic1111 import Automatic1111
from providers.relay import Catalogue, Relay, Result, Task
from providers.relay.submitting import Body
from providers.stable_diffusion import StableDiffusionRequest

T = TypeVar("T")


class ExternalWaits(Protocol):
    """The part of SimCord that lets a task wait for an external service."""

    async def external_wait(self, awaitable: Any, *, reason: str) -> Any:
        """Wait without keeping the simulation from settling."""


class ExternalRelay(Relay):
    """The relay's client on a real clock, while Discord is on SimCord's simulated one.

    SimCord ends a member's action when the bot has nothing left to do. Once `world` is set, waiting
    for the relay is declared as external, so that the action ends before the picture is there.
    """

    world: ExternalWaits | None = None

    async def submit(self, path: str, body: Body, **options: Any) -> Task:
        """Submit as `Relay.submit`."""
        submitting = _detached(super().submit(path, body, **options))
        return await _declare_wait(self.world, submitting, "the relay is asked")

    async def wait(self, task: Task, **options: Any) -> Result:
        """Wait as `Relay.wait`."""
        waiting = _detached(super().wait(task, **options))
        return await _declare_wait(self.world, waiting, "the relay is drawing")

    async def fetch(self, link: str, **options: Any) -> bytes:
        """Fetch as `Relay.fetch`."""
        fetching = _detached(super().fetch(link, **options))
        return await _declare_wait(self.world, fetching, "a picture is fetched")

    async def catalogue(self, *, keyed: bool = True) -> Catalogue:
        """Fetch the catalogue as `Relay.catalogue`."""
        return await _detached(super().catalogue(keyed=keyed))


class ExternalAutomatic1111(Automatic1111):
    """The client of a self-hosted Stable Diffusion server on a real clock; `world` as above."""

    world: ExternalWaits | None = None

    async def generate(self, request: StableDiffusionRequest, *, seconds: float) -> Result:
        """Generate as `Automatic1111.generate`."""
        waiting = _detached(super().generate(request, seconds=seconds))
        return await _declare_wait(self.world, waiting, "the server is drawing")


async def _declare_wait(world: ExternalWaits | None, waiting: asyncio.Task[T], reason: str) -> T:
    """Return the task's result; cancel it with its caller."""
    if world is None:
        return await waiting
    try:
        result: T = await world.external_wait(waiting, reason=reason)
    finally:
        waiting.cancel()
    return result


def _detached(work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    """Run `work` in a task that SimCord does not count among the bot's."""
    # It recognises the bot's tasks by the context in which they are created.
    return contextvars.Context().run(asyncio.create_task, work)


class SimulatedDownloader:
    """A downloader of the files that the simulated Discord has stored."""

    def __init__(self) -> None:
        self.client: discord.Client | None = None

    async def fetch(self, url: str, max_bytes: int) -> bytes:
        """Fetch as `DiscordDownloader.fetch`."""
        if self.client is None:
            raise UploadGoneError("no client yet")
        try:
            content = await self.client.http.get_from_cdn(url)
        except discord.HTTPException as error:
            raise UploadGoneError(f"status {error.status}") from error
        if len(content) > max_bytes:
            raise UploadTooLargeError
        return content
