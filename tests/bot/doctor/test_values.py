"""The checks of the settings themselves, and their completeness."""

import json
import re
from pathlib import Path

import pytest

from bot.settings import Settings
from sandbox.relay import KEY
from tests.bot.doctor.printed import Easel, line
from tests.wire.discord import WireDiscord

_NUMBER = re.compile(r"[\d.,]+")


async def test_unknown_names_are_warnings(easel: Easel, settings: pytest.MonkeyPatch) -> None:
    settings.setenv("EASEL_COLOUR_OF_THE_SKY", "blue")
    status, printed = await easel("doctor")
    assert status == 0
    assert line(printed, "EASEL_COLOUR_OF_THE_SKY is not a setting").startswith("!")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"QUEUE_TIMEOUT": "86000"}, "more than 24 hours together"),
        ({"UPKEEP_INTERVAL": "90", "HEALTH_FILE": "alive"}, "touched every 90 seconds"),
        ({"SD_MODELS": '["dreamshaper_8"]'}, "without EASEL_SD_URL"),
        ({"DIRECT_MESSAGES": "1", "DAILY_PICTURES": "0"}, "nothing bounds what a member makes"),
    ],
)
async def test_values_at_odds_are_warnings(
    easel: Easel, settings: pytest.MonkeyPatch, values: dict[str, str], words: str
) -> None:
    _, printed = await easel("doctor")
    assert words not in printed
    for name, value in values.items():
        settings.setenv(f"EASEL_{name}", value)
    status, printed = await easel("doctor")
    assert status == 0
    assert [text for text in printed.splitlines() if words in text and text.startswith("! EASEL_")]


async def test_direct_messages_are_named_where_they_are_on(
    easel: Easel, settings: pytest.MonkeyPatch
) -> None:
    _, printed = await easel("doctor")
    assert "Direct messages" not in printed
    settings.setenv("EASEL_DIRECT_MESSAGES", "true")
    status, printed = await easel("doctor")
    assert status == 0
    assert line(printed, "Direct messages").startswith("✓")
    assert "nothing bounds" not in printed


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize(("mode", "is_told"), [(0o600, False), (0o640, False), (0o644, True)])
async def test_env_file_that_all_may_read_is_a_warning(
    easel: Easel, tmp_path: Path, mode: int, is_told: bool
) -> None:
    path = tmp_path / ".env"
    path.write_text("EASEL_LOG_LEVEL=info\n")
    path.chmod(mode)
    status, printed = await easel("doctor")
    assert status == 0
    assert (f"chmod 600 {path}" in printed) is is_told


async def test_json_has_every_finding_and_no_secret(
    easel: Easel, settings: pytest.MonkeyPatch, wire: WireDiscord
) -> None:
    wire.guild.name = f"\x1b[2J {KEY}"
    settings.setenv("EASEL_HTTP", "no.such.host.invalid:1")
    _, printed = await easel("doctor")
    status, document = await easel("doctor", "--json")
    assert status == 1
    found = json.loads(document)
    assert found["ok"] is False
    assert {row["outcome"] for row in found["checks"]} >= {"ok", "failed"}
    [failed] = [row for row in found["checks"] if row["outcome"] == "failed"]
    assert failed["what"].startswith("HTTP: no.such.host.invalid:1 cannot be served")
    assert "EASEL_HTTP" in failed["remedy"]
    # The same as people read, but for the last line, and for what others do to the disk meanwhile.
    assert len(found["checks"]) == len(printed.splitlines()) - 1
    for row, text in zip(found["checks"], printed.splitlines(), strict=False):
        assert _NUMBER.sub("#", text[2:]).startswith(_NUMBER.sub("#", row["what"]))
    assert KEY not in document
    assert wire.token not in document
    assert "\\u001b" not in document


@pytest.mark.usefixtures("settings")
async def test_json_without_a_failure_is_ok(easel: Easel) -> None:
    status, document = await easel("doctor", "--json")
    assert (status, json.loads(document)["ok"]) == (0, True)


LOOKED_AT = {
    *("discord_token", "relay_url", "relay_key", "proxy", "database_url", "alerts", "http"),
    *("backup_every", "backup_dir", "servers", "budget", "dev_guild", "message_content"),
    *("models", "edit_provider", "sd_url", "sd_models", "health_file", "running_jobs"),
    *("queue_timeout", "submit_timeout", "upkeep_interval", "shards", "direct_messages"),
    *("daily_pictures", "member_limits"),
}
# Any value that the settings take is right, whatever there is outside.
VALUES_ALONE = {
    *("backup_keep", "server_limits", "trusted_servers"),
    *("confirm_above", "running_jobs_per_member", "waiting_jobs", "waiting_jobs_per_member"),
    *("failed_requests_per_hour", "pause_after_declines", "decline_pause"),
    *("stored_input_bytes_per_member", "stored_input_bytes", "reply_edits", "max_input_bytes"),
    *("max_input_side", "job_timeout", "relay_patience", "lease", "status_interval"),
    *("catalogue_interval", "delivery_timeout", "retry_pause", "drain_timeout", "keep_inputs"),
    *("keep_prompts", "keep_left_servers", "log_level", "log_format", "health_timeout"),
    *("alert_after", "missing_servers", "identify_interval"),
}


def test_every_setting_is_looked_at_or_needs_no_look() -> None:
    assert {*Settings.model_fields} == LOOKED_AT | VALUES_ALONE
    assert not LOOKED_AT & VALUES_ALONE
    sources = "".join(
        path.read_text(encoding="utf-8") for path in Path("bot/doctor").resolve().glob("*.py")
    )
    missing = {"discord_token", "relay_key"}
    assert {name for name in LOOKED_AT - missing if f".{name}" not in sources} == set()
