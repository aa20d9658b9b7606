"""Ways to those who run the bot."""

from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot.alerts.channels import NotToldError, OwnerMessages, WebhookMessages, channel_of

HOOK = f"https://discord.com/api/webhooks/{10**17}/{'t' * 68}"


class Client:
    """A client whose application has these owners, some of whom take no direct messages."""

    def __init__(self, application: Any, closed: tuple[int, ...] = ()) -> None:
        self._application = application
        self._closed = closed
        self.messages: list[tuple[int, str]] = []

    async def application_info(self) -> Any:
        if isinstance(self._application, Exception):
            raise self._application
        return self._application

    async def create_dm(self, owner: Any) -> Any:
        async def send(text: str, *, suppress_embeds: bool, nonce: str) -> None:
            assert suppress_embeds
            assert 0 < len(nonce) <= 25
            if owner.id in self._closed:
                raise forbidden()
            self.messages.append((owner.id, text))

        return SimpleNamespace(send=send)


def forbidden() -> discord.Forbidden:
    response: Any = SimpleNamespace(status=403, reason="Forbidden")
    return discord.Forbidden(response, {"code": 50007, "message": "Cannot send messages"})


def member(number: int, role: str, state: str = "accepted") -> Any:
    return SimpleNamespace(
        id=number,
        role=discord.TeamMemberRole[role],
        membership_state=discord.TeamMembershipState[state],
    )


TEAM = SimpleNamespace(
    team=SimpleNamespace(
        owner_id=1,
        members=[
            member(1, "developer"),
            member(2, "admin"),
            member(3, "admin", "invited"),
            member(4, "read_only"),
            member(5, "developer"),
        ],
    )
)
ALONE = SimpleNamespace(team=None, owner=SimpleNamespace(id=9))


def messages(client: Client) -> OwnerMessages:
    seen: Any = client
    return OwnerMessages(seen)


@pytest.mark.parametrize(("application", "owners"), [(ALONE, [9]), (TEAM, [1, 2])])
async def test_owner_or_owner_and_administrators_of_the_team_are_told(
    application: Any, owners: list[int]
) -> None:
    client = Client(application)
    await messages(client).send("It is broken.")
    assert client.messages == [(owner, "It is broken.") for owner in owners]


async def test_one_of_a_team_is_enough() -> None:
    client = Client(TEAM, closed=(1,))
    await messages(client).send("It is broken.")
    assert client.messages == [(2, "It is broken.")]


@pytest.mark.parametrize(
    "client",
    [
        Client(TEAM, closed=(1, 2)),
        Client(ALONE, closed=(9,)),
        Client(forbidden()),
        Client(aiohttp.ClientConnectionError("gone")),
        Client(SimpleNamespace(team=SimpleNamespace(owner_id=1, members=[]))),
    ],
)
async def test_nobody_is_an_error(client: Client) -> None:
    with pytest.raises(NotToldError):
        await messages(client).send("It is broken.")


def test_channel_is_that_of_the_setting() -> None:
    client: Any = None
    assert channel_of(client, "off") is None
    assert isinstance(channel_of(client, "owner"), OwnerMessages)
    assert isinstance(channel_of(client, HOOK), WebhookMessages)
