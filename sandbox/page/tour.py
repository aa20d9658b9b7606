"""The tour: eight things to try, which tick themselves off once they have happened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from bot.storage.records import State
from bot.storage.schema import jobs
from sandbox.page.cast import RULED_OUT
from sandbox.page.deeds import Deeds
from sandbox.world import World

KILLED = "killed"
"""The deed of a job that was not finished when the bot was killed."""


@dataclass(frozen=True)
class Facts:
    """The state of the world that steps are judged by."""

    done: Sequence[Any]
    """The jobs that ended with pictures."""
    messages: frozenset[int]
    """All messages, those of members included."""
    deeds: Deeds

    def made_by(self, deed: str) -> bool:
        """Return True if an interaction of this kind has brought a picture."""
        return any(job.id in self.deeds.of(deed) for job in self.done)


@dataclass(frozen=True)
class Step:
    """A thing to try."""

    title: str
    how: str
    happened: Callable[[Facts], bool]


def _shared(facts: Facts) -> bool:
    return any(job.private for job in facts.done) and bool(facts.deeds.of("press easel:share"))


STEPS = (
    Step(
        "Make a picture",
        "Type /imagine a red fox and press Enter.",
        lambda facts: bool(facts.done),
    ),
    Step(
        "Change it with a reply",
        "Reply to the picture: make the sky green.",
        lambda facts: any(job.id in facts.messages and job.source_message_id for job in facts.done),
    ),
    Step(
        "Remix it",
        "Press Remix… under the picture, and change a word.",
        lambda facts: facts.made_by("submit easel-remix"),
    ),
    Step(
        "Make one privately, and share it",
        "Type /imagine a shy owl private:True, then press Share.",
        _shared,
    ),
    Step(
        "Kill the bot while a picture is made",
        "Ask for a picture, press Kill the bot at once, and see the picture arrive.",
        lambda facts: any(job.id in facts.deeds.of(KILLED) for job in facts.done),
    ),
    Step(
        "Be refused, and change the words",
        f"Ask for a fox in {RULED_OUT}: the rules forbid that word. Then press Change….",
        lambda facts: facts.made_by("submit easel-change"),
    ),
    Step(
        "Report a picture, and remove it",
        "Be Lin, and report a picture by its menu. Then be Noor, and press Remove in #reports.",
        lambda facts: bool(
            facts.deeds.of("lin submit easel-report") and facts.deeds.of("noor press easel:remove")
        ),
    ),
    Step(
        "Make one in German",
        "Be Jonas, and ask for a picture: the answers are in German.",
        lambda facts: any(job.locale == "de" for job in facts.done),
    ),
)


class Tour:
    """The steps that have happened."""

    def __init__(self) -> None:
        self.ticked: set[int] = set()

    async def look(self, world: World, deeds: Deeds) -> None:
        """Tick off what has happened meanwhile."""
        facts = await _facts(world, deeds)
        self.ticked |= {number for number, one in enumerate(STEPS) if one.happened(facts)}


async def unfinished(world: World) -> list[int]:
    """Return the jobs that are not finished."""
    return [one.id for one in await _jobs(world) if one.state in (State.QUEUED, State.SUBMITTED)]


async def _facts(world: World, deeds: Deeds) -> Facts:
    done = [job for job in await _jobs(world) if job.state == State.DONE]
    rooms = world.env.backend.messages.values()
    return Facts(done, frozenset(number for room in rooms for number in room), deeds)


async def _jobs(world: World) -> Sequence[Any]:
    columns = (jobs.c.id, jobs.c.state, jobs.c.private, jobs.c.locale, jobs.c.source_message_id)
    async with world.database.read() as connection:
        return (await connection.execute(select(*columns))).all()
