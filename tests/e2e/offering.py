"""Steps of the tests of what is on offer."""

from providers.registry import OPERATIONS
from sandbox.world import World


async def withdraw(world: World, *operations: str) -> None:
    """Let the relay withdraw models, and the bot notice it."""
    for operation in operations:
        world.emulator.catalogue.withdrawn.update(OPERATIONS[operation].models)
    world.env.backend.advance_clock(3601)
    await world.bot._refresh_catalogue()
    await world.settle()
