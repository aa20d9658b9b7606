"""Weather: bad days of the relay and of Discord, restarts, and time travel."""

from dataclasses import dataclass

from sandbox.page.studio import Studio
from sandbox.page.tour import KILLED, unfinished
from sandbox.relay.faults import NAMES, Stage

FINE, SLOW = "fine", "slow"
_SLOW_DELAY = 3.0
_PASSING = 3
_AWAKE = 30.0


@dataclass(frozen=True)
class Mood:
    """A state of the relay: every request at `stage` has the fault, if there is one."""

    title: str
    stage: Stage | None = None
    fault: str = ""


RELAY: dict[str, Mood] = {
    FINE: Mood("Fine"),
    SLOW: Mood("Slow: pictures take their real time, and longer"),
    "credits": Mood("Out of credits", "submit", "insufficient-credits"),
    "lost": Mood("Answers get lost after it took the order", "submit", "drop-accepted"),
    "busy": Mood("No capacity", "submit", "capacity-exhausted"),
    "limit": Mood("Too many requests", "submit", "rate-limited"),
    "key": Mood("The key was revoked", "submit", "key-revoked"),
    "declines": Mood("Declines every prompt", "task", "content-policy-declined"),
    "fails": Mood("Every picture fails", "task", "upstream-error"),
    "hangs": Mood("Never finishes", "task", "hang"),
    "broken": Mood("Sends files that are no pictures", "result", "not-a-picture"),
    "links": Mood("Its links are dead", "file", "dead"),
}


@dataclass(frozen=True)
class Outage:
    """A failure of Discord: requests like this are refused."""

    title: str
    method: str = ""
    path: str = ""
    status: int = 500
    code: int = 0


DISCORD: dict[str, Outage] = {
    FINE: Outage("Fine"),
    "messages": Outage("Takes no messages", "POST", "/channels/*/messages"),
    "answers": Outage("Takes no answers to commands", "*", "/webhooks/*"),
    "threads": Outage("Allows no threads", "POST", "*/threads", 403, 50013),
    "everything": Outage("Everything fails", "*", "*"),
}


class Weather:
    """Changes the conditions under which the bot works."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._delay = studio.world.emulator.task_store.delay
        self.relay, self.discord = FINE, FINE

    def set_relay(self, key: str) -> None:
        """Set the mood of the relay."""
        self.relay, mood = key, RELAY[key]
        emulator = self._studio.world.emulator
        emulator.faults.clear()
        emulator.release()
        emulator.task_store.delay = _SLOW_DELAY if key == SLOW else self._delay
        if mood.stage is not None:
            emulator.faults.keep(mood.stage, mood.fault)

    def fail_next(self, stage: Stage, fault: str) -> None:
        """Let the next requests at a stage of the relay fail in this way."""
        self._studio.world.emulator.faults.next(stage, fault, times=_PASSING)

    def set_discord(self, key: str) -> None:
        """Set what Discord refuses."""
        self.discord, outage = key, DISCORD[key]
        env = self._studio.world.env
        env.backend.faults.clear()
        if outage.method:
            env.inject_error(
                outage.method, outage.path, status=outage.status, code=outage.code, times=None
            )

    async def restart(self) -> None:
        """Restart the bot as for an update: it finishes what it can, and begins anew."""
        await self._studio.turns.take(self._studio.world.restart())
        self._studio.notify()

    async def kill(self) -> None:
        """End the bot at once, and start it again."""
        self._studio.deeds.note(KILLED, *await unfinished(self._studio.world))
        await self._studio.turns.take(self._studio.world.restart(crash=True))
        self._studio.notify()

    async def advance(self, seconds: float) -> None:
        """Go ahead in time, as when the machine slept: what was due meanwhile happens once."""
        await self._studio.turns.take(self._wake_up(seconds))
        self._studio.notify()

    async def _wake_up(self, seconds: float) -> None:
        env = self._studio.world.env
        env.backend.advance_clock(max(0, seconds - _AWAKE))
        await env.advance_time(min(seconds, _AWAKE))


def faults_at(stage: Stage) -> list[str]:
    """Return the names of the faults at a stage of the relay."""
    return sorted(NAMES[stage])
