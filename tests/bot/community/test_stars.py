"""Counts of stars, by what Discord says at that moment."""

import asyncio
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.community import stars as stars_module
from bot.community.stars import STAR, Stars, is_star
from bot.delivery import rest_client
from bot.delivery.rest_client import RestClient

AUTHOR, BOTS = 3, frozenset({5, 6})
USERS = st.integers(1, 12)
STEPS = st.lists(st.tuples(st.sampled_from(["add", "remove"]), st.booleans(), USERS), max_size=60)


class Reactions:
    """A message with stars, plain and bursts, as Discord answers about it page by page."""

    def __init__(self, page: int = 3) -> None:
        self.page = page
        self.given: dict[bool, set[int]] = {False: set(), True: set()}
        self.requests = 0

    async def get_reaction_users(
        self,
        channel_id: int,
        message_id: int,
        emoji: str,
        limit: int,
        after: int | None = None,
        type: int = 0,  # noqa: A002 - Discord's own name
    ) -> list[dict[str, Any]]:
        assert (channel_id, message_id, emoji, limit) == (1, 2, STAR, self.page)
        self.requests += 1
        later = sorted(one for one in self.given[bool(type)] if one > (after or 0))[:limit]
        # Whatever the order is in which they come.
        return [{"id": str(one), "bot": one in BOTS} for one in reversed(later)]


def counter(reactions: Reactions) -> Stars:
    client: Any = SimpleNamespace(http=reactions)
    return Stars(RestClient(client))


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (stars_module, rest_client):
        monkeypatch.setattr(module, "REACTION_PAGE", 3)


@given(steps=STEPS, enough=st.none() | st.integers(1, 12))
@settings(max_examples=150, deadline=None)
def test_any_order_of_stars_counts_each_member_once(
    steps: list[tuple[str, bool, int]], enough: int | None
) -> None:
    reactions = Reactions()
    for step, is_burst, user in steps:
        given_ = reactions.given[is_burst]
        given_.add(user) if step == "add" else given_.discard(user)
    expected = (reactions.given[False] | reactions.given[True]) - {AUTHOR} - BOTS

    found = asyncio.run(counter(reactions).givers(1, 2, AUTHOR, enough))

    assert found <= expected
    if enough is None or len(expected) < enough:
        assert found == expected
    else:
        assert len(found) >= enough


async def test_reading_ends_when_there_are_enough() -> None:
    reactions = Reactions()
    reactions.given[False] = {*range(100, 160)}
    found = await counter(reactions).givers(1, 2, AUTHOR, 4)
    assert (len(found), reactions.requests) == (6, 2)


async def test_reading_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stars_module, "MAX_PAGES", 2)
    reactions = Reactions()
    reactions.given[False] = {*range(100, 160)}
    found = await counter(reactions).givers(1, 2, AUTHOR)
    assert (len(found), reactions.requests) == (6, 3)


@pytest.mark.parametrize(
    ("name", "emoji_id", "guild_id", "expected"),
    [(STAR, None, 7, True), ("🌟", None, 7, False), (STAR, 9, 7, False), (STAR, None, None, False)],
)
def test_only_the_star_itself_in_a_server_is_one(
    name: str, emoji_id: int | None, guild_id: int | None, expected: bool
) -> None:
    emoji = discord.PartialEmoji(name=name, id=emoji_id)
    payload: Any = SimpleNamespace(emoji=emoji, guild_id=guild_id)
    assert is_star(payload) is expected
