"""Check of the settings themselves: what is missing, unknown, at odds, or readable by others."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.doctor.report import Report
from bot.settings import Settings, missing_settings, unknown_settings

ENV_FILE = Path(".env")
_DAY = 86_400
_HEALTH_CHECK = 60
"""Seconds after which the image's health check takes the health file for too old."""


def check_values(settings: Settings, report: Report) -> None:
    """Check all that needs no look at anything but the settings and their file."""
    missing = missing_settings(settings)
    for line in missing:
        what, _, remedy = line.partition(": ")
        report.fail(what, f"It is {remedy}" if what.endswith("set") else remedy)
    if not missing:
        report.ok("Settings: all that must be set are set")
    for name in unknown_settings():
        report.warn(f"{name} is not a setting of this version, and is ignored", "Take it out")
    if settings.direct_messages:
        report.ok("Direct messages: members of the bot's servers can make pictures there")
    for what, remedy in _at_odds(settings):
        report.warn(what, remedy)
    _check_env_file(report)


def _at_odds(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield values that work against another setting, or against the relay, with the remedy."""
    if settings.queue_timeout + settings.submit_timeout > _DAY:
        yield (
            "EASEL_QUEUE_TIMEOUT and EASEL_SUBMIT_TIMEOUT are more than 24 hours together, after "
            "which the relay no longer knows a request, and may charge it twice",
            "Lower one of them",
        )
    if settings.health_file and settings.upkeep_interval > _HEALTH_CHECK:
        yield (
            f"EASEL_UPKEEP_INTERVAL: EASEL_HEALTH_FILE is touched every "
            f"{settings.upkeep_interval:g} seconds, and the image's health check wants it "
            f"every {_HEALTH_CHECK}",
            f"Set at most {_HEALTH_CHECK / 2:.0f}",
        )
    if settings.sd_models and settings.sd_url is None:
        yield (
            "EASEL_SD_MODELS is set without EASEL_SD_URL, so the relay is asked for these",
            "Set both or neither",
        )
    if settings.direct_messages and settings.dev_guild:
        yield (
            "EASEL_DIRECT_MESSAGES: EASEL_DEV_GUILD puts the commands into one server alone, and "
            "Discord offers none of them in direct messages",
            "Take EASEL_DEV_GUILD out",
        )
    is_bounded = settings.daily_pictures or settings.member_limits or settings.budget
    if settings.direct_messages and not is_bounded:
        yield (
            "EASEL_DIRECT_MESSAGES: nothing bounds what a member makes in direct messages, where "
            "no server's limits count",
            "Set EASEL_DAILY_PICTURES, EASEL_MEMBER_LIMITS or EASEL_BUDGET",
        )


def _check_env_file(report: Report) -> None:
    """Warn if every user of this machine may read the secrets; Windows has no such permissions."""
    try:
        mode = ENV_FILE.stat().st_mode
    except OSError:
        return
    if os.name != "nt" and stat.S_ISREG(mode) and mode & stat.S_IRWXO:
        what = "Settings: other users of this machine may read .env and the secrets in it"
        report.warn(what, f"Run: chmod 600 {ENV_FILE.absolute()}")
