"""Replies whose long text was made a file by Discord's client."""

import pytest

from sandbox.world import World
from tests.e2e.images import png
from tests.e2e.replying import answers, made, mention

OTHER = ("other.png", png(32, 32, "red"))
NAME = "message.txt"
LONG = "Make the sky green, and put a lighthouse on the hill behind the fox. " * 40


def edits(world: World) -> list[str]:
    """Return the prompts of all submits but the first, which made the picture."""
    return [str(one.body["prompt"]) for one in world.emulator.submits[1:]]


@pytest.mark.parametrize("is_named", [False, True])
async def test_text_of_the_file_is_the_instruction(world: World, is_named: bool) -> None:
    picture = await made(world)
    await world.noor.send(
        world.pictures,
        mention(world) if is_named else "",
        reply_to=picture,
        attachments=[OTHER, (NAME, b"\xef\xbb\xbf" + LONG.encode())],
    )
    assert edits(world) == [LONG.strip()]
    # The picture and the other attachment: the text is no image.
    body = world.emulator.submits[1].body
    assert ("input_image_2" in body, "input_image_3" in body) == (True, False)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00m\x00a\x00k\x00e", "I can't read your `message.txt` as text."),
        (b"make\0it blue", "I can't read your `message.txt` as text."),
        (b"make it blue " * 600, "That text is too long: I take up to"),
        (b"x" * 100_000, "That text is too long: I take up to"),
        (b" \n ", "Please say what to change."),
    ],
)
async def test_file_that_is_no_instruction_is_refused_in_words(
    world: World, content: bytes, words: str
) -> None:
    picture = await made(world)
    asked = await world.noor.send(world.pictures, reply_to=picture, attachments=[(NAME, content)])
    [answer] = answers(world.pictures, asked)
    assert words in answer
    assert edits(world) == []


async def test_file_under_no_picture_is_none_of_our_concern(world: World) -> None:
    talk = await world.maya.send(world.pictures, "look")
    content = LONG.encode()
    asked = await world.noor.send(
        world.pictures, mention(world), reply_to=talk, attachments=[(NAME, content)]
    )
    assert (answers(world.pictures, asked), world.emulator.submits) == ([], [])


async def test_talk_in_a_file_is_no_edit(world: World) -> None:
    picture = await made(world)
    content = b"how did you do this? thanks!"
    await world.noor.send(world.pictures, reply_to=picture, attachments=[(NAME, content)])
    assert edits(world) == []
