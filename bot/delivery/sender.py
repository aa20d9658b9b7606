"""Sends of one parcel, one for each way to the member."""

from collections.abc import Awaitable, Callable
from typing import assert_never

import discord

from bot.delivery.captions import private_text
from bot.delivery.interaction_edit import edit_answer
from bot.delivery.parcel import Parcel
from bot.delivery.refusals import WayClosedError
from bot.delivery.rest_client import RestClient
from bot.delivery.targets import Targets, Way
from bot.delivery.threads import Opened, ThreadMaker
from bot.storage.records import Job, Posted
from bot.texts import Texts

TakesReplies = Callable[[Job], Awaitable[bool]]
"""Tells whether replies to pictures are edits where a job was asked for."""


class Sender:
    """Opens a way, and sends by it. Raises `WayClosedError`, and as `RestClient` does."""

    def __init__(
        self, rest: RestClient, targets: Targets, threads: ThreadMaker, takes_replies: TakesReplies
    ) -> None:
        self._rest = rest
        self._targets = targets
        self._threads = threads
        self._takes_replies = takes_replies

    async def open(self, way: Way, job: Job, prompt: str, texts: Texts) -> Opened:
        """Return the channel to send to; the private answer has none."""
        destination = job.destination
        match way:
            case "thread":
                name = texts.say("thread-hidden") if destination.spoiler else prompt
                return await self._threads.open(destination, name)
            case "place":
                return Opened(destination.channel_id)
            case "answer":
                self._token(job)
                return Opened(None)
            case "direct":
                return Opened(await self._rest.open_direct_messages(job.member_id))
            case _:
                assert_never(way)

    async def send(self, way: Way, opened: Opened, parcel: Parcel, timeout_at: float) -> Posted:
        """Send the parcel, until `timeout_at` on the loop's clock."""
        channel_id = opened.channel_id
        if channel_id is None:
            return await self._answer(parcel, timeout_at)
        destination, text, replied = parcel.job.destination, parcel.text, None
        match way:
            case "thread":
                replied = destination.reply_to
                if opened.is_new_thread and await self._takes_replies(parcel.job):
                    text = f"{text}\n{parcel.texts.say('post-go-on')}"
            case "place":
                replied = destination.thread_of or destination.reply_to
                if destination.thread_of:
                    text = f"{text}\n{parcel.texts.say('post-no-thread')}"
            case _:
                key = "post-direct-private" if destination.private else "post-direct"
                why = parcel.texts.say(key, channel=str(destination.asked_in))
                text = f"{text}\n{why}"
        mentions = self._targets.client.allowed_mentions
        if parcel.mentions_member:
            member = discord.Object(parcel.job.member_id)
            mentions = discord.AllowedMentions(
                everyone=False, roles=False, users=[member], replied_user=False
            )
        with parcel.with_text(text).message(channel_id, replied, mentions) as parameters:
            message_id = await self._rest.send_message(channel_id, parameters, timeout_at)
        return Posted(channel_id, message_id, len(parcel.pictures))

    async def _answer(self, parcel: Parcel, timeout_at: float) -> Posted:
        """Put the parcel into the private answer: done twice, it is still there once."""
        job = parcel.job
        words = parcel.with_text(f"{private_text(parcel.texts, job.destination)}\n{parcel.text}")
        async with self._rest.limit_until(timeout_at):
            message_id = await edit_answer(
                self._targets.client,
                self._token(job),
                words.content,
                view=words.view(deletable=False),
                files=words.files(),
            )
        return Posted(None, message_id, len(parcel.pictures))

    def _token(self, job: Job) -> str:
        token = self._targets.token(job)
        if token is None:
            raise WayClosedError("its token has expired")
        return token
