"""The decisions of a run: repeated by their seed, and none shifted by another."""

from itertools import islice

from chaos.plan import Plan


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
