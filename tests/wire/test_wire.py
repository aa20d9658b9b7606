"""The fake Discord with a real discord.py bot, in this process and in one that is killed."""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest
from PIL import Image

from .discord import WireDiscord, discord_redirected
from .process import BotProcess
from .sample_bot import SampleBot


@pytest.fixture
async def wire() -> AsyncIterator[WireDiscord]:
    async with WireDiscord() as wire:
        with discord_redirected(wire.api, wire.gateway):
            yield wire


@asynccontextmanager
async def running(wire: WireDiscord) -> AsyncIterator[SampleBot]:
    connected = len(wire.gateway_server.live)
    async with SampleBot() as bot:
        task = asyncio.create_task(bot.start(wire.token))
        try:
            await wire.connected(connected + 1)
            async with asyncio.timeout(10):
                await bot.wait_until_ready()
            yield bot
        finally:
            await bot.close()
            await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def bot(wire: WireDiscord) -> AsyncIterator[SampleBot]:
    async with running(wire) as bot:
        yield bot


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (3, 2)).save(buffer, "PNG")
    return buffer.getvalue()


async def test_slash_is_deferred_privately_edited_and_posted(
    wire: WireDiscord, bot: SampleBot
) -> None:
    image = wire.upload(wire.channel, "my cat.png", png())
    options = {"prompt": "a red fox", "steps": 8, "strength": 1.5, "tiled": True, "image": image}
    interaction = await wire.slash(wire.channel, wire.member, "paint", **options)
    await wire.until(lambda: interaction.followups)
    answer = await interaction.answered()
    assert answer.ephemeral
    assert answer.revisions == [f"a red fox 8 1.5 True {len(image.data)}"]
    assert "posted" in interaction.text
    [posted] = wire.messages(wire.channel)
    assert (posted.nonce, posted.attachments[0].data) == (str(interaction.id), b"picture")
    assert interaction.ack_seconds is not None
    assert wire.unknown == []
    [received] = bot.interactions
    assert received.filesize_limit == wire.world.upload_limit
    assert received.app_permissions.attach_files
    assert received.is_guild_integration()


async def test_command_is_refused_as_by_discords_client(wire: WireDiscord, bot: SampleBot) -> None:
    wrong: list[dict[str, Any]] = [{}, {"prompt": 1}, {"prompt": "a", "steps": 51}]
    for options in wrong:
        with pytest.raises(ValueError, match=r"prompt|steps"):
            await wire.slash(wire.channel, wire.member, "paint", **options)
    with pytest.raises(LookupError):
        await wire.slash(wire.channel, wire.member, "paint", prompt="a", colour="red")
    with pytest.raises(LookupError):
        await wire.slash(wire.channel, wire.member, "gallery")
    assert bot.interactions == []


@pytest.mark.usefixtures("bot")
async def test_subcommand_resolves_a_member_and_completes(wire: WireDiscord) -> None:
    shown = await wire.slash(wire.channel, wire.member, "gallery show", who=wire.owner, name="best")
    assert (await shown.answered()).text == "best of olivia"
    typed = await wire.complete(wire.channel, wire.member, "gallery show", "name", name="fo")
    assert typed == [{"name": "fo!", "value": "fo"}]


async def test_enforced_nonce_creates_one_message_for_a_few_minutes(
    wire: WireDiscord, bot: SampleBot
) -> None:
    first, second = [await bot.post(wire.channel.id, "7") for _ in range(2)]
    assert first.id == second.id
    wire.advance(wire.world.nonce_window)
    third = await bot.post(wire.channel.id, "7")
    assert [message.id for message in wire.messages(wire.channel)] == [first.id, third.id]


async def test_history_pages_as_discord_does(wire: WireDiscord, bot: SampleBot) -> None:
    sent = [await bot.post(wire.channel.id, str(number)) for number in range(4)]
    order = {message.id: index for index, message in enumerate(sent)}

    async def ids(**page: Any) -> list[int]:
        messages = await bot.http.logs_from(wire.channel.id, **page)
        return [order[int(message["id"])] for message in messages]

    assert await ids(limit=2) == [3, 2]
    assert await ids(limit=2, after=sent[0].id) == [2, 1]
    assert await ids(limit=2, before=sent[2].id) == [1, 0]
    assert await ids(limit=3, around=sent[1].id) == [2, 1, 0]
    after = [message.content async for message in sent[0].channel.history(after=sent[1])]
    assert after == ["job 2", "job 3"]


async def test_sending_fails_with_discords_codes(wire: WireDiscord, bot: SampleBot) -> None:
    async def code() -> tuple[int, int]:
        with pytest.raises(discord.HTTPException) as error:
            await bot.post(wire.channel.id, "1")
        return error.value.status, error.value.code

    for permission, expected in (
        ("attach_files", 50013),
        ("send_messages", 50013),
        ("view_channel", 50001),
    ):
        wire.deny(wire.channel, permission)
        assert await code() == (403, expected)
        wire.allow(wire.channel)
    wire.world.upload_limit = 3
    assert await code() == (413, 40005)
    wire.world.upload_limit = 8
    wire.remove_bot(wire.guild)
    assert await code() == (403, 50001)
    wire.delete_channel(wire.channel)
    assert await code() == (404, 10003)
    assert wire.messages(wire.channel) == []


async def test_bot_receives_lost_permissions_and_channels(
    wire: WireDiscord, bot: SampleBot
) -> None:
    guild = bot.get_guild(wire.guild.id)
    assert guild is not None
    wire.deny(wire.channel, "send_messages")
    wire.delete_channel(wire.add_channel(wire.guild, "gone"))
    await wire.say(wire.channel, wire.member, f"<@{wire.bot.id}> hello")
    message = await bot.received.get()
    assert message.content.endswith("hello")
    assert not message.channel.permissions_for(guild.me).send_messages
    assert [channel.name for channel in guild.text_channels] == ["pictures"]


async def test_click_updates_the_message_and_a_modal_is_answered(
    wire: WireDiscord, bot: SampleBot
) -> None:
    await bot.post(wire.channel.id, "1")
    [posted] = wire.messages(wire.channel)
    await (await wire.click(posted, posted.buttons["Again"], wire.member)).acked()
    assert posted.revisions == ["job 1", "again"]
    interaction = await (await wire.click(posted, posted.buttons["Note"], wire.member)).acked()
    submitted = await wire.submit(interaction, words="blue")
    assert (await submitted.answered()).text == "blue"


async def test_file_in_a_component_is_not_among_the_attachments(
    wire: WireDiscord, bot: SampleBot
) -> None:
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay("A fox"))
    view.add_item(discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://fox.png")))
    channel = bot.get_partial_messageable(wire.channel.id)
    sent = await channel.send(view=view, file=discord.File(io.BytesIO(png()), "fox.png"))
    assert (sent.attachments, wire.messages(wire.channel)[0].text) == ([], "A fox")
    fetched = await channel.fetch_message(sent.id)
    gallery = next(c for c in fetched.components if isinstance(c, discord.MediaGalleryComponent))
    media = gallery.items[0].media
    assert (media.width, media.height) == (3, 2)
    assert await bot.http.get_from_cdn(media.url) == png()
    wire.world.expire_links()
    with pytest.raises(discord.NotFound):
        await bot.http.get_from_cdn(media.url)


async def test_reply_that_pings_is_readable_without_the_intent(
    wire: WireDiscord, bot: SampleBot
) -> None:
    await bot.post(wire.channel.id, "1")
    [posted] = wire.messages(wire.channel)
    await wire.say(wire.channel, wire.member, "quiet", reply_to=posted, ping=False)
    await wire.say(wire.channel, wire.member, "bluer", reply_to=posted, files={"a.png": png()})
    await wire.say(wire.dm(wire.member), wire.member, "hi")
    messages = [await bot.received.get() for _ in range(4)]
    assert [message.content for message in messages] == ["job 1", "", "bluer", "hi"]
    assert messages[2].attachments[0].filename == "a.png"
    assert messages[2].reference is not None
    assert isinstance(messages[2].reference.resolved, discord.Message)


@pytest.mark.usefixtures("bot")
async def test_context_menu_shows_the_whole_message(wire: WireDiscord) -> None:
    message = await wire.say(wire.channel, wire.member, "only people read this")
    interaction = await wire.menu(message, wire.owner, "Describe")
    assert (await interaction.answered()).text == "only people read this"


@pytest.mark.usefixtures("bot")
async def test_same_event_delivered_twice_is_acknowledged_once(wire: WireDiscord) -> None:
    interaction = await wire.slash(wire.channel, wire.member, "gallery show", who=wire.owner)
    wire.deliver(interaction)
    await wire.until(lambda: interaction.attempts == 2)
    assert len(wire.messages(wire.channel)) == 1
    await wire.until(lambda: wire.calls[-1].status == 400)


async def test_every_connected_bot_receives_an_interaction(
    wire: WireDiscord, bot: SampleBot
) -> None:
    async with running(wire) as other:
        interaction = await wire.slash(wire.channel, wire.member, "gallery show", who=wire.owner)
        await wire.until(lambda: interaction.attempts == 2)
        assert [len(bot.interactions), len(other.interactions)] == [1, 1]
    await wire.connected(1)


async def test_token_expires_after_15_minutes(wire: WireDiscord, bot: SampleBot) -> None:
    interaction = await wire.slash(wire.channel, wire.member, "gallery show", who=wire.owner)
    await interaction.answered()
    await wire.until(lambda: bot.interactions)
    wire.advance(15 * 60 + 1)
    with pytest.raises(discord.HTTPException) as error:
        await bot.interactions[0].edit_original_response(content="late")
    assert (error.value.status, error.value.code) == (401, 50027)


async def test_ephemeral_answer_cannot_be_edited_with_the_bots_token(
    wire: WireDiscord, bot: SampleBot
) -> None:
    interaction = await wire.slash(wire.channel, wire.member, "paint", prompt="a")
    answer = await interaction.answered()
    channel = bot.get_partial_messageable(wire.channel.id)
    with pytest.raises(discord.NotFound) as error:
        await channel.get_partial_message(answer.id).edit(content="x")
    assert error.value.code == 10008
    await wire.until(lambda: interaction.followups)


async def test_rate_limit_and_lost_answer_do_not_post_twice(
    wire: WireDiscord, bot: SampleBot
) -> None:
    wire.fail("POST", "/channels/*/messages", 429)
    wire.fail("POST", "/channels/*/messages", 503, processed=True)
    with pytest.raises(discord.DiscordServerError):
        await bot.post(wire.channel.id, "1")
    await bot.post(wire.channel.id, "1")
    assert len(wire.messages(wire.channel)) == 1


async def test_held_request_takes_effect_late_or_never(wire: WireDiscord, bot: SampleBot) -> None:
    async with wire.held("POST", "/channels/*/messages") as gate:
        lost = asyncio.create_task(bot.post(wire.channel.id, "1"))
        await wire.until(lambda: gate.waiting)
        gate.drop()
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await lost
    assert wire.messages(wire.channel) == []
    async with wire.held("POST", "/channels/*/messages") as gate:
        late = asyncio.create_task(bot.post(wire.channel.id, "2"))
        await wire.until(lambda: gate.waiting)
        assert wire.messages(wire.channel) == []
    assert (await late).id == wire.messages(wire.channel)[0].id


async def test_closed_direct_messages_are_refused(wire: WireDiscord, bot: SampleBot) -> None:
    user = await bot.fetch_user(wire.member.id)
    await user.send("hello")
    assert [message.text for message in wire.messages(wire.dm(wire.member))] == ["hello"]
    wire.member.takes_dms = False
    with pytest.raises(discord.Forbidden) as error:
        await user.send("hello")
    assert error.value.code == 50007


async def test_unknown_route_is_recorded(wire: WireDiscord, bot: SampleBot) -> None:
    with pytest.raises(discord.NotFound):
        await bot.fetch_premium_sticker_packs()
    assert wire.unknown == ["GET /sticker-packs"]


@pytest.mark.usefixtures("bot")
async def test_lost_connection_is_resumed_with_the_missed_events(wire: WireDiscord) -> None:
    await asyncio.gather(
        wire.disconnect(), wire.slash(wire.channel, wire.member, "gallery show", who=wire.owner)
    )
    await wire.until(lambda: wire.interactions[0].original)
    await wire.until(lambda: wire.gateway_server.resumed)
    assert len(wire.messages(wire.channel)) == 1
    assert wire.gateway_server.identified == 1


@pytest.mark.usefixtures("bot")
async def test_bot_identifies_again_when_its_session_is_gone(wire: WireDiscord) -> None:
    wire.gateway_server.resumable = False
    await wire.disconnect()
    await wire.until(lambda: wire.gateway_server.identified == 2)
    interaction = await wire.slash(wire.channel, wire.member, "gallery show", who=wire.owner)
    assert (await interaction.answered()).text == "all of olivia"


async def test_wrong_token_and_privileged_intent_are_refused(wire: WireDiscord) -> None:
    async with discord.Client(intents=discord.Intents.all()) as greedy:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await greedy.start(wire.token)
    async with discord.Client(intents=discord.Intents.none()) as stranger:
        with pytest.raises(discord.LoginFailure):
            await stranger.start("wrong")


async def test_until_lists_the_last_requests_on_timeout(wire: WireDiscord) -> None:
    with pytest.raises(TimeoutError, match="last requests"):
        await wire.until(lambda: False, timeout=0.01)


async def test_killed_bot_starts_again_and_posts_once(wire: WireDiscord, tmp_path: Path) -> None:
    environment = wire.patch_environment() | {"SAMPLE_LEDGER": str(tmp_path / "ledger")}
    async with BotProcess(environment, tmp_path / "log", "tests.wire.sample_bot") as process:
        await wire.connected()
        async with wire.held("POST", "/channels/*/messages", "after") as gate:
            interaction = await wire.slash(wire.channel, wire.member, "paint", prompt="a")
            await wire.until(lambda: gate.waiting)
            await process.kill()
            await wire.connected(0)
        await process.start()
        await wire.connected()
        posts = [call.status for call in wire.calls if call.path.endswith("/messages")]
        assert posts == [200, 200]
        nonces = [message.nonce for message in wire.messages(wire.channel)]
        assert nonces == [str(interaction.id)]
        assert await process.terminate() != 0
    assert wire.unknown == []
