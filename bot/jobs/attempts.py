"""Bounds of what fails: attempts an hour, a pause after declines, and stored bytes."""

from datetime import datetime, timedelta

from bot.common.clock import unix_seconds
from bot.errors import UserError
from bot.limits.spender import Spender
from bot.settings import Settings
from bot.storage.acceptance import Acceptance, AcceptanceState, LedgerView
from bot.storage.attempts import Declines


class AttemptBounds:
    """Bounds beside the limits: what fails counts nothing there, but must not be free of an end."""

    def __init__(self, settings: Settings) -> None:
        self._max_failed = settings.failed_requests_per_hour
        self._max_declines = settings.pause_after_declines
        self._pause = timedelta(seconds=settings.decline_pause)
        self._max_bytes_each = settings.stored_input_bytes_per_member
        self._max_bytes = settings.stored_input_bytes

    def check(
        self, ledger: LedgerView, state: AcceptanceState, spender: Spender, now: datetime
    ) -> None:
        """Raise `UserError` for a member whose requests have failed too often.

        Unfinished jobs of a member with failed ones count, since they may fail as well.
        """
        if state.failed and state.failed + state.load.member >= self._max_failed:
            raise UserError("refused-failed-often", failed=state.failed)
        if not self._max_declines or state.failed < self._max_declines:
            return
        declines = ledger.declines(spender.member_id, now)
        until = self.pause_end(declines)
        if until is not None and until > now:
            raise UserError(
                "refused-declined-often", declined=declines.count, until=unix_seconds(until)
            )

    def pause_end(self, declines: Declines) -> datetime | None:
        """Return the end of the pause after so many declines in a row, None if there is none."""
        if not self._max_declines or declines.count < self._max_declines or declines.last is None:
            return None
        return declines.last + self._pause

    def make_room(self, acceptance: Acceptance, member_id: int, size: int) -> None:
        """Raise `UserError` if images of so many bytes find no room.

        Those of the member's own ended jobs give way. Those of others do so only if their jobs have
        failed: they are kept for another try alone.
        """
        if acceptance.stored_bytes(member_id) + size > self._max_bytes_each:
            acceptance.free_inputs(member_id)
            if acceptance.stored_bytes(member_id) + size > self._max_bytes_each:
                raise UserError("refused-stored-mine")
        if acceptance.stored_bytes() + size > self._max_bytes:
            acceptance.free_failed_inputs()
        if acceptance.stored_bytes() + size > self._max_bytes:
            raise UserError("refused-stored-all")
