"""Shards that one process has, out of all shards of the bot."""

import re
from collections.abc import Collection
from dataclasses import dataclass

MOST_SHARDS = 65_536
_GROUP = re.compile(r"(?P<ids>[0-9]+(?:-[0-9]+)?(?:,[0-9]+(?:-[0-9]+)?)*)/(?P<count>[0-9]+)")


def shard_of(server_id: int, count: int) -> int:
    """Return the shard that Discord serves a server on."""
    return (server_id >> 22) % count


@dataclass(frozen=True, slots=True)
class ShardGroup:
    """Some of `count` shards; `ids` ascend."""

    ids: tuple[int, ...]
    count: int

    def has(self, server_id: int) -> bool:
        """Return True if the events of this server come to one of the shards."""
        return shard_of(server_id, self.count) in self.ids

    def __str__(self) -> str:
        return f"{in_words(self.ids)} of {self.count}"


def parse_shards(text: str) -> ShardGroup:
    """Return the shards of a text such as `0-3/8`, `2/8` or `0,2/8`; raises `ValueError`."""
    found = _GROUP.fullmatch("".join(text.split()))
    if found is None:
        raise ValueError("should be empty, or shards and their number, such as 0-3/8")
    count = int(found["count"])
    if not 1 <= count <= MOST_SHARDS:
        raise ValueError(f"the number of shards should be from 1 to {MOST_SHARDS}")
    ids: list[int] = []
    for part in found["ids"].split(","):
        first, _, last = part.partition("-")
        if int(last or first) >= count:
            raise ValueError(f"of {count} shards, the last one is {count - 1}")
        if int(last or first) < int(first):
            raise ValueError("the shards of a range should ascend, such as 0-3/8")
        ids += range(int(first), int(last or first) + 1)
    if len({*ids}) < len(ids):
        raise ValueError("a shard is named twice")
    return ShardGroup(tuple(sorted(ids)), count)


def in_words(ids: Collection[int]) -> str:
    """Return shard ids as the setting has them, such as `0-3,7`."""
    runs: list[list[int]] = []
    for shard_id in sorted(ids):
        if runs and runs[-1][-1] == shard_id - 1:
            runs[-1].append(shard_id)
        else:
            runs.append([shard_id])
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
