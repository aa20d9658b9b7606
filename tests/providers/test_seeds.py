"""Seeds that are drawn by the bot."""

import pytest

from providers.base import DRAWN_SEEDS, ImageRequest
from providers.registry import OPERATIONS

SEEDED = [kind for kind in OPERATIONS.values() if "seed" in kind.model_fields]
SEEDLESS = [kind for kind in OPERATIONS.values() if "seed" not in kind.model_fields]


@pytest.mark.parametrize("kind", SEEDED)
def test_a_seed_is_drawn_where_none_was_chosen(kind: type[ImageRequest]) -> None:
    plain = kind.from_chosen({"prompt": "a fox"})
    seeds = {plain.with_drawn_seed().chosen_seed for _ in range(20)}
    assert len(seeds) > 1
    assert all(seed is not None and 0 <= seed < DRAWN_SEEDS for seed in seeds)


@pytest.mark.parametrize("kind", SEEDED)
@pytest.mark.parametrize("seed", [0, 2**32 - 1])
def test_a_chosen_seed_is_kept(kind: type[ImageRequest], seed: int) -> None:
    chosen = kind.from_chosen({"prompt": "a fox", "seed": seed})
    assert chosen.with_drawn_seed() == chosen


@pytest.mark.parametrize("kind", SEEDLESS)
def test_a_model_without_seeds_gets_none(kind: type[ImageRequest]) -> None:
    plain = kind.from_chosen({"prompt": "a fox"})
    assert plain.with_drawn_seed() == plain
