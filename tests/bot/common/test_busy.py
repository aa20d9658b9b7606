"""Claims of ids that are being worked on."""

import pytest

from bot.common.busy import Busy


def test_id_is_claimed_by_one_caller_at_a_time() -> None:
    busy = Busy()
    with busy.claim(1) as first, busy.claim(1) as second, busy.claim(2) as other:
        assert (first, second, other) == (True, False, True)
    with busy.claim(1) as again:
        assert again


def test_refused_claim_ends_no_claim_of_another() -> None:
    busy = Busy()
    with busy.claim(1):
        with busy.claim(1):
            pass
        with busy.claim(1) as claimed:
            assert not claimed


def test_claim_ends_with_an_error() -> None:
    busy = Busy()
    with pytest.raises(LookupError), busy.claim(1):
        raise LookupError
    with busy.claim(1) as claimed:
        assert claimed
