"""A database knows its application, and another one needs a deliberate move."""

import pytest
from sqlalchemy import text

from bot.storage.database import Database
from tests.bot.operator.conftest import Studio
from tests.crash.life import Life

pytestmark = pytest.mark.slow


async def test_other_applications_token_ends_in_one_line_until_it_is_adopted(
    studio: Studio,
) -> None:
    assert "belongs to no application yet" in (await studio.easel("adopt")).out
    async with studio.running():
        pass
    ours = studio.wire.world.application_id
    async with studio.running():
        # The same application again.
        pass
    async with Database.attach(studio.url) as database, database.write() as connection:
        belongs = text("UPDATE facts SET value = '4711' WHERE name = 'application'")
        assert (await connection.execute(belongs)).rowcount == 1
    life = await refused(studio)
    [line] = life.output.splitlines()[-1:]
    assert line == (
        f"EASEL_DISCORD_TOKEN: it is of application {ours}, and the database belongs to "
        "application 4711; to move the database, run `easel adopt` once"
    )
    assert "Traceback" not in life.output
    adopted = await studio.easel("adopt")
    assert (adopted.status, "4711" in adopted.out) == (0, True)
    async with studio.running():
        pass


async def refused(studio: Studio) -> Life:
    """Start a bot that ends by itself, as only a person can go on."""
    async with studio.life("refused.log") as life:
        assert await life.ended() == 78
    return life
