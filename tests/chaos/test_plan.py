"""The decisions of a run: repeated by their seed, and none shifted by another."""

from itertools import islice

import pytest

from chaos.plan import Plan, shards_of


def decisions(seed: int) -> list[object]:
    plan = Plan(seed)
    sources = plan.strikes(0), plan.strikes(1), plan.asks(8, 4, 1.0), plan.weather()
    return [[*islice(source, 50)] for source in sources]


def test_seed_repeats_every_decision() -> None:
    assert decisions(7) == decisions(7)


def test_another_seed_decides_otherwise() -> None:
    assert all(a != b for a, b in zip(decisions(7), decisions(8), strict=True))


def test_processes_are_not_struck_together() -> None:
    plan = Plan(7)
    assert [*islice(plan.strikes(0), 20)] != [*islice(plan.strikes(1), 20)]


def test_every_kind_of_strike_and_of_weather_occurs() -> None:
    plan = Plan(1)
    kinds = {strike.kind for strike in islice(plan.strikes(0), 500)}
    skies = {weather.sky for weather in islice(plan.weather(), 500)}
    assert kinds == {"kill", "pause", "stop", "clock"}
    assert skies == {
        *("fair", "rough", "relay down", "discord down", "reconnect", "new session"),
    }


@pytest.mark.parametrize(
    ("processes", "shards", "expected"),
    [
        (1, 1, []),
        (2, 1, []),
        (1, 4, ["0-3/4"]),
        (2, 4, ["0-1/4", "2-3/4"]),
        (3, 4, ["0-0/4", "1-1/4", "2-3/4"]),
    ],
)
def test_shards_are_shared_out(processes: int, shards: int, expected: list[str]) -> None:
    assert shards_of(processes, shards) == expected


def test_process_without_a_shard_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a shard"):
        shards_of(4, 2)
