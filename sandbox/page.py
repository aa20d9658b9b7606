"""Refreshing of SimCord's page, which by itself shows only what members do, not the bot."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from simcord import BackendError, Env, Preview, SetupError

log = logging.getLogger(__name__)

_LOOK_SECONDS = 0.2
_TICK_SECONDS = 2.0


async def keep_current(env: Env, preview: Preview) -> None:
    """Advance the simulated clock and refresh the page, until cancelled."""
    turns = _take_turns(preview)
    loop = asyncio.get_running_loop()
    seen, ticked = 0, loop.time()
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        news = len(env.http_requests)
        if news != seen:
            seen = news
            async with turns:
                await _quietly(preview.refresh())
        if loop.time() - ticked >= _TICK_SECONDS:
            passed, ticked = loop.time() - ticked, loop.time()
            async with turns:
                await _quietly(env.advance_time(passed))


def _take_turns(preview: Preview) -> asyncio.Lock:
    """Return a lock that the page's own actions take, as SimCord refuses overlapping calls.

    It also refuses an action on a page that is not the newest, which a browser knows half a second
    late. Such an action is allowed: SimCord looks up the things that it names anyway.
    """
    turns = asyncio.Lock()
    act = preview._action  # noqa: SLF001 - SimCord (pinned) has no hook for this

    async def in_turn(context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        async with turns:
            if isinstance(body, dict) and "published_revision" in body:
                page = preview._get_page(context_id)  # noqa: SLF001
                body = {**body, "published_revision": page.revision}
            return await act(context_id, body)

    setattr(preview, "_action", in_turn)  # noqa: B010 - mypy knows it as a method
    return turns


async def _quietly(work: Any) -> None:
    try:
        await work
    except (SetupError, BackendError, TimeoutError) as error:
        # The next round tries again.
        log.debug("the page is not current yet: %s", error)
