"""The life of a token: by Discord's clock, since ours may be set at any time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import discord
import pytest

from bot.delivery.targets import Targets
from bot.storage.records import Destination, Job, State

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
JOB = Job(
    id=discord.utils.time_snowflake(NOW),
    state=State.SUBMITTED,
    member_id=1,
    destination=Destination(channel_id=2, guild_id=3, upload_limit=4, token="a token"),
    operation="flux",
    request={"prompt": "a red fox"},
    pictures=1,
    created_at=NOW,
)


def targets(ours: timedelta, discords: timedelta | None) -> Targets:
    """Return the targets so long after the job was asked for, by each clock."""
    known = None if discords is None else NOW + discords
    return Targets(
        discord.Client(intents=discord.Intents.none()), lambda: NOW + ours, lambda: known
    )


@pytest.mark.parametrize("ours", [timedelta(hours=-1), timedelta(hours=1)])
def test_token_lives_while_discord_takes_it_whatever_our_clock_says(ours: timedelta) -> None:
    assert targets(ours, timedelta(minutes=13)).token(JOB) == "a token"
    assert targets(ours, timedelta(minutes=15)).token(JOB) is None


def test_job_that_was_accepted_by_a_wrong_clock_is_as_old_as_its_id() -> None:
    job = replace(JOB, created_at=NOW - timedelta(hours=1))
    assert targets(timedelta(0), timedelta(0)).token(job) == "a token"


def test_our_clock_is_asked_until_discord_has_told_the_time() -> None:
    assert targets(timedelta(minutes=13), None).token(JOB) == "a token"
    assert targets(timedelta(minutes=15), None).token(JOB) is None
