"""*Send to me*: the files of a member's own picture, by direct message."""

import discord

from bot.common.busy import Busy
from bot.common.markdown import one_line
from bot.delivery.direct_copies import DirectCopies
from bot.errors import UserError
from bot.posts.own_pictures import OwnPictures
from bot.storage.records import Job
from bot.texts import Languages, Texts
from bot.ui.links import posted_link
from bot.ui.responses import acknowledge, answer

_MAX_PROMPT = 600


class SendService:
    """Sends originals while there are any, and else the files that were posted."""

    def __init__(self, own: OwnPictures, copies: DirectCopies, languages: Languages) -> None:
        self._own = own
        self._copies = copies
        self._languages = languages
        self._busy = Busy()

    async def send(self, interaction: discord.Interaction, job_id: int) -> None:
        """Send the pictures of a job to its member, and say which files; raises `UserError`."""
        await acknowledge(interaction)
        job = await self._own.job(interaction, job_id)
        with self._busy.claim(job_id) as claimed:
            if not claimed:
                raise UserError("refused-send-busy")
            outcome, are_originals = await self._own.originals(interaction, job)
            texts = self._languages.of(interaction.locale.value)
            as_they_came = await self._copies.send(
                job, outcome.pictures, _words(texts, job), f"dm{interaction.id}"
            )
        key = "sent-smaller"
        if as_they_came:
            key = "sent-originals" if are_originals else "sent-posted"
        await answer(interaction, texts.say(key, pictures=len(outcome.pictures)))


def _words(texts: Texts, job: Job) -> str:
    prompt = f"**{one_line(job.prompt, _MAX_PROMPT)}**"
    shown = f"||{prompt}||" if job.destination.spoiler else prompt
    link = posted_link(job)
    return f"{shown}\n{texts.say('sent-from', link=link)}" if link else shown
