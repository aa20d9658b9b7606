"""Bytes that come in pieces are what was written, whatever had been reserved."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.relay.buffer import reserve_buffer, written_bytes


@given(st.integers(-5, 200), st.lists(st.binary(max_size=60), max_size=5))
def test_what_was_written_comes_back(size: int, pieces: list[bytes]) -> None:
    buffer = reserve_buffer(size)
    for piece in pieces:
        buffer.write(piece)
    assert written_bytes(buffer) == b"".join(pieces)


@pytest.mark.parametrize("reserve", [4_000_000, 5_000_000])
def test_it_is_in_memory_once(reserve: int) -> None:
    piece = bytes(40_000)
    tracemalloc.start()
    try:
        buffer = reserve_buffer(reserve)
        for _ in range(100):
            buffer.write(piece)
        content = written_bytes(buffer)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(content) == 4_000_000
    assert peak < reserve + 100_000
