"""The sandbox as the page uses it: the world, its people, and what changes in it."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from sandbox.page.cast import Person, create_cast
from sandbox.page.deeds import Deeds
from sandbox.page.option_values import Choices, choices_for
from sandbox.page.tour import Tour
from sandbox.page.turns import NotPossibleError, Turns
from sandbox.world import World

log = logging.getLogger(__name__)

_LOOK_SECONDS = 0.05
_TICK_SECONDS = 2.0


@dataclass
class Studio:
    """A world, the people in it, and what they have done."""

    world: World
    people: tuple[Person, ...]
    turns: Turns = field(default_factory=Turns)
    deeds: Deeds = field(default_factory=Deeds)
    read: dict[tuple[int, int], int] = field(default_factory=dict)
    """The newest message that a person has seen in a room, by their ids."""
    tour: Tour = field(default_factory=Tour)
    revision: int = 0
    """Grows when anything has changed."""

    def person(self, key: str) -> Person:
        """Return the person of this key, else the first one."""
        return next((one for one in self.people if one.key == key), self.people[0])

    def choices(self, person: Person) -> Choices:
        """Return what a person can choose in options and menus."""
        return choices_for(self.world, person, self.people)

    def notify(self) -> None:
        """Let every page show how things are now."""
        self.revision += 1


@contextlib.asynccontextmanager
async def open_studio(world: World) -> AsyncIterator[Studio]:
    """Open the studio of a world, whose clock goes on from now."""
    studio = Studio(world, await create_cast(world))
    keeping = asyncio.create_task(_keep_current(studio), name="studio")
    try:
        yield studio
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)


async def _keep_current(studio: Studio) -> None:
    """Advance the simulated clock, and tell of changes, until cancelled."""
    backend, loop = studio.world.env.backend, asyncio.get_running_loop()
    seen, ticked = (0, 0), loop.time()
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        if (news := (len(backend.transcript), len(backend.http_requests))) != seen:
            seen = news
            await studio.tour.look(studio.world, studio.deeds)
            studio.notify()
        if loop.time() - ticked >= _TICK_SECONDS:
            passed, ticked = loop.time() - ticked, loop.time()
            try:
                await studio.turns.take(studio.world.env.advance_time(passed))
            except NotPossibleError as error:
                # The next round tries again.
                log.debug("the clock has not moved: %s", error)
            studio.notify()
