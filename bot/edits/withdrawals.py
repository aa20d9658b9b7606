"""Withdrawals of replies: the member deletes the reply, or reacts to it with a cross.

The job is cancelled as long as it waits, and a question about it goes. A reply may be withdrawn
while it is still being taken: its job is cancelled as soon as it exists.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from bot.edits.unclear_replies import UnclearReplies
from bot.intake.confirmation import PriceConfirmation
from bot.jobs.runner import JobRunner

CANCEL = "❌"


class Withdrawals:
    """Cancellation of jobs and questions by the messages that asked for them."""

    def __init__(
        self, runner: JobRunner, unclear: UnclearReplies, confirmation: PriceConfirmation
    ) -> None:
        self._runner = runner
        self._unclear = unclear
        self._confirmation = confirmation
        # By the messages that are being taken: their author, and True once withdrawn.
        self._in_hand: dict[int, tuple[int, bool]] = {}

    @asynccontextmanager
    async def watch(self, message_id: int, member_id: int) -> AsyncIterator[None]:
        """Notice that a message is withdrawn while it is being taken."""
        self._in_hand[message_id] = member_id, False
        try:
            yield
        finally:
            _, is_withdrawn = self._in_hand.pop(message_id)
            if is_withdrawn:
                await self._withdraw(message_id, member_id)

    async def deleted(self, message_ids: Iterable[int]) -> None:
        """Cancel the jobs of messages that were deleted, by whomever."""
        for message_id in message_ids:
            if message_id in self._in_hand:
                self._in_hand[message_id] = self._in_hand[message_id][0], True
            await self._unclear.withdraw(message_id)
            await self._withdraw(message_id)

    async def crossed(self, message_id: int, member_id: int) -> None:
        """Cancel the job of a message whose author has reacted with a cross."""
        if self._in_hand.get(message_id, (0, False))[0] == member_id:
            self._in_hand[message_id] = member_id, True
        elif not await self._withdraw(message_id, member_id):
            return
        await self._unclear.forget_edits(member_id)

    async def _withdraw(self, message_id: int, member_id: int | None = None) -> bool:
        """Return True if there was something to withdraw."""
        return await self._confirmation.withdraw(message_id, member_id) or (
            await self._runner.withdraw(message_id, member_id)
        )
