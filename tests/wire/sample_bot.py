"""A small bot that uses the fake Discord as Easel does; as a process, it recovers after a kill."""

import asyncio
import io
import os
from pathlib import Path
from typing import Any

import discord
from discord import app_commands


class Note(discord.ui.Modal, title="Note"):
    """A modal with one text field."""

    words: discord.ui.Label["Note"] = discord.ui.Label(
        text="Words", component=discord.ui.TextInput(custom_id="words")
    )

    def __init__(self) -> None:
        super().__init__(timeout=900)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.words.component, discord.ui.TextInput)
        await interaction.response.send_message(self.words.component.value, ephemeral=True)


class Buttons(discord.ui.View):
    """Two buttons that work after a restart."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Again", custom_id="again")
    async def again(
        self, interaction: discord.Interaction, _: discord.ui.Button["Buttons"]
    ) -> None:
        await interaction.response.edit_message(content="again")

    @discord.ui.button(label="Note", custom_id="note")
    async def note(self, interaction: discord.Interaction, _: discord.ui.Button[Any]) -> None:
        await interaction.response.send_modal(Note())


class SampleBot(discord.Client):
    """A bot that answers /paint privately, and posts with the interaction's id as nonce."""

    def __init__(self, ledger: Path | None = None) -> None:
        super().__init__(intents=discord.Intents(4609), guild_ready_timeout=0.01)
        self.ledger = ledger
        self.received: asyncio.Queue[discord.Message] = asyncio.Queue()
        self.interactions: list[discord.Interaction] = []
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="paint", description="Paint")(paint)
        self.tree.add_command(gallery)
        self.tree.context_menu(name="Describe")(describe)

    async def setup_hook(self) -> None:
        self.add_view(Buttons())
        await self.tree.sync()
        if self.ledger is not None and self.ledger.exists():
            for line in self.ledger.read_text().splitlines():
                channel, job = line.split()
                await self.post(int(channel), job)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify again without the five seconds that discord.py would wait."""

    async def on_message(self, message: discord.Message) -> None:
        self.received.put_nowait(message)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.interactions.append(interaction)

    async def post(self, channel: int, job: str, data: bytes = b"picture") -> discord.Message:
        """Send the picture of `job`, with its buttons."""
        destination = self.get_partial_messageable(channel)
        file = discord.File(io.BytesIO(data), "picture.png")
        return await destination.send(f"job {job}", file=file, nonce=job, view=Buttons())


async def paint(
    interaction: discord.Interaction["SampleBot"],
    prompt: str,
    steps: app_commands.Range[int, 1, 50] = 4,
    strength: float = 0.5,
    tiled: bool = False,
    image: discord.Attachment | None = None,
) -> None:
    """Defer, repeat the options, then post."""
    await interaction.response.defer(ephemeral=True)
    size = len(await image.read()) if image else 0
    options = f"{prompt} {steps} {strength} {tiled} {size}"
    await interaction.edit_original_response(content=options)
    assert interaction.channel_id is not None
    if interaction.client.ledger is not None:
        interaction.client.ledger.write_text(f"{interaction.channel_id} {interaction.id}\n")
    await interaction.client.post(interaction.channel_id, str(interaction.id))
    await interaction.followup.send("posted", ephemeral=True)


gallery = app_commands.Group(name="gallery", description="Pictures")


@gallery.command(name="show")
async def show(interaction: discord.Interaction, who: discord.Member, name: str = "all") -> None:
    """Show a member's pictures."""
    await interaction.response.send_message(f"{name} of {who.name}")


@show.autocomplete("name")
async def names(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"{typed}!", value=typed)]


async def describe(interaction: discord.Interaction, message: discord.Message) -> None:
    """Repeat a message to the member."""
    await interaction.response.send_message(message.content, ephemeral=True)


if __name__ == "__main__":
    SampleBot(Path(os.environ["SAMPLE_LEDGER"])).run(os.environ["EASEL_DISCORD_TOKEN"])
