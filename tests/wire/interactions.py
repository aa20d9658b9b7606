"""Interactions: the event that the bot receives, and the answer that the member sees."""

import secrets
from typing import Any

from .changes import Changes
from .errors import JSON, refuse
from .payloads import channel_json, member_json, message_json, user_json
from .state import Channel, Message, User, World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
TOKEN_LIFE = 15 * 60


class Interaction:
    """A command, click, autocomplete or submitted modal of a member, and its answers."""

    def __init__(
        self,
        world: World,
        changes: Changes,
        kind: int,
        channel: Channel,
        user: User,
        data: JSON,
        source: Message | None = None,
    ) -> None:
        self._world, self._changes = world, changes
        self.id = world.snowflake()
        self.token = secrets.token_urlsafe(48)
        self.kind, self.channel, self.user, self.source = kind, channel, user, source
        self._created_at = world.now()
        # The callback's type after the acknowledgement, its delay, and the number of attempts.
        self.response: int | None = None
        self.ack_seconds: float | None = None
        self.attempts = 0
        self.message: Message | None = None
        self.followups: list[Message] = []
        self.modal: JSON | None = None
        self.choices: list[JSON] | None = None
        self.payload = self._payload(data)

    @property
    def age(self) -> float:
        """Return the seconds since the member acted, on Discord's clock."""
        return self._world.now() - self._created_at

    @property
    def original(self) -> Message | None:
        """Return the answer (@original) as it is now; None before it exists and once deleted."""
        missing = self.message is None or self.message.deleted
        return None if missing else self.message

    @property
    def text(self) -> str:
        """Return the texts of the answer and the follow-ups as they are now."""
        messages = [self.original, *self.followups]
        return "\n".join(m.text for m in messages if m is not None and not m.deleted)

    async def acked(self, timeout: float = 10) -> "Interaction":  # noqa: ASYNC109
        """Wait for the acknowledgement; raises TimeoutError after `timeout` seconds."""
        await self._changes.until(lambda: self.response is not None, timeout)
        return self

    async def answered(self, timeout: float = 10) -> Message:  # noqa: ASYNC109
        """Wait for an answer that is no longer "thinking", and return it."""
        await self._changes.until(
            lambda: self.original is not None and not self.original.thinking, timeout
        )
        if self.original is None:
            raise LookupError("the answer was deleted")
        return self.original

    def acknowledge(self, response: int, deadline: float) -> None:
        """Record the callback; raises ApiError 40060 for a second one, 10062 for a late one."""
        self.attempts += 1
        if self.response is not None:
            raise refuse(40060)
        if self.age > deadline:
            raise refuse(10062)
        self.response, self.ack_seconds = response, self.age

    def require_token(self) -> None:
        """Raise ApiError 50027 after the token's 15 minutes, or 10015 before the callback."""
        if self.age > TOKEN_LIFE:
            raise refuse(50027)
        if self.response is None:
            raise refuse(10015)

    @property
    def metadata(self) -> JSON:
        """Return the interaction_metadata of the messages that answer this interaction."""
        shape: JSON = {
            "id": str(self.id),
            "type": self.kind,
            "user": user_json(self.user),
            "authorizing_integration_owners": self._owners,
        }
        if self.kind == COMPONENT and self.source is not None:
            shape["interacted_message_id"] = str(self.source.id)
        return shape

    @property
    def _owners(self) -> JSON:
        return {"0": str(self.channel.guild.id) if self.channel.guild else "0"}

    def _payload(self, data: JSON) -> JSON:
        guild = self.channel.guild
        shape: JSON = {
            "id": str(self.id),
            "application_id": str(self._world.application_id),
            "type": self.kind,
            "token": self.token,
            "version": 1,
            "data": data,
            "channel_id": str(self.channel.id),
            "channel": channel_json(self.channel),
            "app_permissions": str(self.channel.permissions(self._world.bot)),
            "locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": self._owners,
            "context": 0 if guild else 1,
            "attachment_size_limit": self._world.upload_limit,
        }
        if self.source is not None:
            shape["message"] = message_json(self._world, self.source, content_intent=True)
        return shape | self._member()

    def _member(self) -> dict[str, Any]:
        guild = self.channel.guild
        if guild is None:
            return {"user": user_json(self.user)}
        permissions = str(self.channel.permissions(self.user))
        return {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
            "guild_locale": guild.locale,
            "member": member_json(guild, self.user) | {"permissions": permissions},
            "channel": channel_json(self.channel) | {"permissions": permissions},
        }
