"""`/sd` on a server of one's own: the same jobs, limits and delivery, and never the relay."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial

import pytest

from bot.storage.jobs import JobStore
from providers.stable_diffusion import CHECKPOINTS
from sandbox.automatic1111 import Automatic1111Server
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said, until, without_drawn_seed
from tests.e2e.images import opened
from tests.e2e.listing import shown

pytestmark = pytest.mark.slow

OpenOwn = Callable[..., AbstractAsyncContextManager[World]]
SMALL = {"width": 64, "height": 128}


@pytest.fixture
async def server() -> AsyncIterator[Automatic1111Server]:
    async with Automatic1111Server().serve() as made:
        yield made


@pytest.fixture
def open_own(open_here: OpenWorld, server: Automatic1111Server) -> OpenOwn:
    """Opens a world with that server set."""
    return partial(open_here, sd_url=server.url)


@pytest.fixture
async def world(open_own: OpenOwn) -> AsyncIterator[World]:
    async with open_own(daily_pictures=1) as made:
        yield made


async def ask(world: World, prompt: str = "a red fox", **more: object) -> str:
    result = await world.maya.slash(world.pictures, "sd", prompt=prompt, **{**SMALL, **more})
    return said(result)


async def test_the_picture_is_drawn_there_and_not_by_the_relay(
    world: World, server: Automatic1111Server, emulator: RelayEmulator
) -> None:
    answer = await ask(world, seed=42, negative_prompt="blurry", steps=12, cfg_scale=6.5)

    [message] = world.pictures.history()
    [file] = message.attachments
    assert opened(await file.read()).size == (64, 128)
    assert answer == f"✅ Done: {message.jump_url}"
    assert message.content.startswith(
        f"**a red fox** — {world.maya.mention}\n-# Stable Diffusion · seed 42 · "
    )
    assert server.requests == [
        {
            "prompt": "a red fox",
            "negative_prompt": "blurry",
            "steps": 12,
            "width": 64,
            "height": 128,
            "cfg_scale": 6.5,
            "seed": 42,
            "override_settings": {"sd_model_checkpoint": CHECKPOINTS[0]},
        }
    ]
    assert emulator.submits == []


async def test_only_what_was_chosen_is_sent(world: World, server: Automatic1111Server) -> None:
    await world.maya.slash(world.pictures, "sd", prompt="a fox")

    overrides = {"sd_model_checkpoint": CHECKPOINTS[0]}
    [request] = server.requests
    assert without_drawn_seed(request) == {"prompt": "a fox", "override_settings": overrides}


async def test_a_random_seed_is_drawn_sent_and_shown(
    world: World, server: Automatic1111Server
) -> None:
    await ask(world, seed=-1)

    [request] = server.requests
    without_drawn_seed(request)
    [message] = world.pictures.history()
    assert f"Stable Diffusion · seed {request['seed']} ·" in message.content


async def test_the_limit_is_the_same(world: World, server: Automatic1111Server) -> None:
    assert (await ask(world)).startswith("✅ Done")
    assert (
        "You've made 1 picture in the last 24 hours on all servers together; your limit is 1."
        in await ask(world)
    )
    assert len(server.requests) == 1


async def test_the_checkpoints_are_the_operators_the_first_is_the_usual_one(
    open_own: OpenOwn, server: Automatic1111Server, caplog: pytest.LogCaptureFixture
) -> None:
    mine = ["dreamshaper_8.safetensors", "juggernautXL.safetensors"]
    server.checkpoints = mine
    async with open_own(sd_models=mine) as world:
        [sync] = [call for call in world.env.http_requests if call.method == "PUT"]
        [command] = [one for one in sync.json if one["name"] == "sd"]
        [option] = [one for one in command["options"] if one["name"] == "model"]
        assert [choice["value"] for choice in option["choices"]] == mine
        assert mine[0] in option["description"]
        assert len(option["description"]) <= 100

        await ask(world)
        await ask(world, model=mine[1])

        asked = [one["override_settings"]["sd_model_checkpoint"] for one in server.requests]
        assert asked == mine
    assert "EASEL_SD" not in caplog.text


async def test_a_checkpoint_that_the_server_does_not_have_is_logged_once(
    open_own: OpenOwn, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_own(sd_models=["dreamshaper_9.safetensors"]) as world:
        for _ in range(2):
            assert (await ask(world)).startswith("✅ Done")

    [line] = [one.getMessage() for one in caplog.records if "EASEL_SD" in one.getMessage()]
    assert "EASEL_SD_MODELS" in line
    assert "dreamshaper_9.safetensors" in line
    assert CHECKPOINTS[0].removesuffix(".safetensors") in line


FAILED = (
    "⚠️ The image service couldn't make this one. Please try again. "
    "It doesn't count towards your limit."
)


@pytest.mark.parametrize(
    ("trouble", "sentence", "remedy"),
    [
        ("error", FAILED, "own log"),
        ("out-of-memory", FAILED, "--medvram"),
        ("html", FAILED, "AUTOMATIC1111's API"),
        ("no-pictures", FAILED, "AUTOMATIC1111's API"),
        (
            "drop",
            "⚠️ The image service didn't answer. Please try again in a few minutes. "
            "It doesn't count towards your limit.",
            "Start the server",
        ),
    ],
    ids=["error", "out-of-memory", "html", "no-pictures", "drop"],
)
async def test_a_failure_there_is_told_and_does_not_count(
    world: World,
    server: Automatic1111Server,
    caplog: pytest.LogCaptureFixture,
    trouble: str,
    sentence: str,
    remedy: str,
) -> None:
    server.faults.append(trouble)  # type: ignore[arg-type]

    assert await ask(world) == sentence
    assert world.pictures.history() == []
    assert (await ask(world)).startswith("✅ Done")

    [record] = [one for one in caplog.records if "EASEL_SD_URL" in one.getMessage()]
    assert record.levelname == "ERROR"
    assert record.exc_info is None
    assert remedy in record.getMessage()
    assert "\n" not in record.getMessage()


UNUSABLE = (
    "⚠️ I can't use the image service right now. "
    "The people who run this bot have to fix it; please try again later. "
    "It doesn't count towards your limit."
)


async def test_a_server_that_is_not_set_up_is_told_to_the_operator_with_the_remedy(
    world: World, server: Automatic1111Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.has_api = False
    assert await ask(world) == UNUSABLE
    server.has_api, server.login = True, ("user", "s3cret")
    assert await ask(world) == UNUSABLE
    server.login = None
    assert (await ask(world)).startswith("✅ Done")

    no_api, no_login = (
        record.getMessage() for record in caplog.records if "EASEL_SD_URL" in record.getMessage()
    )
    assert "--api" in no_api
    assert "--api-auth" in no_login
    assert "s3cret" not in caplog.text


async def test_user_and_password_come_from_the_address(
    open_here: OpenWorld, server: Automatic1111Server
) -> None:
    server.login = ("user", "s3cret")
    async with open_here(sd_url=server.url.replace("//", "//user:s3cret@")) as world:
        assert (await ask(world)).startswith("✅ Done")


async def test_a_server_that_is_down_is_told_and_does_not_count(
    open_here: OpenWorld, caplog: pytest.LogCaptureFixture
) -> None:
    async with Automatic1111Server().serve() as gone:
        url = gone.url
    async with open_here(sd_url=url.replace("//", "//me:s3cret@"), daily_pictures=1) as world:
        assert "The image service didn't answer." in await ask(world)
        [line] = [one.getMessage() for one in caplog.records if "EASEL_SD" in one.getMessage()]
        assert url in line
        assert "Start the server" in line
        assert "s3cret" not in caplog.text
        result = await world.maya.slash(world.pictures, "flux", prompt="a fox", width=64, height=64)
        assert said(result).startswith("✅ Done")


async def test_after_a_crash_it_is_asked_again_and_posted_once(
    open_own: OpenOwn, server: Automatic1111Server
) -> None:
    async with open_own(background=True) as world:
        server.may_draw.clear()
        result = await world.maya.slash(world.pictures, "sd", prompt="a fox", **SMALL)
        await until(world, lambda: server.requests)
        assert said(result).startswith("🎨 Making your picture…")

        await world.restart(crash=True)
        server.may_draw.set()
        # What died holds its jobs until their lease has run out.
        await world.env.advance_time(90)

        await until(world, lambda: world.pictures.history())
        await until(world, lambda: said(result).startswith("✅ Done"))
        assert len(world.pictures.history()) == 1
        assert [one["prompt"] for one in server.requests] == ["a fox", "a fox"]


async def test_a_server_that_was_taken_away_ends_the_job_uncounted(
    open_own: OpenOwn, server: Automatic1111Server
) -> None:
    async with open_own(background=True, daily_pictures=1) as world:
        server.may_draw.clear()
        await world.maya.slash(world.pictures, "sd", prompt="a fox", **SMALL)
        await until(world, lambda: server.requests)
        world._own_sd = None
        await world.restart(crash=True)
        server.may_draw.set()
        await world.env.advance_time(90)

        result = await world.maya.slash(world.pictures, "jobs")

        [_, line] = shown(result.response)
        assert "failed, not counted: The image service no longer has the result." in line


async def test_own_server_and_relay_make_one_message(
    open_own: OpenOwn, server: Automatic1111Server, emulator: RelayEmulator
) -> None:
    async with open_own() as world:
        await world.maya.slash(
            world.pictures, "compare", prompt="a fox", first="Stable Diffusion", second="flux"
        )
        [message] = [one for one in world.pictures.history() if one.attachments]

        assert len(message.attachments) == 2
        assert len(server.requests) == len(emulator.submits) == 1
        assert "**1** · Stable Diffusion" in message.content
        assert "**2** · Flux" in message.content
        [job] = await JobStore(world.database, "test").recent(world.guild.id, world.maya.id, 9)
        # The relay's picture is what costs something.
        assert job.estimate == 36_000


async def test_several_of_the_own_server_are_free(
    open_own: OpenOwn, server: Automatic1111Server, emulator: RelayEmulator
) -> None:
    async with open_own() as world:
        await ask(world, prompt="a {red|blue} fox")

        [message] = world.pictures.history()
        assert len(message.attachments) == 2
        assert sorted(one["prompt"] for one in server.requests) == ["a blue fox", "a red fox"]
        assert emulator.submits == []
        [job] = await JobStore(world.database, "test").recent(world.guild.id, world.maya.id, 9)
        assert job.estimate == 0
