"""*Show everyone*: the comparison of an edit in the channel of the edit, once.

The edit's row says whether there is a message. Where nobody knows, since the process died or
Discord did not answer, it is looked for among the newest messages. The nonce guards the minutes
before it can be found.
"""

import logging

import discord

from bot.common.busy import Busy
from bot.delivery.refusals import is_refusal
from bot.errors import UserError
from bot.policy.hidden_pictures import HiddenPictures
from bot.posts.comparison import ComparisonMaker, is_seen_by_others
from bot.posts.pressed import pressed_job
from bot.posts.public_place import PublicPlace, check_permissions
from bot.storage.jobs import JobStore
from bot.storage.public_posts import PublicPostStore
from bot.storage.records import Job
from bot.texts import Languages
from bot.ui.components import compared_view
from bot.ui.links import member_mention, message_link
from bot.ui.locales import server_locale
from bot.ui.messages import comparison_of
from bot.ui.responses import acknowledge_press, answer
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

MAX_SEARCHED = 1000
"""Messages that are looked through for one that was perhaps posted."""

Place = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread


class ComparisonPublisher:
    """Publisher of comparisons, for everyone who sees the edits."""

    def __init__(
        self,
        jobs: JobStore,
        posts: PublicPostStore,
        maker: ComparisonMaker,
        hidden: HiddenPictures,
        place: PublicPlace,
        languages: Languages,
    ) -> None:
        self._jobs = jobs
        self._posts = posts
        self._maker = maker
        self._hidden = hidden
        self._place = place
        self._languages = languages
        self._busy = Busy()

    async def show(self, interaction: discord.Interaction, job_id: int) -> None:
        """Post the comparison, unless it is there already; raises `UserError`."""
        check_permissions(interaction)
        await acknowledge_press(interaction)
        job = await pressed_job(self._jobs, self._hidden, interaction, job_id, beside=True)
        channel = interaction.channel
        if not is_seen_by_others(interaction, job) or not isinstance(channel, Place):
            raise UserError("refused-button")
        await self._place.check(interaction, job)
        with self._busy.claim(job_id) as claimed:
            if not claimed:
                raise UserError("refused-comparison-busy")
            message_id, key = await self._post_once(interaction, channel, job)
        texts = self._languages.of(interaction.locale.value)
        link = message_link(interaction.guild_id, channel.id, message_id)
        await answer(interaction, texts.say(key, link=link))

    async def _post_once(
        self, interaction: discord.Interaction, channel: Place, job: Job
    ) -> tuple[int, str]:
        """Return the id of the message, and the key of the text that says how it got there."""
        if deleted := await self._posts.comparison(job.id):
            if await _is_there(channel, deleted):
                return deleted, "comparison-there"
            await self._posts.drop_comparison(job.id, deleted)
        edit = await _edit(channel, job)
        is_first = await self._posts.begin_comparison(job.id)
        found = None if is_first else await self._find(channel, job, edit)
        key = "comparison-shown" if found is None else "comparison-there"
        # Of a message that was deleted, the nonce may still be taken.
        nonce = f"ba-{deleted or job.id}"
        message_id = found or await self._post(interaction, channel, job, edit, nonce)
        await self._posts.keep_comparison(job.id, message_id)
        return message_id, key

    async def _post(
        self,
        interaction: discord.Interaction,
        channel: Place,
        job: Job,
        edit: discord.Message,
        nonce: str,
    ) -> int:
        texts = self._languages.of(server_locale(channel.guild))
        try:
            made = await self._maker.make(interaction, job, edit, texts)
            member = member_mention(interaction.user.id)
            words = texts.say("comparison-public", link=edit.jump_url, member=member)
            message = await channel.send(
                f"{made.description}\n{words}",
                file=made.file(),
                view=compared_view(texts, job.id),
                # For some minutes Discord answers a second message of this nonce with the first.
                nonce=nonce,
                suppress_embeds=True,
            )
        except UserError:
            # Nothing was sent yet.
            await self._posts.drop_comparison(job.id)
            raise
        except (discord.HTTPException, *TRANSIENT) as error:
            log.warning("job %s: its comparison is not posted: %s", job.id, error)
            if is_refusal(error):
                await self._posts.drop_comparison(job.id)
            raise UserError("refused-comparison-post") from error
        return message.id

    async def _find(self, channel: Place, job: Job, edit: discord.Message) -> int | None:
        """Return the message that was perhaps posted; raises `UserError` if nobody can tell."""
        searched = 0
        try:
            async for message in channel.history(
                limit=MAX_SEARCHED, after=edit, oldest_first=False
            ):
                searched += 1
                if message.author.id == edit.author.id and comparison_of(message) == job.id:
                    return message.id
        except (discord.HTTPException, *TRANSIENT) as error:
            raise UserError("refused-comparison-unsure") from error
        if searched == MAX_SEARCHED:
            raise UserError("refused-comparison-unsure")
        return None


async def _edit(channel: Place, job: Job) -> discord.Message:
    """Return the post of an edit as it is now; raises `UserError` if it is gone."""
    try:
        return await channel.fetch_message(job.message_id or 0)
    except discord.HTTPException as error:
        if is_refusal(error):
            raise UserError("refused-comparison") from None
        raise


async def _is_there(channel: Place, message_id: int) -> bool:
    """Return True unless the message was deleted."""
    try:
        await channel.fetch_message(message_id)
    except discord.NotFound:
        return False
    except discord.HTTPException as error:
        if not is_refusal(error):
            raise
    return True
