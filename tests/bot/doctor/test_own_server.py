"""The check of the operator's own Stable Diffusion server: each trouble in its own words."""

import pytest
import yarl

from sandbox.automatic1111 import Automatic1111Server
from sandbox.relay import RelayEmulator
from tests.bot.doctor.printed import Easel, line


async def test_own_server_that_answers_is_named_and_none_is_not(
    easel: Easel, settings: pytest.MonkeyPatch, own_server: Automatic1111Server
) -> None:
    _, printed = await easel("doctor")
    assert "Own Stable Diffusion" not in printed
    settings.setenv("EASEL_SD_URL", own_server.url)
    status, printed = await easel("doctor")
    assert status == 0
    assert line(printed, "Own Stable Diffusion: 127.0.0.1 answers").startswith("✓")


async def test_own_server_without_its_api_or_the_right_password_is_a_failure_with_a_remedy(
    easel: Easel, settings: pytest.MonkeyPatch, own_server: Automatic1111Server
) -> None:
    address = yarl.URL(own_server.url).with_user("me").with_password("s3cret")
    settings.setenv("EASEL_SD_URL", str(address))
    own_server.login = ("me", "another")
    status, printed = await easel("doctor")
    assert status == 1
    found = line(printed, "Own Stable Diffusion: 127.0.0.1 refuses")
    assert "EASEL_SD_URL" in found
    assert "--api-auth" in found
    assert "s3cret" not in printed

    own_server.login = ("me", "s3cret")
    assert (await easel("doctor"))[0] == 0

    own_server.has_api = False
    _, printed = await easel("doctor")
    found = line(printed, "Own Stable Diffusion: 127.0.0.1 refuses")
    assert "EASEL_SD_URL" in found
    assert "--api" in found


async def test_own_server_that_is_none_or_down_is_a_failure(
    easel: Easel, settings: pytest.MonkeyPatch, relay: RelayEmulator, unused_tcp_port: int
) -> None:
    settings.setenv("EASEL_SD_URL", f"http://127.0.0.1:{unused_tcp_port}")
    _, printed = await easel("doctor")
    found = line(printed, "Own Stable Diffusion: 127.0.0.1 is not reachable")
    assert "EASEL_SD_URL" in found
    assert "Start the server" in found
    settings.setenv("EASEL_SD_URL", relay.url)
    _, printed = await easel("doctor")
    assert "EASEL_SD_URL" in line(printed, "Own Stable Diffusion: 127.0.0.1 refuses")


async def test_checkpoint_that_it_does_not_have_is_a_failure_with_those_that_it_has(
    easel: Easel, settings: pytest.MonkeyPatch, own_server: Automatic1111Server
) -> None:
    settings.setenv("EASEL_SD_URL", own_server.url)
    _, printed = await easel("doctor")
    assert line(printed, "Checkpoints: the server has all 3 ").startswith("✓")

    own_server.checkpoints = ["dreamshaper_8.safetensors"]
    status, printed = await easel("doctor")
    assert status == 1
    assert 'EASEL_SD_MODELS=["dreamshaper_8"]' in line(printed, "Checkpoints: the server does not")

    settings.setenv("EASEL_SD_MODELS", '["dreamshaper_8", "other.safetensors"]')
    _, printed = await easel("doctor")
    found = line(printed, "Checkpoints: the server does not have other.safetensors, and uses")
    assert found.startswith("✗")

    settings.setenv("EASEL_SD_MODELS", '["dreamshaper_8"]')
    assert (await easel("doctor"))[0] == 0


async def test_server_without_any_checkpoint_is_a_failure(
    easel: Easel, settings: pytest.MonkeyPatch, own_server: Automatic1111Server
) -> None:
    settings.setenv("EASEL_SD_URL", own_server.url)
    own_server.checkpoints = []
    _, printed = await easel("doctor")
    assert "once it has some" in line(printed, "Checkpoints: the server does not have")
