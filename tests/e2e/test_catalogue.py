"""What is on offer, what a job will cost, and `/models`."""

from collections.abc import AsyncIterator

import pytest

from bot.intake.catalogue import ModelCatalogue
from bot.storage.jobs import JobStore
from providers.registry import OPERATIONS
from sandbox.relay import RelayEmulator, serve
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said
from tests.e2e.images import png

PHOTO = ("fox.png", png(64, 64))
# Micro-dollars: the emulator's list, which is docs/relay.md's.
COSTS = [
    ("flux", {"width": 64, "height": 64}, 36_000),
    ("gemini", {}, 140_000),
    ("gpt-image generate", {"quality": "low", "n": 2}, 72_000),
    ("gpt-image edit", {"quality": "low", "image": PHOTO}, 40_000),
    ("qwen generate", {"size": "64x64"}, 36_000),
    ("qwen edit", {"size": "64x64", "image": PHOTO}, 40_000),
]


async def estimates(world: World) -> list[int | None]:
    """What the rows say that the member's jobs cost, oldest first."""
    jobs = await JobStore(world.database, owner="test").recent(world.guild.id, world.maya.id, 20)
    return [job.estimate for job in reversed(jobs)]


async def test_each_job_knows_what_it_will_cost(world: World, emulator: RelayEmulator) -> None:
    for command, options, _ in COSTS:
        await world.maya.slash(world.pictures, command, prompt="a fox", **options)

    assert await estimates(world) == [cost for _, _, cost in COSTS]
    assert emulator.spent == sum(cost for _, _, cost in COSTS)


async def test_what_is_no_longer_on_offer_is_refused_before_anything_counts(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here(daily_pictures=1) as world:
        emulator.catalogue.withdrawn.update(OPERATIONS["qwen-generate"].models)
        await next_look(world)
        refused = await world.maya.slash(world.pictures, "qwen generate", prompt="a fox")

        assert said(refused) == (
            "⚠️ Qwen isn't available right now. Please try Flux, Gemini, GPT Image. "
            "This didn't use up any of your limit."
        )
        assert emulator.submits == []
        assert await estimates(world) == []
        made = await world.maya.slash(world.pictures, "flux", prompt="a fox", width=64, height=64)
        assert said(made).startswith("✅ Done")


def registered(world: World) -> set[str]:
    """Return the names of the commands that Discord shows."""
    return {name for name, _ in world.env.backend.commands[None]}


async def next_look(world: World) -> None:
    """Let an hour pass, and the bot look at the catalogue."""
    world.env.backend.advance_clock(3601)
    await world.bot._refresh_catalogue()
    await world.settle()


async def test_sd_is_no_command_where_nobody_has_it(world: World) -> None:
    assert "sd" not in registered(world)
    assert "flux" in registered(world)


async def test_an_option_that_the_relay_dropped_is_neither_offered_nor_sent(
    world: World, emulator: RelayEmulator
) -> None:
    """The member may have begun to type before Discord took the option back."""
    emulator.catalogue.dropped.add("safety_tolerance")
    world.env.backend.advance_clock(3601)
    await world.bot.services[ModelCatalogue].refresh()
    options = {"width": 64, "height": 64, "safety_tolerance": 1}
    await world.maya.slash(world.pictures, "flux", prompt="a fox", **options)

    assert "safety_tolerance" not in emulator.submits[-1].body
    assert len(world.pictures.history()) == 1


async def test_members_read_what_is_on_offer_without_prices(world: World) -> None:
    result = await world.maya.slash(world.pictures, "models")

    assert said(result).splitlines() == [
        "**Models**",
        *(
            "🚫 `/sd` Stable Diffusion, not available right now"
            if kind.command == "sd"
            else f"✅ `/{kind.command}` {kind.title}"
            for kind in OPERATIONS.values()
        ),
    ]


async def test_who_manages_the_server_reads_prices(world: World) -> None:
    result = await world.noor.slash(world.pictures, "models")

    title, *lines, note = said(result).splitlines()
    assert (title, len(lines)) == ("**Models**", len(OPERATIONS))
    assert {
        "✅ `/flux` Flux: $0.036 a picture",
        "✅ `/gemini` Gemini: $0.14 to $0.24 a picture",
        "✅ `/gpt-image generate` GPT Image: $0.036 a picture",
        "✅ `/gpt-image edit` GPT Image: $0.04 a picture",
        "🚫 `/sd` Stable Diffusion, not available right now: price unknown",
    } <= {*lines}
    assert note == "-# Only members who can manage the server see prices."


async def test_the_price_is_that_of_the_model_the_operator_named(open_here: OpenWorld) -> None:
    named = "google/gemini-3.1-flash-image-preview"
    async with open_here(models={"gemini": named}) as world:
        result = await world.noor.slash(world.pictures, "models")
        await world.maya.slash(world.pictures, "gemini", prompt="a fox")

        assert "✅ `/gemini` Gemini: $0.0684 a picture" in said(result)
        assert await estimates(world) == [68_400]


class TestWithStableDiffusion:
    """Where the relay serves it."""

    @pytest.fixture
    async def emulator(self) -> AsyncIterator[RelayEmulator]:
        async with serve(RelayEmulator(sd=True, delay=0)) as relay:
            yield relay

    async def test_stable_diffusion_is_on_offer_where_it_is_listed(self, world: World) -> None:
        await world.maya.slash(world.pictures, "sd", prompt="a fox", width=64, height=64)

        assert len(world.pictures.history()) == 1
        assert await estimates(world) == [5_000]

    async def test_its_command_goes_and_comes_back_with_it(
        self, world: World, emulator: RelayEmulator
    ) -> None:
        assert "sd" in registered(world)
        emulator.catalogue.withdrawn.update(OPERATIONS["sd"].models)
        await next_look(world)
        assert "sd" not in registered(world)
        emulator.catalogue.withdrawn.clear()
        await next_look(world)
        assert "sd" in registered(world)
