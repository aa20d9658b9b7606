"""The setting EASEL_SHARDS."""

import pytest

from bot.common.shards import ShardGroup, in_words, parse_shards


@pytest.mark.parametrize(
    ("text", "ids", "count"),
    [
        ("0-3/8", (0, 1, 2, 3), 8),
        ("2/8", (2,), 8),
        ("0,2/8", (0, 2), 8),
        ("5, 0-1 / 8", (0, 1, 5), 8),
        ("0/1", (0,), 1),
    ],
)
def test_shards_are_read(text: str, ids: tuple[int, ...], count: int) -> None:
    assert parse_shards(text) == ShardGroup(ids, count)


@pytest.mark.parametrize(
    "text",
    [
        *("8", "/8", "0-3", "0-/8", "-1/8", "a/8", "0;1/8", "0-3/8/8", "³/8", "0/٨"),
        *("8/8", "0-8/8", "3-1/8", "1,1/8", "0-2,2/8", "0/0", "0/65537"),
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="shard"):
        parse_shards(text)


def test_shards_are_written_as_they_are_read() -> None:
    assert in_words([7, 0, 1, 2, 5]) == "0-2,5,7"
    assert str(parse_shards("0-1,3/8")) == "0-1,3 of 8"


def test_servers_belong_to_one_shard_of_all() -> None:
    groups = [parse_shards("0-1/4"), parse_shards("2,3/4")]
    for server_id in range(0, 16 << 22, (1 << 22) + 1):
        assert [group.has(server_id) for group in groups].count(True) == 1
    assert parse_shards("2/4").has(6 << 22)
