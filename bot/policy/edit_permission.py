"""Permission to edit a picture: it is not hidden, the server allows it, and all owners consent.

It is asked when a request is prepared and again when it is confirmed: a picture may be reported
while a modal is open, or while a question about a price waits.
"""

from bot.errors import UserError
from bot.policy.edits import EditPolicy
from bot.policy.hidden_pictures import HiddenPictures
from bot.policy.server_settings import EditSettings
from bot.storage.jobs import JobStore
from bot.storage.members import MemberStore
from bot.storage.records import Source


class EditPermission:
    """Decides who may edit whose pictures."""

    def __init__(
        self,
        settings: EditSettings,
        members: MemberStore,
        jobs: JobStore,
        hidden: HiddenPictures,
    ) -> None:
        self._settings = settings
        self._members = members
        self._jobs = jobs
        self._hidden = hidden

    async def policy(self, guild_id: int | None) -> EditPolicy:
        """Return the policy in force in a server."""
        return await self._settings.policy(guild_id)

    async def check(
        self, member_id: int, guild_id: int | None, source: Source | None, job_id: int | None = None
    ) -> None:
        """Raise `UserError` if the picture is hidden, or the server or an owner forbids the edit.

        Owners are those of the source, and of every picture that it was made from, as far as they
        are known; with `job_id`, those of the images that are stored with that job, too.
        """
        await self._check_hidden(source, job_id)
        owners = await self._owners(source, job_id) - {member_id}
        if not owners:
            return
        if (await self.policy(guild_id)).owner_only:
            raise UserError("refused-owner-only")
        if await self._members.refusing_edits(owners):
            raise UserError("refused-consent")

    async def _check_hidden(self, source: Source | None, job_id: int | None) -> None:
        shown = {source.message_id} if source is not None else set()
        if job_id is not None and (job := await self._jobs.find(job_id)) and job.message_id:
            shown.add(job.message_id)
        if shown:
            await self._hidden.check_usable(*shown)

    async def _owners(self, source: Source | None, job_id: int | None) -> set[int]:
        owners: set[int] = set()
        if source is not None and source.owner_id is not None:
            owners.add(source.owner_id)
        roots = (job_id, source.job_id if source else None)
        for root in dict.fromkeys(roots):
            if root is not None:
                owners |= await self._jobs.owners_of_chain(root)
        return owners
