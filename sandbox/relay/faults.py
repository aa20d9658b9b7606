"""Faults on request: what an operator meets once a year, a test or the curious meet at will.

From a test: `emulator.faults.next(place, name, times=1)`. From a prompt, so that a person at the
sandbox's page can try it: `[fault:place/name]`, with `*N` behind it for N times (once, if not
said). In a prompt it is counted for each submit, task or link by itself: a retry succeeds after N
failures.

submit: a request comes in
    any code of docs/relay.md, section 3, in small letters, such as rate-limited
    html             502 with a proxy's page             blank            502 with no body
    drop             the connection ends                 hang             no answer
    drip             a byte now and then                 at-once          200 with the result
    hold             the idempotency key is taken, and there is no answer yet
    of what stands before the relay, with a page and no code: unauthorized 401, forbidden 403,
    not-found 404, gone 410, unavailable 503, redirect 302
submit, after the task was made
    drop-accepted    the connection ends                 hang-accepted    no answer
    html-accepted    200 with a page                     truncated        half of the JSON
    drip-accepted    a byte now and then
task: a task ends
    any code         it fails with that                  hang             it never ends
poll: a task is asked about
    any code, such as task-not-found; html, blank, drop, drip, hang, truncated
    of what stands before the relay: as for submit
    early            does not wait                       strange-status   one that nobody knows
    running          though it has ended                 another-task     the failure of another
    null, array      other JSON                          empty            an empty object
result: an answer is put together
    no-pictures      an empty list                       not-a-picture    other bytes
    broken-picture   half a file                         both             in `urls` and in `images`
    data-uri         in `images`                         objects          `data` with `b64_json`
    single           `url`                               mixed            the last one as a link
    many-links       120                                 flood            32 MB of `{}`
    url-safe         base64                              wrapped          base64
    without-end-marker, of a JPEG                        general-brand    of an AVIF
    JSON that is not strict: surrogate, not-utf-8, control-character, nan, huge-number, deep,
    twice, byte-order-mark
file: a link is fetched
    dead             404                                 html             200 with a page
    truncated        half of what was promised           endless          until the reader leaves
    drop, drip, hang; of what stands before the relay: as for submit
    late             404 for N seconds after the task ended, in a prompt `*N`

`-date` behind rate-limited, capacity-exhausted or idempotency-in-progress gives Retry-After as an
HTTP date. Short words: [fault:content] [fault:words] [fault:limit] [fault:busy] [fault:credits]
[fault:key] [fault:retired] [fault:drop] [fault:lost] [fault:hang] [fault:failed] [fault:timeout]
[fault:empty] [fault:broken] [fault:dead-link] [fault:html-link] [fault:late-link] [fault:gateway]
[fault:odd-text]. They can follow each other: `[fault:drop][fault:credits]` is a refusal after an
answer that was lost.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Literal

from sandbox.relay import oddities, wire
from sandbox.relay.refusals import CODES, RefusalError

Destination = Literal["submit", "task", "poll", "result", "file"]

ALWAYS = 10**6

WAITING = ("RATE_LIMITED", "CAPACITY_EXHAUSTED", "IDEMPOTENCY_IN_PROGRESS")
"""The codes that come with Retry-After."""

BY_CODE = {code.lower().replace("_", "-"): code for code in CODES}
DATED = {f"{code.lower().replace('_', '-')}-date": code for code in WAITING}
CODE_NAMES = frozenset(BY_CODE) | frozenset(DATED)

AFTER_ACCEPTING = frozenset(
    {"drop-accepted", "hang-accepted", "html-accepted", "drip-accepted", "truncated"}
)
BEFORE_THE_RELAY = frozenset(wire.GATES)
BROKEN = frozenset({"html", "blank", "drop", "drip", "hang"})

NAMES: dict[Destination, frozenset[str]] = {
    "submit": CODE_NAMES | BEFORE_THE_RELAY | BROKEN | {"hold", "at-once"} | AFTER_ACCEPTING,
    "task": frozenset(BY_CODE) | {"hang"},
    "poll": CODE_NAMES
    | BEFORE_THE_RELAY
    | BROKEN
    | {"truncated", "early", "strange-status", "running", "another-task", "null", "array", "empty"},
    "result": frozenset(
        {"no-pictures", "not-a-picture", "broken-picture", "both", "data-uri", "objects", "single"}
    )
    | {"mixed", "many-links", *oddities.JSON_TEXTS}
    | oddities.FILES
    | oddities.BASE64,
    "file": BEFORE_THE_RELAY
    | {"dead", "late", "html", "drop", "drip", "hang", "truncated", "endless"},
}

SHORT: dict[str, str] = {
    "content": "task/content-policy-declined",
    "words": "task/image-text-response",
    "failed": "task/upstream-error",
    "timeout": "task/upstream-timeout",
    "hang": "task/hang",
    "limit": "submit/rate-limited",
    "busy": "submit/capacity-exhausted",
    "credits": "submit/insufficient-credits",
    "key": "submit/key-revoked",
    "retired": "submit/model-retired",
    "drop": "submit/drop-accepted",
    "lost": f"poll/task-not-found*{ALWAYS}",
    "empty": f"result/no-pictures*{ALWAYS}",
    "broken": f"result/not-a-picture*{ALWAYS}",
    "dead-link": f"file/dead*{ALWAYS}",
    "html-link": f"file/html*{ALWAYS}",
    "late-link": "file/late*2",
    "gateway": "poll/unauthorized*3",
    "odd-text": "result/surrogate",
}

WORD = re.compile(r"\[fault:([^\]]*)\]")
COUNT = re.compile(r"[0-9]{1,7}")


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong, and how long a caller who can wait is told to wait, in seconds."""

    place: Destination
    name: str
    retry_after: float = 1
    seconds: float = 0
    """For how long, of a fault that passes by itself."""

    @property
    def refusal(self) -> RefusalError | None:
        """The error to answer with, where the fault is one."""
        if self.name in DATED:
            return RefusalError(DATED[self.name], retry_after=http_date(self.retry_after))
        if (code := BY_CODE.get(self.name)) is None:
            return None
        return RefusalError(code, retry_after=f"{self.retry_after:g}" if code in WAITING else None)


class Faults:
    """The faults to come: those that were asked for on the emulator, then those of the prompt."""

    def __init__(self) -> None:
        self._queued: defaultdict[Destination, deque[Fault]] = defaultdict(deque)
        self._spent: Counter[tuple[str, str]] = Counter()

    def next(
        self, place: Destination, name: str, *, times: int = 1, retry_after: float = 1
    ) -> None:
        """The next `times` things at `place` go wrong like this; ValueError for an unknown name."""
        if name not in NAMES[place]:
            raise ValueError(f"no fault {name!r} at {place}; there are {sorted(NAMES[place])}")
        self._queued[place].extend([Fault(place, name, retry_after)] * times)

    def clear(self) -> None:
        """Nothing more goes wrong, but for what prompts ask for."""
        self._queued.clear()

    def take(self, place: Destination, prompt: str, scope: str) -> Fault | None:
        """What goes wrong now, if anything; `scope` is what prompts count by."""
        if self._queued[place]:
            return self._queued[place].popleft()
        for word, fault, times in asked_for(prompt):
            if fault.place == place and fault.name == "late":
                return replace(fault, seconds=times)
            if fault.place == place and self._spent[scope, word] < times:
                self._spent[scope, word] += 1
                return fault
        return None


def asked_for(prompt: str) -> Iterator[tuple[str, Fault, int]]:
    """The faults a prompt asks for: the word, the fault, and how often.

    Raises RefusalError for a word that names none: one that did nothing would teach nothing.
    """
    for match in WORD.finditer(prompt):
        word = match[1].strip().lower()
        name, _, count = word.partition("*")
        name, _, short_count = SHORT.get(name, name).partition("*")
        said, _, fault = name.partition("/")
        place = next((known for known in NAMES if known == said), None)
        times = count or short_count or "1"
        if place is None or fault not in NAMES[place] or not COUNT.fullmatch(times):
            known_words = ", ".join(sorted(SHORT))
            message = f"The sandbox has no fault {word!r}; try one of: {known_words}"
            raise RefusalError("UPSTREAM_INVALID_REQUEST", message)
        yield word, Fault(place, fault), int(times)


def http_date(seconds: float) -> str:
    """The time that is `seconds` from now, as HTTP writes it."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
