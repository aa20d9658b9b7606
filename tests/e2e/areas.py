"""Steps of the tests of areas and moves: asked for, answered, measured."""

import functools
from typing import Any

import discord
from PIL import Image, ImageChops
from simcord import ChannelHandle

from bot.imaging.areas import layout_of
from sandbox.world import World
from tests.e2e.conftest import said
from tests.e2e.images import opened, saved
from tests.e2e.pictures import DONE, defaults

GPT_EDIT = "/v2/image/gpt-image/edit"
ASKED = "Only the pink part of this picture may change ({}); the rest stays exactly as it is."


@functools.cache
def photo(size: tuple[int, int] = (96, 64)) -> tuple[str, bytes]:
    """A photo of which no pixel is like its neighbours."""
    noise = [Image.effect_noise(size, 70 + 20 * n) for n in range(3)]
    return "photo.png", saved(Image.merge("RGB", noise), "PNG")


async def asked(world: World, area: str = "left half", **options: Any) -> Any:
    """Let Maya ask for an edit of an area with the command, which is answered by a question."""
    values = {"prompt": "make it blue", "image": photo(), "area": area, **options}
    return await world.maya.slash(world.pictures, "edit", **values)


async def edited(world: World, area: str = "left half", **options: Any) -> discord.Message:
    """Let Maya edit an area with the command, and return the message."""
    result = await asked(world, area, **options)
    await world.maya.click(result.response, label="Make it")
    assert said(result).startswith(DONE)
    return newest(world.pictures)


async def moved(world: World, message: discord.Message, move: str, **values: Any) -> Any:
    """Let Maya press Zoom / pan… and submit the modal."""
    shown = await world.maya.click(message, label="Zoom / pan…")
    return await world.maya.submit_modal(shown, {**defaults(shown.modal), "move": [move], **values})


def newest(*channels: ChannelHandle) -> discord.Message:
    """Return the newest message with a picture."""
    messages = [one for channel in channels for one in channel.history() if one.attachments]
    return max(messages, key=lambda message: message.id)


async def picture_of(message: discord.Message) -> Image.Image:
    """Return the decoded picture of a message."""
    [file] = message.attachments
    return opened(await file.read()).convert("RGB")


def assert_kept(name: str, before: Image.Image, after: Image.Image) -> None:
    """Every pixel that is to be kept is the same, and others are not."""
    layout = layout_of(name, before.size)
    assert after.size == layout.canvas
    expected = Image.new("RGB", layout.canvas)
    expected.paste(before.convert("RGB"), layout.at)
    differing = ImageChops.difference(expected, after)
    kept = layout.mask().point([255] + [0] * 255)
    assert ImageChops.multiply(differing, Image.merge("RGB", [kept] * 3)).getbbox() is None
    assert differing.getbbox() is not None
