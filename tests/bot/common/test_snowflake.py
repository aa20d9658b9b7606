"""An id tells when it was made; other numbers tell nothing."""

from datetime import UTC, datetime

import discord
import pytest

from bot.common.snowflake import moment_of, snowflake_at


def test_id_of_discord_tells_its_moment() -> None:
    made = datetime(2026, 11, 22, 12, 30, 1, tzinfo=UTC)
    assert moment_of(discord.utils.time_snowflake(made)) == made


def test_id_of_a_moment_is_as_discord_makes_it() -> None:
    made = datetime(2026, 11, 22, 12, 30, 1, 123_000, tzinfo=UTC)
    assert snowflake_at(made) == discord.utils.time_snowflake(made)
    assert moment_of(snowflake_at(made, 2**22 - 1)) == made
    assert snowflake_at(made, 5) - snowflake_at(made, 3) == 2


@pytest.mark.parametrize("number", [0, 1, 1000, 2**50 - 1, -1])
def test_other_number_tells_nothing(number: int) -> None:
    assert moment_of(number) is None
