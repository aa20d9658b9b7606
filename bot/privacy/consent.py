"""Choices of members: consent to edits of their pictures by others, and mentions."""

from bot.storage.members import MemberStore
from bot.storage.showcases import ShowcaseStore


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


class MemberSettings:
    """Members' choices about how the bot speaks to them, and where it shows their pictures.

    They apply in every server.
    """

    def __init__(self, members: MemberStore, showcases: ShowcaseStore) -> None:
        self._members = members
        self._showcases = showcases

    async def is_mentioned(self, member_id: int) -> bool:
        """Return True if a member is mentioned with pictures that took long."""
        return (await self._members.choices(member_id)).mention_when_slow

    async def set_mentioned(self, member_id: int, *, mentioned: bool) -> None:
        """Store the choice of a member."""
        await self._members.set_mention_when_slow(member_id, mentioned)

    async def is_shown(self, member_id: int) -> bool:
        """Return True if a member's pictures may be shown in showcases."""
        return (await self._members.choices(member_id)).in_showcases

    async def set_shown(self, member_id: int, *, shown: bool) -> None:
        """Store the choice of a member; after a no, what was shown is taken out."""
        await self._showcases.set_consent(member_id, shown=shown)
