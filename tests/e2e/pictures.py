"""What the tests of edits do again and again."""

from datetime import timedelta
from typing import Any

import discord
from simcord import ChannelHandle, MemberActor
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType
from sqlalchemy import delete, true

from bot.storage.jobs import JobStore
from bot.storage.schema import jobs
from sandbox.world import World
from tests.e2e.conftest import said

SMALL = {"width": 64, "height": 64}
DONE = "✅ Done"
NO_CONSENT = (
    "⚠️ Whoever that picture belongs to does not let others edit it. Please choose another one. "
    "Nothing was counted."
)
NOT_THE_OWNER = (
    "⚠️ In this server only who asked for a picture may edit it. Please make one of your own. "
    "Nothing was counted."
)
PURGED = (
    "⚠️ I no longer know how this picture was made. Please use the command. Nothing was counted."
)


async def made(world: World, command: str = "flux", **options: Any) -> discord.Message:
    """A picture of maya's in the channel."""
    if command == "flux":
        options = {**SMALL, **options}
    given = {"prompt": "a red fox", **options}
    result = await world.maya.slash(world.pictures, command, **given)
    assert said(result).startswith(DONE)
    return world.pictures.history()[-1]


def thread_of(world: World, message: discord.Message) -> ChannelHandle:
    """The thread of a picture, where its edits are."""
    return next(thread for thread in world.pictures.threads if thread.id == message.id)


async def edited(
    world: World, message: discord.Message, words: str = "make it blue", **values: Any
) -> Any:
    """Maya presses Edit… and sends the modal."""
    shown = await world.maya.click(message, label="Edit…")
    return await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": words, **values})


def defaults(modal: Any) -> dict[str, Any]:
    """What a modal holds when nothing in it is touched."""
    components = [label["component"] for label in modal["components"]]
    return {
        one["custom_id"]: [option["value"] for option in one["options"] if option.get("default")]
        for one in components
        if "options" in one
    }


async def purge(world: World, *job_ids: int) -> None:
    """Forget these jobs, or every one, as after years."""
    which = jobs.c.id.in_(job_ids) if job_ids else true()
    async with world.database.write() as connection:
        await connection.execute(delete(jobs).where(which))


async def drop_inputs(world: World) -> None:
    """Forget the images that jobs were given, as after a day."""
    store = JobStore(world.database, owner="test")
    assert await store.drop_inputs(world.env.now() + timedelta(days=1))


async def forbid_edits(world: World) -> None:
    """Maya does not let others edit her pictures."""
    await world.bot.services.members.set_lets_others_edit(world.maya.id, lets=False)


def stranger(world: World) -> MemberActor:
    """A member without any power."""
    return world.guild.add_member(world.env.create_user("eve"))


def close(world: World, channel: ChannelHandle) -> None:
    """The bot may no longer attach files there."""
    denied = discord.Permissions(attach_files=True).value
    overwrite = Overwrite(world.bot.user.id, OverwriteType.MEMBER, 0, denied)
    world.env.backend.get_channel(channel.id).overwrites.append(overwrite)


async def counted(world: World, member: MemberActor) -> int:
    """How many jobs of a member the books have."""
    return len(await world.bot.services.runner.recent(world.guild.id, member.id, 50))
