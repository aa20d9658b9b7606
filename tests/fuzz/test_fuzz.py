"""A small part of `make fuzz`, and proof that it would notice harm."""

from collections import Counter

import pytest

from bot.imaging.decoding import UnreadableError
from tests.fuzz import campaign
from tests.fuzz.campaign import run
from tests.fuzz.files import mutated
from tests.fuzz.harming import harm
from tests.fuzz.judging import BOUNDS, USES
from tests.fuzz.mutations import MUTATIONS
from tests.fuzz.pieces import join, split
from tests.fuzz.seeds import SEEDS

SEED = 7


def test_mutated_files_do_no_harm() -> None:
    report = run(SEED, range(10 * len(SEEDS)), workers=2)
    assert not report.faults, "\n".join(report.faults)
    assert report.files == 10 * len(SEEDS)
    kinds = {name.partition("-")[0] for name in SEEDS}
    # Mutations that leave nothing to decode would prove nothing.
    assert {kind for kind, outcome in report.outcomes if outcome == "taken"} == kinds
    assert report.largest.amount > 0


def test_harm_is_reported() -> None:
    report = run(SEED, (0, 1, 9, 11), workers=2, judging=harm)
    text = "\n".join(report.lines())
    for words in ("part crash", "RuntimeError: not a refusal", "seconds", "bytes"):
        assert any(words in fault for fault in report.faults)
    assert text.count("FAULT: ") == len(report.faults)


def test_file_of_a_number_is_always_the_same() -> None:
    files = [mutated(SEED, number) for number in range(50)]
    assert files == [mutated(SEED, number) for number in range(50)]
    assert files != [mutated(SEED + 1, number) for number in range(50)]
    changes = Counter(change for file in files for change in file.changes)
    assert len(changes) > len({*MUTATIONS}) // 2


@pytest.mark.parametrize("name", SEEDS)
def test_original_is_taken_for_every_use_and_has_parts(name: str) -> None:
    content, kind = SEEDS[name](), name.partition("-")[0]
    for title, use in USES.items():
        if title != "mask":
            use.work(content)
            assert 0 < use.memory(content) < campaign.MAX_BYTES
    parts = split(kind, content)
    assert len(parts) > 1
    assert join(kind, parts, signed=False) == content
    assert join(kind, parts, signed=True) == content


def test_refusals_are_no_faults() -> None:
    with pytest.raises(UnreadableError):
        USES["input"].work(b"no image")
    assert BOUNDS.max_pixels == 50_000_000
