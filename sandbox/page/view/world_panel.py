"""The panel beside the chat: the tour, and switches for the world."""

from collections.abc import Callable, Coroutine
from typing import Any, get_args

from sandbox.page.studio import Studio
from sandbox.page.tour import STEPS
from sandbox.page.view.tags import button, dropdown, hidden_words, tag
from sandbox.page.weather import DISCORD, RELAY, Weather, faults_at
from sandbox.relay.faults import Stage

_HOUR, _DAY = 3600, 86400
Run = Callable[[Coroutine[Any, Any, Any], str], Coroutine[Any, Any, None]]


class WorldPanel:
    """The tour above, the world below. `run` does something and says that it is done."""

    def __init__(
        self, studio: Studio, weather: Weather, run: Run, tell: Callable[[str], None]
    ) -> None:
        self._studio, self._weather, self._run, self._tell = studio, weather, run, tell
        self._ticked: set[int] | None = None
        self._stage: Stage = "submit"
        tag("h2", "Tour")
        self._steps = tag("ol", classes="tour")
        tag("h2", "World")
        self._relay()
        self._discord()
        self._bot()
        self._time()

    def show(self) -> None:
        """Tick off what has happened since, and say so."""
        ticked = set(self._studio.tour.ticked)
        if ticked == self._ticked:
            return
        if self._ticked is not None:
            for number in ticked - self._ticked:
                self._tell(f"Tour: {STEPS[number].title} – done.")
        self._ticked = ticked
        self._steps.clear()
        with self._steps:
            for number, step in enumerate(STEPS):
                done = number in ticked
                with tag("li", classes="done" if done else ""):
                    tag(
                        "span", "✓" if done else str(number + 1), classes="tick", aria_hidden="true"
                    )
                    with tag("div"):
                        tag("strong", step.title)
                        hidden_words("(done)" if done else "(not done yet)")
                        tag("p", step.how)

    def _relay(self) -> None:
        with tag("div", classes="field"):
            tag("span", "The relay", classes="caption")
            moods = [(key, mood.title) for key, mood in RELAY.items()]
            dropdown("The relay", moods, self._set_relay, value=self._weather.relay)
            with tag("details"):
                tag("summary", "Any other failure, three times")
                stages = [(one, f"when: {one}") for one in get_args(Stage)]
                dropdown("Stage", stages, self._set_stage, value=self._stage)
                self._faults = tag("div", classes="field")
                self._set_stage(self._stage)

    def _set_stage(self, stage: str) -> None:
        self._stage = next(one for one in get_args(Stage) if one == stage)
        self._faults.clear()
        with self._faults:
            names = [("", "choose a failure"), *((one, one) for one in faults_at(self._stage))]
            dropdown("Failure", names, self._fail_next)

    def _fail_next(self, fault: str) -> None:
        if fault:
            self._weather.fail_next(self._stage, fault)
            self._tell(f"The next requests fail: {self._stage}/{fault}.")

    def _set_relay(self, key: str) -> None:
        self._weather.set_relay(key)
        self._tell(f"The relay: {RELAY[key].title}.")

    def _discord(self) -> None:
        with tag("div", classes="field"):
            tag("span", "Discord", classes="caption")
            outages = [(key, one.title) for key, one in DISCORD.items()]
            dropdown("Discord", outages, self._set_discord, value=self._weather.discord)

    def _set_discord(self, key: str) -> None:
        self._weather.set_discord(key)
        self._tell(f"Discord: {DISCORD[key].title}.")

    def _bot(self) -> None:
        weather = self._weather
        with tag("div", classes="field"):
            tag("span", "The bot", classes="caption")
            with tag("div", classes="row"):
                self._button("Restart", weather.restart, "The bot was restarted.", "secondary")
                self._button(
                    "Kill the bot", weather.kill, "The bot was killed, and is back.", "danger"
                )

    def _time(self) -> None:
        weather = self._weather
        with tag("div", classes="field"):
            tag("span", "Time", classes="caption")
            with tag("div", classes="row"):
                self._button(
                    "An hour ahead", lambda: weather.advance(_HOUR), "An hour later.", "secondary"
                )
                self._button(
                    "A day ahead", lambda: weather.advance(_DAY), "A day later.", "secondary"
                )

    def _button(
        self, label: str, work: Callable[[], Coroutine[Any, Any, None]], then: str, style: str
    ) -> None:
        button(label, lambda: self._run(work(), then), classes=f"button {style}")
