"""Permission to edit a picture: the server's policy, and the consent of the picture's owner."""

from bot.errors import UserError
from bot.policy.edits import EditPolicy
from bot.policy.server_settings import EditSettings
from bot.storage.members import MemberStore


class EditPermission:
    """Decides who may edit whose pictures."""

    def __init__(self, settings: EditSettings, members: MemberStore) -> None:
        self._settings = settings
        self._members = members

    async def policy(self, guild_id: int | None) -> EditPolicy:
        """Return the policy in force in a server."""
        return await self._settings.policy(guild_id)

    async def check(self, member_id: int, owner_id: int, policy: EditPolicy) -> None:
        """Raise `UserError` if the server or the owner does not let the member edit."""
        if member_id == owner_id:
            return
        if policy.owner_only:
            raise UserError("refused-owner-only")
        if await self._members.refusing_edits([owner_id]):
            raise UserError("refused-consent")
