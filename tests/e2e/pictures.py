"""Steps of the tests of pictures and edits."""

from datetime import timedelta
from typing import Any

import discord
from simcord import ChannelHandle, MemberActor
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType
from sqlalchemy import delete, true

from bot.storage.jobs import JobStore
from bot.storage.members import MemberStore
from bot.storage.schema import jobs
from sandbox.world import World
from tests.e2e.conftest import said, updated

SMALL = {"width": 64, "height": 64}
DONE = "✅ Done"
FREE = "This didn't use up any of your limit."
NO_CONSENT = "⚠️ The owner of that picture doesn't let others edit it. Please choose another one."
NOT_THE_OWNER = (
    "⚠️ In this server only the member who asked for a picture can edit it. "
    "Please make one of your own."
)
PURGED = "⚠️ I no longer know how this picture was made. Please use the command."


async def made(world: World, command: str = "flux", **options: Any) -> discord.Message:
    """Let Maya ask for a picture in the channel, and return its message."""
    if command == "flux":
        options = {**SMALL, **options}
    options = {"prompt": "a red fox", **options}
    result = await world.maya.slash(world.pictures, command, **options)
    assert said(result).startswith(DONE)
    return world.pictures.history()[-1]


def thread_of(world: World, message: discord.Message) -> ChannelHandle:
    """Return the thread of a picture, where its edits are posted."""
    return next(thread for thread in world.pictures.threads if thread.id == message.id)


async def delete_post(member: MemberActor, message: discord.Message, label: str = "Delete") -> str:
    """Let a member delete a post, and answer the question; return the answer to that."""
    asked = await member.click(message, label="Delete")
    assert asked.ephemeral
    return updated(await member.click(asked.response, label=label))


async def edited(
    world: World, message: discord.Message, words: str = "make it blue", **values: Any
) -> Any:
    """Let Maya click Edit… and submit the modal."""
    shown = await world.maya.click(message, label="Edit…")
    return await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": words, **values})


def defaults(modal: Any) -> dict[str, Any]:
    """Return the default values of a modal's selects."""
    components = [label["component"] for label in modal["components"]]
    selects = [component for component in components if "options" in component]
    return {
        select["custom_id"]: [
            option["value"] for option in select["options"] if option.get("default")
        ]
        for select in selects
    }


async def purge(world: World, *job_ids: int) -> None:
    """Delete the rows of these jobs, or of all, as after years."""
    which = jobs.c.id.in_(job_ids) if job_ids else true()
    async with world.database.write() as connection:
        await connection.execute(delete(jobs).where(which))


async def drop_inputs(world: World) -> None:
    """Drop the input images of all jobs, as after a day."""
    store = JobStore(world.database, owner="test")
    assert await store.drop_inputs(world.env.now() + timedelta(days=1))


async def forbid_edits(world: World) -> None:
    """Store that Maya does not let others edit her pictures."""
    await MemberStore(world.database).set_lets_others_edit(world.maya.id, lets=False)


def stranger(world: World) -> MemberActor:
    """Add a member without special permissions."""
    return world.guild.add_member(world.env.create_user("eve"))


def close(world: World, channel: ChannelHandle) -> None:
    """Deny the bot to attach files in the channel."""
    denied = discord.Permissions(attach_files=True).value
    overwrite = Overwrite(world.bot.user.id, OverwriteType.MEMBER, 0, denied)
    world.env.backend.get_channel(channel.id).overwrites.append(overwrite)


async def counted(world: World, member: MemberActor) -> int:
    """Count the member's stored jobs."""
    return len(await JobStore(world.database, "test").recent(world.guild.id, member.id, 50))
