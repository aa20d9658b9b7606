"""The shell command in docs/many-servers.md gives each pod its shards."""

import re
import subprocess
from textwrap import dedent

import pytest

from bot.common.shards import ShardGroup, parse_shards
from tests.project.sources import ROOT

_COMMAND = re.compile(r"args:\n +- \|\n(?P<lines>(?: +.*\n)+?) +env:")


@pytest.mark.parametrize(
    ("pod", "expected"),
    [
        ("easel-0", ShardGroup((0, 1, 2, 3), 8)),
        ("easel-1", ShardGroup((4, 5, 6, 7), 8)),
        ("our-easel-12", ShardGroup((48, 49, 50, 51), 64)),
    ],
)
def test_pod_has_its_shards(pod: str, expected: ShardGroup) -> None:
    text = (ROOT / "docs" / "many-servers.md").read_text(encoding="utf-8")
    found = _COMMAND.search(text)
    assert found is not None
    script = dedent(found["lines"]).replace("exec easel run", 'echo "$EASEL_SHARDS"')
    variables = {"HOSTNAME": pod, "SHARDS": str(expected.count), "SHARDS_PER_POD": "4"}
    ran = subprocess.run(  # noqa: S603 - the document's own command
        ["/bin/sh", "-c", script], env=variables, capture_output=True, text=True, check=True
    )
    assert parse_shards(ran.stdout.strip()) == expected
