"""Faults on request, so that a test or a person at the sandbox's page can cause rare ones.

A test calls `emulator.faults.next(stage, name, times=1)`. A prompt has `[fault:stage/name]`, with
`*N` after the name for N times (default 1). Faults of a prompt are counted for each submit, task
or link by itself: a retry succeeds after N failures.

submit: a request comes in
    any code of docs/relay.md, section 3, in lower case, such as rate-limited
    html             502 with a proxy's page             blank            502 with no body
    drop             the connection ends                 hang             no answer
    drip             a byte now and then                 at-once          200 with the result
    hold             the idempotency key is taken, and there is no answer yet
    by what stands before the relay, with a page and no code: unauthorized 401, forbidden 403,
    not-found 404, gone 410, unavailable 503, redirect 302
submit, after the task was made
    drop-accepted    the connection ends                 hang-accepted    no answer
    html-accepted    200 with a page                     truncated        half of the JSON
    drip-accepted    a byte now and then
task: a task ends
    any code         it fails with that                  hang             it never ends
poll: a task is asked about
    any code, such as task-not-found; html, blank, drop, drip, hang, truncated
    by what stands before the relay: as for submit
    early            does not wait                       strange-status   an unknown one
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
    late             404 until N seconds after the task has ended, with `*N` in a prompt
    drop, drip, hang; by what stands before the relay: as for submit

`-date` behind rate-limited, capacity-exhausted or idempotency-in-progress gives Retry-After as an
HTTP date. Short words: [fault:content] [fault:words] [fault:limit] [fault:busy] [fault:credits]
[fault:key] [fault:retired] [fault:drop] [fault:lost] [fault:hang] [fault:failed] [fault:timeout]
[fault:empty] [fault:broken] [fault:dead-link] [fault:html-link] [fault:late-link] [fault:gateway]
[fault:odd-text]. One can follow another: `[fault:drop][fault:credits]` is a refusal after an answer
that was lost.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Literal

from sandbox.relay import broken_answers, oddities
from sandbox.relay.refusals import CODES, RefusalError

Stage = Literal["submit", "task", "poll", "result", "file"]

ALWAYS = 10**6

WITH_RETRY_AFTER = ("RATE_LIMITED", "CAPACITY_EXHAUSTED", "IDEMPOTENCY_IN_PROGRESS")
"""The codes that have Retry-After."""

BY_CODE = {code.lower().replace("_", "-"): code for code in CODES}
DATE_NAMES = {f"{code.lower().replace('_', '-')}-date": code for code in WITH_RETRY_AFTER}
CODE_NAMES = frozenset(BY_CODE) | frozenset(DATE_NAMES)

AFTER_ACCEPTING = frozenset(
    {"drop-accepted", "hang-accepted", "html-accepted", "drip-accepted", "truncated"}
)
BEFORE_THE_RELAY = frozenset(broken_answers.GATES)
BROKEN = frozenset({"html", "blank", "drop", "drip", "hang"})

NAMES: dict[Stage, frozenset[str]] = {
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

SHORT_NAMES: dict[str, str] = {
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
    """A fault at a stage.

    `retry_after` is in seconds, for the codes that have it, `seconds` the length of a fault that
    passes by itself.
    """

    stage: Stage
    name: str
    retry_after: float = 1
    seconds: float = 0

    @property
    def refusal(self) -> RefusalError | None:
        """The error to answer with; None if the fault is of another kind."""
        if self.name in DATE_NAMES:
            return RefusalError(DATE_NAMES[self.name], retry_after=http_date(self.retry_after))
        if (code := BY_CODE.get(self.name)) is None:
            return None
        return RefusalError(
            code, retry_after=f"{self.retry_after:g}" if code in WITH_RETRY_AFTER else None
        )


class Faults:
    """The faults to come: those that were queued, then those of the prompt."""

    def __init__(self) -> None:
        self._queued: defaultdict[Stage, deque[Fault]] = defaultdict(deque)
        self._lasting: dict[Stage, Fault] = {}
        self._spent: Counter[tuple[str, str]] = Counter()

    def next(self, stage: Stage, name: str, *, times: int = 1, retry_after: float = 1) -> None:
        """Queue a fault for the next `times` requests at `stage`. Raises ValueError."""
        self._queued[stage].extend([_known(stage, name, retry_after)] * times)

    def keep(self, stage: Stage, name: str, *, retry_after: float = 1) -> None:
        """Let every request at `stage` have this fault until `clear`. Raises ValueError."""
        self._lasting[stage] = _known(stage, name, retry_after)

    def clear(self) -> None:
        """Remove the queued faults and the lasting ones; those of prompts remain."""
        self._queued.clear()
        self._lasting.clear()

    def take(self, stage: Stage, prompt: str, scope: str) -> Fault | None:
        """Return the fault for this request, if any; faults of a prompt are counted by `scope`."""
        if self._queued[stage]:
            return self._queued[stage].popleft()
        if stage in self._lasting:
            return self._lasting[stage]
        for word, fault, times in faults_in_prompt(prompt):
            if fault.stage == stage and fault.name == "late":
                return replace(fault, seconds=times)
            if fault.stage == stage and self._spent[scope, word] < times:
                self._spent[scope, word] += 1
                return fault
        return None


def _known(stage: Stage, name: str, retry_after: float) -> Fault:
    if name not in NAMES[stage]:
        raise ValueError(f"no fault {name!r} at {stage}; there are {sorted(NAMES[stage])}")
    return Fault(stage, name, retry_after)


def faults_in_prompt(prompt: str) -> Iterator[tuple[str, Fault, int]]:
    """Yield the faults in a prompt: the word, the fault, and how often it occurs.

    Raises RefusalError for an unknown word, so that a typing error is noticed.
    """
    for match in WORD.finditer(prompt):
        word = match[1].strip().lower()
        name, _, count = word.partition("*")
        name, _, short_count = SHORT_NAMES.get(name, name).partition("*")
        before, _, fault = name.partition("/")
        stage = next((known for known in NAMES if known == before), None)
        times = count or short_count or "1"
        if stage is None or fault not in NAMES[stage] or not COUNT.fullmatch(times):
            known_words = ", ".join(sorted(SHORT_NAMES))
            message = f"The sandbox has no fault {word!r}; try one of: {known_words}"
            raise RefusalError("UPSTREAM_INVALID_REQUEST", message)
        yield word, Fault(stage, fault), int(times)


def http_date(seconds: float) -> str:
    """Return the time in `seconds` from now, as an HTTP date."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
