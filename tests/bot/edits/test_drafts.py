"""Drafts of edits: kept for a while, and a few of each member."""

from bot.edits.drafts import LIFE, MAX_DRAFTS_EACH, Drafts
from tests.bot.workshop import Clock


def test_member_with_many_open_modals_pushes_out_own_drafts_alone() -> None:
    drafts = Drafts()
    drafts.keep(1, 7, (), private=False)
    for number in range(2, 2 + 2000):
        drafts.keep(number, 8, (), private=False)

    assert drafts.take(1, 7) is not None
    kept = [number for number in range(2, 2002) if drafts.take(number, 8)]
    assert kept == [*range(2002 - MAX_DRAFTS_EACH, 2002)]


def test_draft_is_taken_once_by_its_member_in_time() -> None:
    clock = Clock()
    drafts = Drafts(clock)
    drafts.keep(1, 7, (), private=True)
    drafts.keep(2, 7, (), private=True)

    assert drafts.take(1, 8) is None
    assert drafts.take(1, 7) is not None
    assert drafts.take(1, 7) is None
    clock.now += LIFE * 2
    assert drafts.take(2, 7) is None
