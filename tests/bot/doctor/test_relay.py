"""The checks of the account at the relay: its requests a minute, and the models on offer."""

import pytest

from bot.doctor.relay_load import PICTURE_SECONDS, requests_a_minute, running_jobs
from bot.settings import Settings
from providers.gemini import GeminiRequest
from providers.qwen import QwenEditRequest, QwenRequest
from sandbox.relay import RelayEmulator
from sandbox.relay.catalogue import TIERS
from tests.bot.doctor.printed import Easel, line


@pytest.mark.usefixtures("settings")
async def test_no_paid_route_is_asked(easel: Easel, relay: RelayEmulator) -> None:
    assert (await easel("doctor"))[0] == 0
    assert relay.submits == []


async def test_requests_a_minute_are_said_beside_what_the_settings_may_ask(
    easel: Easel, settings: pytest.MonkeyPatch, relay: RelayEmulator
) -> None:
    relay.catalogue.tier = "basic"
    status, printed = await easel("doctor")
    found = line(printed, "Relay requests: the tier basic has 60 a minute")
    assert (status, found[0]) == (0, "!")
    assert "32 jobs at once of each family of models, 160 in all, ask for up to 1600 a" in found
    assert "EASEL_RUNNING_JOBS=1," in found

    settings.setenv("EASEL_RUNNING_JOBS", "1")
    _, printed = await easel("doctor")
    assert line(printed, "Relay requests: the tier basic has 60").startswith("✓")


@pytest.mark.usefixtures("settings")
async def test_tier_that_is_too_small_for_a_single_job_names_no_number(
    easel: Easel, relay: RelayEmulator
) -> None:
    relay.catalogue.tier = "free"
    _, printed = await easel("doctor")
    assert TIERS["free"] == 10
    found = line(printed, "Relay requests: the tier free has 10")
    assert "EASEL_RUNNING_JOBS" not in found
    assert "take a higher tier" in found


@pytest.mark.usefixtures("settings")
async def test_tier_that_is_not_listed_is_skipped(easel: Easel, relay: RelayEmulator) -> None:
    relay.catalogue.tier = "gold"
    _, printed = await easel("doctor")
    found = line(printed, "Relay requests: skipped, the relay does not say how many it takes")
    assert "1600 a minute" in found


def test_each_job_asks_once_to_submit_and_then_polls() -> None:
    # A picture of 12 seconds is one submit and one poll that is held for it.
    assert PICTURE_SECONDS == 12
    assert requests_a_minute(10) == 100
    assert requests_a_minute(1, seconds=45) == pytest.approx(3 * 60 / 45)
    assert requests_a_minute(1, holds_polls=False) > 4 * requests_a_minute(1)


def test_an_own_server_takes_its_family_off_the_relay() -> None:
    assert running_jobs(Settings(running_jobs=2)) == 10
    own = Settings.model_validate({"running_jobs": 2, "sd_url": "http://127.0.0.1:7860"})
    assert running_jobs(own) == 8


@pytest.mark.usefixtures("settings")
async def test_operations_that_the_relay_has_no_more_are_named(
    easel: Easel, relay: RelayEmulator
) -> None:
    relay.catalogue.withdrawn = {*QwenRequest.models, *QwenEditRequest.models}
    status, printed = await easel("doctor")
    assert status == 0
    found = line(printed, "Relay models: 4 of 7 operations on offer, not ")
    assert QwenRequest.operation in found
    assert QwenEditRequest.operation in found


async def test_named_model_and_editor_that_are_not_on_offer_are_reported(
    easel: Easel, settings: pytest.MonkeyPatch, relay: RelayEmulator
) -> None:
    settings.setenv("EASEL_MODELS", f'{{"{GeminiRequest.operation}": "google/gemini-9"}}')
    settings.setenv("EASEL_EDIT_PROVIDER", "qwen")
    relay.catalogue.withdrawn = {*QwenEditRequest.models}
    status, printed = await easel("doctor")
    assert status == 1
    assert "EASEL_MODELS" in line(printed, "Relay models: google/gemini-9 is not on offer")
    found = line(printed, "Relay models: nothing on offer edits as qwen")
    assert found.startswith("!")
    assert "EASEL_EDIT_PROVIDER" in found
