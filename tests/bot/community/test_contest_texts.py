"""Words of contests: inert, and never too long for Discord."""

from datetime import UTC, datetime

import pytest

from bot.community.contest_texts import announcement, result, standing
from bot.storage.contests import OVER, Contest, ContestEntry
from bot.texts import Texts, languages

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
HUGE = 2**63 - 1
THEME = "*hens* @everyone <@1> [x](https://x.invalid) ||s||\n# big" + "*" * 200


def contest(**values: object) -> Contest:
    return Contest(HUGE, HUGE, HUGE, HUGE, THEME, NOON, 10, 1000, 90, **values)  # type: ignore[arg-type]


def entries(count: int, *, won: bool) -> list[ContestEntry]:
    return [
        ContestEntry(HUGE - n, HUGE - n, n, NOON, HUGE - n, 1, 9999, won=won)
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("count", [0, 1, 2, 12, 13, 100])
def test_result_names_the_winners_and_fits(language: str, count: int) -> None:
    texts = Texts(language)
    said = result(texts, contest(), entries(count, won=True))
    assert len(said) <= 2000
    assert said.count("<@") == min(count, 60) + said.count("\\<@1>")
    assert r"\*hens\*" in said
    assert "@everyone" not in said
    if not count:
        assert texts.say("contest-nobody") in said


@pytest.mark.parametrize("language", languages())
def test_announcement_fits_and_has_no_effect(language: str) -> None:
    said = announcement(Texts(language), contest())
    assert len(said) <= 2000
    assert "@everyone" not in said
    assert r"\<@1>" in said
    assert r"]\(https" in said


def test_entries_are_listed_with_their_votes() -> None:
    lines = standing(Texts(), contest(state=OVER), entries(2, won=False))
    assert len(lines) == 3
    assert lines[1].endswith("9999 ⭐") or "9,999" in lines[1]
