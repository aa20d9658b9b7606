"""`/easel words`, and requests that contain one of them."""

import importlib
import threading
from collections.abc import Callable
from typing import Any

import pytest
from simcord import MemberActor

from bot.storage.audit import AuditStore, Entry
from bot.storage.words import WordStore
from sandbox.world import World
from tests.e2e.conftest import entry, said

pytestmark = pytest.mark.slow

EMPTY = "The list is empty: prompts can contain any word. `/easel words add` adds one."
NOT_YOURS = "⚠️ Only members who can manage this server can use this command."
REFUSED = (
    "⚠️ Prompts in this server can't contain “||{}||”. Please try other words. "
    "This didn't use up any of your limit."
)


async def words(world: World, command: str, **options: str) -> str:
    """What a part of the command tells who manages the server."""
    return said(await world.noor.slash(world.pictures, f"easel words {command}", **options))


async def offered(world: World, member: MemberActor, typed: str) -> list[str]:
    """What is suggested to a member who types into the option of `remove`."""
    choices = await member.autocomplete(world.pictures, "easel words remove", "word", typed)
    return [choice["value"] for choice in choices]


async def changes(world: World) -> list[Entry]:
    return await AuditStore(world.database).newest(world.guild.id, 99)


async def put(world: World, *listed: str) -> None:
    for word in listed:
        await WordStore(world.database).add(word, entry(world))


async def open_to_maya(world: World) -> None:
    """The server has opened the command to this member, which Discord lets it do."""
    [command] = [one for one in await world.bot.tree.fetch_commands() if one.name == "easel"]
    world.guild.set_command_permissions(command, {world.maya: True})


async def test_request_with_a_listed_word_is_refused_and_others_are_made(world: World) -> None:
    assert await words(world, "add", word="fox") == (
        "Prompts with “fox” in them are refused from now on. Words on the list: 1."
    )

    refused = await world.maya.slash(world.pictures, "flux", prompt="A red F\u200bOX!")
    taken = await world.maya.slash(world.pictures, "flux", prompt="a foxglove")

    assert said(refused) == REFUSED.format("fox")
    assert said(taken).startswith("✅ Done")
    assert len(world.emulator.submits) == 1


async def test_word_that_is_removed_is_allowed_again(world: World) -> None:
    await words(world, "add", word="Fox")

    assert await words(world, "remove", word="fox") == (
        "“Fox” is off the list, so prompts can contain it again. Words on the list: 0."
    )
    taken = await world.maya.slash(world.pictures, "flux", prompt="a red fox")

    assert said(taken).startswith("✅ Done")
    assert await words(world, "list") == EMPTY


async def test_each_change_is_on_record_and_nothing_else_is(world: World) -> None:
    await words(world, "add", word="  red \n fox ")
    await words(world, "add", word="RED FOX")
    await words(world, "remove", word="owl")
    await words(world, "list")
    await words(world, "test", text="a red fox")
    await words(world, "remove", word="Red-Fox")

    removed, added = await changes(world)
    assert (added.action, added.facts) == ("words add", {"word": "red fox"})
    assert (removed.action, removed.facts) == ("words remove", {"word": "red fox"})
    assert {added.member_id, removed.member_id} == {world.noor.id}


async def test_list_is_in_order_and_shows_words_as_they_are(world: World) -> None:
    await put(world, "owl", "a*b*", "<@1>")

    assert (await words(world, "list")).splitlines() == [
        "**Words that prompts can't contain in this server** (3)",
        "• \\<@1>",
        "• a\\*b\\*",
        "• owl",
    ]


async def test_list_that_is_too_long_for_a_message_comes_as_a_file(world: World) -> None:
    listed = [f"word number {n}" for n in range(100, 250)]
    await put(world, *listed)

    result = await world.noor.slash(world.pictures, "easel words list")

    assert said(result) == "**Words that prompts can't contain in this server** (150)"
    [file] = result.response.attachments
    assert file.filename == "words.txt"
    assert (await file.read()).decode().splitlines() == listed


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("a Red\nFOX", "🚫 This contains “red fox”, so it would be refused."),
        ("a red, foxy lady", "✅ This contains nothing from the list, so it would be accepted."),
    ],
)
async def test_a_text_can_be_tried(world: World, text: str, answer: str) -> None:
    await put(world, "owl", "red fox")

    assert await words(world, "test", text=text) == answer


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("...", "There's no letter, digit or symbol in that to look for. Please give a word."),
        ("FOX*", "“fox” is already on the list."),
    ],
)
async def test_word_that_adds_nothing_is_refused(world: World, word: str, why: str) -> None:
    await put(world, "fox")

    assert await words(world, "add", word=word) == f"⚠️ {why}"
    assert await WordStore(world.database).of(world.guild.id) == ["fox"]


async def test_list_has_room_for_500_words(world: World) -> None:
    await put(world, *(f"w{n}" for n in range(499)))

    assert (await words(world, "add", word="the last")).endswith("Words on the list: 500.")
    assert await words(world, "add", word="one more") == (
        "⚠️ The list is full with 500 words. Please remove one first."
    )


async def test_word_that_is_not_listed_cannot_be_removed(world: World) -> None:
    assert await words(world, "remove", word="o*w*l") == (
        "⚠️ “o\\*w\\*l” isn't on the list; `/easel words list` shows what is."
    )


async def test_words_to_remove_are_suggested_as_they_are_typed(world: World) -> None:
    await put(world, "Red Fox", "owl", *(f"w{n}" for n in range(10, 40)))

    assert await offered(world, world.noor, "rED f") == ["Red Fox"]
    assert await offered(world, world.noor, "zebra") == []
    assert len(await offered(world, world.noor, "")) == 25


async def test_words_are_the_servers_own(world: World) -> None:
    await WordStore(world.database).add("fox", Entry(1, world.noor.id, world.env.now(), "by hand"))

    taken = await world.maya.slash(world.pictures, "flux", prompt="a red fox")

    assert said(taken).startswith("✅ Done")
    assert await words(world, "list") == EMPTY


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("add", {"word": "owl"}),
        ("remove", {"word": "fox"}),
        ("list", {}),
        ("test", {"text": "a fox"}),
    ],
)
async def test_member_who_may_not_manage_the_server_changes_and_sees_nothing(
    world: World, command: str, options: dict[str, Any]
) -> None:
    await put(world, "fox")
    await open_to_maya(world)

    result = await world.maya.slash(world.pictures, f"easel words {command}", **options)

    assert said(result) == NOT_YOURS
    assert await offered(world, world.maya, "fo") == []
    assert await WordStore(world.database).of(world.guild.id) == ["fox"]
    assert len(await changes(world)) == 1


@pytest.mark.parametrize("worn", ["fоx", "🅵🅾🆇", "ꜰᴏx", "🇫🇴🇽", "f\u200box"])
async def test_word_in_other_clothes_is_found(world: World, worn: str) -> None:
    await put(world, "fox")

    refused = await world.maya.slash(world.pictures, "flux", prompt=f"an owl, {worn}")

    assert said(refused) == REFUSED.format("fox")
    assert world.emulator.submits == []
    assert (
        await words(world, "test", text=worn) == "🚫 This contains “fox”, so it would be refused."
    )


async def test_word_in_tags_is_found_when_it_is_tried_and_never_sent(world: World) -> None:
    await put(world, "fox")
    tagged = "".join(chr(0xE0000 + ord(letter)) for letter in "fox")

    await world.maya.slash(world.pictures, "flux", prompt=f"an owl{tagged}")

    assert world.emulator.submits[-1].body["prompt"] == "an owl"
    assert (await words(world, "test", text=tagged)).startswith("🚫 This contains “fox”")


async def test_list_is_looked_through_off_the_event_loop(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(world, "fox", "owl")
    threads: set[str] = set()

    def noted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            threads.add(threading.current_thread().name)
            return function(*args)

        return call

    # discord.py imports the parts of a cog anew for every bot.
    admin_words = importlib.import_module("cogs.easel.words")
    for name in ("spellings", "found"):
        monkeypatch.setattr(admin_words, name, noted(getattr(admin_words, name)))
    await words(world, "add", word="dog")
    await words(world, "remove", word="dog")
    await words(world, "test", text="a fox")
    assert await offered(world, world.noor, "o") == ["fox", "owl"]

    assert threads
    assert threading.main_thread().name not in threads
