"""Life of the bot under chaos: the real program with shorter waits and a clock that is stepped."""

import functools
import importlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import sqlalchemy.dialects.postgresql.asyncpg  # noqa: F401 - once, for every life

import bot.assembly
from bot.__main__ import main
from chaos.clock import ClockOffset, shift_wall_clock
from providers.options import RelayOptions
from providers.relay import Relay
from tests.crash.child import WireUploads
from tests.wire.redirect import API_VARIABLE, GATEWAY_VARIABLE, redirect_discord

CLOCK_VARIABLE = "CHAOS_CLOCK"
SEND_LIMIT = 6.0
_SCALED = {
    **dict.fromkeys(("bot.jobs.posting:SEND_LIMIT", "bot.delivery.poster:SEND_LIMIT"), SEND_LIMIT),
    "bot.jobs.trouble:NOTICE_AFTER": 5.0,
    "bot.jobs.job_clock:MAX_DELIVERY_PAUSE": 3.0,
    "bot.delivery.rest_client:READ_TIMEOUT": 5.0,
    "bot.delivery.status_notifier:READ_TIMEOUT": 5.0,
    "bot.delivery.threads:THREAD_TIMEOUT": 3.0,
}
"""Durations that are no settings, about a tenth of what they are."""
_OPTIONS = RelayOptions(
    connect_timeout=3,
    submit_timeout=8,
    answer_timeout=5,
    link_timeout=4,
    link_patience=8,
    max_backoff=2,
    poll_wait=5,
    min_poll_pause=0.1,
    max_poll_pause=1,
    final_poll_timeout=8,
    gone_interval=1,
    empty_patience=5,
)


def live(environment: Mapping[str, str], log: Path) -> NoReturn:
    """Be `easel run` with this environment, all that is printed going to `log`."""
    with log.open("ab") as sink:
        for number in (1, 2):
            os.dup2(sink.fileno(), number)
    os.environ.update(environment)
    redirect_discord(os.environ[API_VARIABLE], os.environ[GATEWAY_VARIABLE])
    scale()
    shift_wall_clock(ClockOffset(Path(os.environ[CLOCK_VARIABLE])))
    sys.exit(main(["run"]))


def scale() -> None:
    """Shorten what a run could not wait for."""
    for place, seconds in _SCALED.items():
        module, _, name = place.partition(":")
        owner = importlib.import_module(module)
        if not hasattr(owner, name):
            raise LookupError(f"no {place}")
        setattr(owner, name, seconds)
    assembly: Any = bot.assembly
    assembly.Relay = functools.partial(Relay, options=_OPTIONS)
    assembly.DiscordDownloader = WireUploads
