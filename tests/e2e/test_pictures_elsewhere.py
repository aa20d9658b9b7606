"""Pictures that stand elsewhere than in an attachment: found, numbered and veiled all the same."""

from collections.abc import Mapping
from typing import Any

import discord
import pytest
from PIL import Image
from simcord import InteractionResult

from bot.common import discord_hosts
from bot.policy.hidden_pictures import HiddenPictures
from bot.storage.jobs import JobStore
from bot.ui.pictures import pictures_of
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said
from tests.e2e.images import png, saved, sent
from tests.e2e.pictures import NO_CONSENT, defaults, delete_post, forbid_edits, stranger
from tests.e2e.replying import answers, mention, pictures, thread
from tests.e2e.replying import made as made_there

pytestmark = pytest.mark.slow

BLUE, RED, GREEN = (png(64, 64, name) for name in ("blue", "red", "green"))
MENU = "Edit this picture"
V2 = discord.MessageFlags(components_v2=True).value


@pytest.fixture(autouse=True)
def simulated_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the host of the simulated Discord be one of Discord's own."""
    hosts = discord_hosts.FILE_HOSTS | {"cdn.simcord.invalid"}
    monkeypatch.setattr(discord_hosts, "FILE_HOSTS", hosts)


async def edited(
    world: World, message: discord.Message, member: Any = None, **values: Any
) -> InteractionResult:
    """Choose the menu under the message, and submit the modal."""
    editor = member or world.noor
    shown = await editor.context_menu(world.pictures, MENU, message)
    if shown.modal is None:
        return shown  # type: ignore[no-any-return]
    fields = {**defaults(shown.modal), "words": "make it so", **values}
    return await editor.submit_modal(shown, fields)  # type: ignore[no-any-return]


def stored(world: World, content: bytes, name: str = "photo.png") -> str:
    """Return the address of a file on Discord's host."""
    [attachment] = world.env.backend.store_attachments(world.pictures.id, [(name, content)])
    return str(attachment["url"])


async def posted(world: World, **content: Any) -> discord.Message:
    """Let a member's message appear with this content."""
    message = world.env.backend.create_message(world.pictures.id, world.maya.id, **content)
    await world.settle()
    return next(one for one in world.pictures.history() if one.id == message.id)


def colour(world: World) -> str:
    """Return which of the colours was sent last."""
    body = world.emulator.submits[-1].body
    field = "image" if "image" in body else "input_image"
    pixel = sent(world.emulator, field).convert("RGB").getpixel((32, 32))
    assert isinstance(pixel, tuple)
    return ("red", "green", "blue")[max(range(3), key=lambda n: pixel[n])]


async def test_picture_of_a_forwarded_message_is_found(world: World) -> None:
    photo = await world.maya.send(world.lounge, "my cat", attachments=[("cat.png", BLUE)])
    forwarded = await world.maya.forward(photo, world.pictures)

    result = await edited(world, forwarded)

    assert said(result).startswith("✅ Done")
    assert colour(world) == "blue"


async def test_forwarded_picture_stays_that_of_its_owner(world: World) -> None:
    picture = await made_there(world, world.lounge)
    forwarded = await world.noor.forward(picture, world.pictures)
    result = await edited(world, forwarded)
    assert said(result).startswith("✅ Done")
    job = (await JobStore(world.database, "test").recent(world.guild.id, world.noor.id, 1))[0]
    assert job.source is not None
    assert job.source.owner_id == world.maya.id

    await forbid_edits(world)
    refused = await edited(world, await world.noor.forward(picture, world.pictures))

    assert said(refused).startswith(NO_CONSENT)


def gallery(*urls: str, spoiler: bool = False) -> list[Mapping[str, Any]]:
    """Return a media gallery."""
    items = [{"media": {"url": url}, "spoiler": spoiler} for url in urls]
    return [{"type": 12, "items": items}]


async def test_pictures_of_components_are_found(world: World) -> None:
    blue, red = stored(world, BLUE, "a.png"), stored(world, RED, "b.png")
    section = {
        "type": 9,
        "components": [{"type": 10, "content": "a cat"}],
        "accessory": {"type": 11, "media": {"url": red}, "spoiler": True},
    }
    container = {"type": 17, "components": [*gallery(blue), section]}
    message = await posted(world, components=[container], flags=V2)

    result = await edited(world, message, picture=["2"])

    assert said(result).startswith("✅ Done")
    assert colour(world) == "red"
    edit = pictures(thread(world.pictures))[-1]
    assert edit.attachments[0].is_spoiler()


async def test_images_of_embeds_and_previews_are_found_on_discords_hosts_only(
    world: World,
) -> None:
    blue = stored(world, BLUE)
    embeds = [
        {
            "type": "image",
            "url": "https://example.com/a",
            "image": {"url": "https://example.com/a.png"},
        },
        {
            "type": "video",
            "url": "https://example.com/b",
            "thumbnail": {"url": stored(world, RED, "b.png")},
        },
        {
            "type": "link",
            "url": "https://example.com/c",
            "thumbnail": {"url": "https://example.com/c.png", "proxy_url": blue},
        },
    ]
    message = await posted(world, content="look https://example.com/c", embeds=embeds)

    result = await edited(world, message)

    assert said(result).startswith("✅ Done")
    assert colour(world) == "blue"
    assert len(pictures_of(message)) == 1


@pytest.mark.parametrize(
    ("words", "is_veiled"),
    [
        ("beware ||https://example.com/c||", True),
        # The address that the page has for itself.
        ("beware ||https://www.example.com/c?from=a||", True),
        ("beware ||gore|| https://example.com/c", False),
        ("||https://example.com/d|| https://example.com/c", False),
        ("a || b https://www.example.com/c", False),
    ],
)
async def test_preview_of_a_veiled_link_is_veiled(
    world: World, words: str, is_veiled: bool
) -> None:
    link = "https://example.com/c"
    embed = {"type": "link", "url": link, "thumbnail": {"url": stored(world, BLUE)}}
    message = await posted(world, content=words, embeds=[embed])

    await edited(world, message)

    edit = pictures(thread(world.pictures))[-1]
    assert edit.attachments[0].is_spoiler() is is_veiled


async def test_picture_elsewhere_than_at_discord_is_none(world: World) -> None:
    embed = {"type": "image", "image": {"url": "https://cdn.discordapp.com.example.org/a.png"}}
    message = await posted(world, content="look", embeds=[embed])

    refused = await edited(world, message)

    assert "I couldn't fetch" in said(refused)
    assert world.emulator.submits == []


async def test_hidden_picture_cannot_be_edited_by_forwarding_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = await made_there(world, world.lounge)
    forwarded = await world.noor.forward(picture, world.pictures)
    checked: list[int] = []
    check = HiddenPictures.check_usable

    async def noted(self: HiddenPictures, *ids: int) -> None:
        checked.extend(ids)
        await check(self, *ids)

    monkeypatch.setattr(HiddenPictures, "check_usable", noted)
    await world.noor.context_menu(world.pictures, MENU, forwarded)

    assert {forwarded.id, picture.id} <= {*checked}


async def test_video_before_the_picture_is_not_picture_one(open_here: OpenWorld) -> None:
    async with open_here(message_content=True) as world:
        files = [("film.mp4", b"film"), ("photo.png", BLUE)]
        message = await world.maya.send(world.pictures, "", attachments=files)
        for attachment in world.env.backend.get_message(world.pictures.id, message.id).attachments:
            attachment.update(width=64, height=64)

        await world.noor.send(world.pictures, f"{mention(world)} make it red", reply_to=message)

        assert colour(world) == "blue"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("make it older", "blue"),
        ("#2 make it older", "red"),
        ("make the third one older", "green"),
        ("picture 2, but older", "red"),
        ("mach das dritte Bild dunkler", "green"),
        ("la segunda, pero sin sombrero", "red"),
        ("the last one as a watercolour", "green"),
    ],
)
async def test_words_choose_a_picture_of_a_set(
    open_here: OpenWorld, words: str, expected: str
) -> None:
    async with open_here(message_content=True) as world:
        files = [("a.png", BLUE), ("b.png", RED), ("c.png", GREEN)]
        message = await world.maya.send(world.pictures, "", attachments=files)

        await world.noor.send(world.pictures, f"{mention(world)} {words}", reply_to=message)

        assert colour(world) == expected


async def test_number_beyond_the_set_is_refused(open_here: OpenWorld) -> None:
    async with open_here(message_content=True) as world:
        files = [("a.png", BLUE), ("b.png", RED)]
        message = await world.maya.send(world.pictures, "", attachments=files)

        words = f"{mention(world)} make #7 blue"
        asked = await world.noor.send(world.pictures, words, reply_to=message)

        [answer] = answers(world.pictures, asked)
        assert "There are only 2 pictures in that message" in answer


async def test_set_is_numbered_under_the_post(world: World) -> None:
    await world.maya.slash(world.pictures, "gpt-image generate", prompt="a fox", n=3)
    await world.maya.slash(world.pictures, "gpt-image generate", prompt="a fox")

    several, one = pictures(world.pictures)
    numbered = "-# Pictures 1 to 3, row by row. “#2 …” in a reply changes the second."
    assert several.content.endswith(f"\n{numbered}")
    assert "row by row" not in one.content


VEILED = ("SPOILER_photo.png", BLUE)


@pytest.mark.parametrize(
    ("command", "image"),
    [
        ("edit", "image"),
        ("flux", "input_image"),
        ("qwen edit", "image"),
        ("gpt-image edit", "image"),
    ],
)
@pytest.mark.parametrize(("said_so", "veiled"), [({}, True), ({"spoiler": False}, False)])
async def test_veil_of_an_upload_is_lifted_by_its_member_alone(
    world: World, command: str, image: str, said_so: dict[str, bool], veiled: bool
) -> None:
    options = {"prompt": "make it so", image: VEILED, **said_so}

    result = await world.maya.slash(world.pictures, command, **options)

    assert said(result).startswith("✅ Done")
    assert pictures(world.pictures)[-1].attachments[0].is_spoiler() is veiled


async def test_veil_of_a_picture_in_a_message_is_not_lifted(world: World) -> None:
    await made_there(world, spoiler=True)

    await stranger(world).slash(world.pictures, "edit", prompt="make it so", spoiler=False)

    assert pictures(thread(world.pictures))[-1].attachments[0].is_spoiler()


async def test_veil_of_a_file_in_the_modal_is_kept(world: World) -> None:
    picture = await made_there(world)

    await edited(world, picture, file=VEILED, mask=["reference"])

    assert pictures(thread(world.pictures))[-1].attachments[0].is_spoiler()


async def test_veiled_reference_of_a_reply_veils_the_edit(world: World) -> None:
    picture = await made_there(world)

    await world.noor.send(world.pictures, "make it so", reply_to=picture, attachments=[VEILED])

    assert pictures(thread(world.pictures))[-1].attachments[0].is_spoiler()


async def test_large_photo_is_scaled_down(world: World) -> None:
    image = Image.new("RGB", (8192, 6144), "blue")

    result = await world.maya.slash(
        world.pictures, "qwen edit", prompt="make it so", image=("a.jpg", saved(image, "JPEG"))
    )

    assert said(result).startswith("✅ Done")
    assert max(sent(world.emulator, "image").size) <= 4096


async def test_first_edit_in_a_new_thread_says_how_to_go_on(world: World) -> None:
    go_on = "-# Reply to any picture here to change it further."
    picture = await made_there(world)
    await world.noor.send(world.pictures, "make it blue", reply_to=picture)
    await world.noor.send(
        thread(world.pictures), "make it red", reply_to=pictures(thread(world.pictures))[0]
    )
    path = f"/channels/*/messages/{picture.id}/threads"
    world.env.inject_error("POST", path, status=400, code=160004, times=None)
    await world.noor.send(world.pictures, "make it green", reply_to=picture)

    first, second, third = pictures(thread(world.pictures))
    assert first.content.endswith(f"\n{go_on}")
    assert go_on not in second.content
    assert go_on not in third.content


async def test_where_replies_are_off_nobody_is_told_to_reply(open_here: OpenWorld) -> None:
    async with open_here(reply_edits=False) as world:
        await made_there(world)

        await world.noor.slash(world.pictures, "edit", prompt="make it blue")

        [edit] = pictures(thread(world.pictures))
        assert "Reply to any picture" not in edit.content


def archive(world: World, code: int = 50083, times: int | None = 1) -> None:
    """Let Discord refuse a deletion, as in a thread that it has archived."""
    world.env.inject_error("DELETE", "/channels/*/messages/*", status=400, code=code, times=times)


async def test_delete_in_an_archived_thread_opens_it(world: World) -> None:
    await world.maya.send(world.pictures, "make it blue", reply_to=await made_there(world))
    place = thread(world.pictures)
    [edit] = pictures(place)
    archive(world)

    assert await delete_post(world.maya, edit) == "Deleted."
    assert pictures(place) == []
    changes = [
        call.json["archived"]
        for call in world.env.http_requests
        if call.method == "PATCH" and call.json and "archived" in call.json
    ]
    assert changes == [False, True]


async def test_delete_in_a_locked_thread_says_what_to_do(world: World) -> None:
    await world.maya.send(world.pictures, "make it blue", reply_to=await made_there(world))
    place = thread(world.pictures)
    [edit] = pictures(place)
    archive(world, times=None)
    world.env.inject_error("PATCH", f"/channels/{place.id}", status=403, code=50013, times=None)

    answer = await delete_post(world.maya, edit)

    assert "This thread is closed, and I may not open it again." in answer
    assert pictures(place) == [edit]
