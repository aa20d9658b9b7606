"""Consent of members to edits of their pictures by others."""

from bot.storage.members import MemberStore


class Consent:
    """Members' choices, which apply in every server; without a choice, others may edit."""

    def __init__(self, members: MemberStore) -> None:
        self._members = members

    async def given(self, member_id: int) -> bool:
        """Return True if others may edit the pictures of a member."""
        return member_id not in await self._members.refusing_edits([member_id])

    async def set(self, member_id: int, *, given: bool) -> None:
        """Store the choice of a member."""
        await self._members.set_lets_others_edit(member_id, given)
