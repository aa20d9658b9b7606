"""An id tells when it was made; other numbers tell nothing."""

from datetime import UTC, datetime

import discord
import pytest

from bot.common.snowflake import moment_of


def test_id_of_discord_tells_its_moment() -> None:
    made = datetime(2026, 11, 22, 12, 30, 1, tzinfo=UTC)
    assert moment_of(discord.utils.time_snowflake(made)) == made


@pytest.mark.parametrize("number", [0, 1, 1000, 2**50 - 1, -1])
def test_other_number_tells_nothing(number: int) -> None:
    assert moment_of(number) is None
