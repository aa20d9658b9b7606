"""Answers to interactions: acknowledge, answer, refuse.

Discord may have taken a response though its answer was lost, and an earlier process may have sent
one. So a response is tried once more, and "already acknowledged" means that Discord has it: from
then on the interaction is answered by its token, whatever discord.py believes.
"""

import asyncio
import io
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import discord

from bot.errors import UserError, explain, sentence
from bot.texts import Languages
from bot.ui.handed_back import FILE_NAME, typed_words, with_words
from bot.ui.transient_errors import TRANSIENT, is_transient

log = logging.getLogger(__name__)

RESPONSE_TIMEOUT = 1.4
"""Seconds for one of two tries of the first response: Discord waits for 3 in all."""
RETRY_AFTER = 0.9
"""Seconds that discord.py pauses, at least, before it repeats a response by itself."""
ELSEWHERE_PAUSE = 1.0
"""Seconds in which another process that was first has said something."""
EDIT_TIMEOUT = 30.0
ANSWER_PAUSES = (1.0, 2.0, 4.0, 8.0)
"""Seconds between the tries of an answer: together far less than the life of a token."""
_ACKNOWLEDGED_ALREADY = 40060
_STATE = "easel_response"
_HANDED_BACK = "easel_handed_back"
_IS_DOUBTFUL = "easel_doubtful"
_APART = "easel_apart"


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file to attach to an answer."""

    name: str
    content: bytes = field(repr=False)

    def to_discord(self) -> discord.File:
        """Return what discord.py sends, once: it is used up by a try."""
        return discord.File(io.BytesIO(self.content), self.name)


class _Response(Enum):
    """The first response to an interaction, as far as this process knows."""

    OURS = "ours"
    SENT_BEFORE = "sent before"


def hand_back(interaction: discord.Interaction, words: str, view: discord.ui.View | None) -> None:
    """Let a refusal of this interaction have these words, and buttons for what was asked."""
    interaction.extras[_HANDED_BACK] = words, view


def is_handed_back(interaction: discord.Interaction) -> bool:
    """Return True if a refusal of this interaction has words and buttons already."""
    return _HANDED_BACK in interaction.extras


def answer_apart(interaction: discord.Interaction) -> None:
    """Let the next answer be a message of its own, so that the one with the button stays."""
    interaction.extras[_APART] = True


async def refuse(
    interaction: discord.Interaction,
    languages: Languages,
    error: BaseException,
    view: discord.ui.View | None = None,
    *,
    for_picture: bool = False,
    beside: bool = False,
) -> None:
    """Say why a command or a click was not taken.

    For a request `for_picture` it is also said that it used nothing of the member's limit, and the
    member's words are handed back. So are those that `hand_back` has kept. It is said `beside` a
    message whose press was acknowledged, so that the message stays.
    """
    if await _is_taken_elsewhere(interaction):
        log.info("interaction %s: another process answers it", interaction.id)
        return
    if isinstance(error, UserError):
        log.info("interaction %s: refused, %s", interaction.id, error.reason.key)
    else:
        log.error("interaction %s: failed", interaction.id, exc_info=error)
    texts = languages.of(interaction.locale.value)
    key = "refused" if for_picture else "refused-uncounted"
    text, file = texts.say(key, why=sentence(texts, explain(error))), None
    if for_picture or _HANDED_BACK in interaction.extras:
        typed = typed_words(interaction.data)
        words, ways_on = interaction.extras.get(_HANDED_BACK, (typed, None))
        text, attached = with_words(texts, text, words)
        file = AnswerFile(FILE_NAME, attached) if attached else None
        view = view or ways_on
    if beside and is_acknowledged(interaction):
        await attempt(interaction, interaction.followup.send(text, ephemeral=True))
        return
    await answer(interaction, text, view, file=file)


async def _is_taken_elsewhere(interaction: discord.Interaction) -> bool:
    """Return True if another process has answered the interaction, whose words must stay.

    While two processes overlap, as in a deploy, both hear of it, and only one of them is first. The
    other one may also have ended before it said anything.
    """
    if not interaction.extras.get(_IS_DOUBTFUL):
        return False
    await asyncio.sleep(ELSEWHERE_PAUSE)
    try:
        async with asyncio.timeout(EDIT_TIMEOUT):
            shown = await interaction.original_response()
    except (discord.HTTPException, *TRANSIENT, LookupError, TypeError, ValueError):
        return False
    return not shown.flags.loading


def is_acknowledged(interaction: discord.Interaction) -> bool:
    """Return True if Discord has a first response, so that others go by the token."""
    return interaction.response.is_done() or _STATE in interaction.extras


async def acknowledge(interaction: discord.Interaction) -> bool:
    """Defer the answer, which only the member will see; return True unless it was done before.

    Discord gives 3 seconds, so it comes before anything that has to be waited for: the database,
    Discord, a thread. Where this process has done it already, nothing is sent. "Before" is by
    another process, or an earlier life, which may have died of it before it accepted the request:
    the job's id tells.
    """
    return await _defer(
        interaction, lambda: interaction.response.defer(ephemeral=True, thinking=True)
    )


async def acknowledge_press(interaction: discord.Interaction) -> bool:
    """Take a press whose own message will be edited; return True unless it was done before."""
    return await _defer(interaction, interaction.response.defer)


async def show_modal(interaction: discord.Interaction, modal: discord.ui.Modal) -> None:
    """Answer with a modal, which has to be the first response."""
    await respond(interaction, lambda: interaction.response.send_modal(modal))


async def _defer(interaction: discord.Interaction, defer: Callable[[], Awaitable[object]]) -> bool:
    if not is_acknowledged(interaction):
        await respond(interaction, defer)
    return interaction.extras.get(_STATE) is not _Response.SENT_BEFORE


async def respond(interaction: discord.Interaction, send: Callable[[], Awaitable[object]]) -> bool:
    """Send the first response, twice if need be; return True if it was surely this one.

    Raises `discord.HTTPException` where Discord does not take it, and other errors where nobody
    knows.
    """
    began = asyncio.get_running_loop().time()
    for is_last in (False, True):
        try:
            async with asyncio.timeout(RESPONSE_TIMEOUT):
                await send()
        except discord.HTTPException as error:
            if error.code == _ACKNOWLEDGED_ALREADY:
                # Perhaps by an earlier try, whose own answer was lost: discord.py makes some, too.
                is_ours = is_last or asyncio.get_running_loop().time() - began >= RETRY_AFTER
                interaction.extras[_STATE] = _Response.OURS if is_ours else _Response.SENT_BEFORE
                interaction.extras[_IS_DOUBTFUL] = True
                log.info("interaction %s: acknowledged before", interaction.id)
                return False
            if is_last or not is_transient(error):
                raise
        except Exception as error:
            interaction.extras[_IS_DOUBTFUL] = True
            if is_last:
                raise
            log.info("interaction %s: no answer: %s", interaction.id, type(error).__name__)
        else:
            interaction.extras[_STATE] = _Response.OURS
            return True
    raise AssertionError("the last try returns or raises")


async def answer(
    interaction: discord.Interaction,
    text: str,
    view: discord.ui.View | None = None,
    *,
    file: AnswerFile | None = None,
) -> None:
    """Answer privately, whichever of its three states the interaction is in.

    Fresh: the first response. Acknowledged: that answer is filled in. Dead: nobody can be told,
    which is logged. What may pass is tried again.
    """
    await _persist(interaction, lambda: _say(interaction, text, view, file))


async def answer_layout(interaction: discord.Interaction, layout: discord.ui.LayoutView) -> None:
    """Fill in an answer that was acknowledged, or bring it up to date, as `answer` does."""

    async def show() -> None:
        async with asyncio.timeout(EDIT_TIMEOUT):
            await interaction.edit_original_response(view=layout)

    await _persist(interaction, show)


async def _persist(interaction: discord.Interaction, say: Callable[[], Awaitable[None]]) -> None:
    """Answer, and once more where that may help."""
    failure: Exception | None = None
    for pause in (*ANSWER_PAUSES, None):
        try:
            await say()
        except discord.HTTPException as error:
            failure = error
            if not is_transient(error):
                break
        except TRANSIENT as error:
            failure = error
        except (LookupError, TypeError, ValueError):
            # Said: what cannot be read is what Discord answered.
            log.warning("interaction %s: an odd answer", interaction.id, exc_info=True)
            return
        else:
            return
        if pause is not None:
            await asyncio.sleep(pause)
    log.warning("interaction %s: could not be answered: %s", interaction.id, failure)


async def attempt(interaction: discord.Interaction, call: Awaitable[Any]) -> None:
    """Await a call to Discord that nothing depends on; if it fails, go on."""
    try:
        async with asyncio.timeout(EDIT_TIMEOUT):
            await call
    except (discord.HTTPException, *TRANSIENT, LookupError, TypeError, ValueError) as error:
        log.info("interaction %s: not told: %s", interaction.id, error)


async def _say(
    interaction: discord.Interaction,
    text: str,
    view: discord.ui.View | None,
    file: AnswerFile | None,
) -> None:
    missing = discord.utils.MISSING
    if not is_acknowledged(interaction):
        shown = missing if view is None else view
        if await respond(
            interaction,
            lambda: interaction.response.send_message(
                text, ephemeral=True, view=shown, file=file.to_discord() if file else missing
            ),
        ):
            return
    async with asyncio.timeout(EDIT_TIMEOUT):
        if _is_about_layout(interaction):
            attached_file = file.to_discord() if file else missing
            await interaction.followup.send(
                text, ephemeral=True, view=view or missing, file=attached_file
            )
            return
        attached = [file.to_discord()] if file else missing
        if interaction.extras.get(_APART):
            shown = missing if view is None else view
            await interaction.followup.send(text, ephemeral=True, view=shown, files=attached)
            return
        await interaction.edit_original_response(content=text, view=view, attachments=attached)


def _is_about_layout(interaction: discord.Interaction) -> bool:
    """Return True if the message to be edited is a layout, which takes no plain text."""
    is_edit = interaction.response.type is discord.InteractionResponseType.deferred_message_update
    message = interaction.message
    return is_edit and message is not None and message.flags.components_v2
