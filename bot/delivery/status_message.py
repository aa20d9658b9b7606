"""The whole private message of a status: its text, the member's words, and the ways on."""

from dataclasses import dataclass

import discord
from discord import ui

from bot.delivery.captions import status_text
from bot.jobs.outcome import Cancelled, Failed, GivenUp, Running, Status, Troubled, Waiting
from bot.jobs.retry_actions import RETRY_ACTIONS, job_retry_actions
from bot.storage.records import Job
from bot.texts import Texts
from bot.ui.components import cancel_view, give_up_view, retry_view
from bot.ui.handed_back import FILE_NAME, with_words
from bot.ui.responses import AnswerFile

_ENDS_IN_NOTHING = Failed | Cancelled | GivenUp


@dataclass(frozen=True, slots=True)
class StatusMessage:
    """A status as the member sees it. `words` are attached as a file if they are too long."""

    text: str
    words: bytes | None
    view: ui.View | None

    def files(self) -> list[discord.File]:
        """Return the files of the message, for one try."""
        return [AnswerFile(FILE_NAME, self.words).to_discord()] if self.words else []


def status_message(texts: Texts, job: Job, status: Status) -> StatusMessage:
    """Return the message of a status; one that ends in nothing hands the words back."""
    is_in_vain = isinstance(status, _ENDS_IN_NOTHING)
    words = job.prompt if is_in_vain else None
    text, file = with_words(texts, status_text(texts, job, status), words)
    return StatusMessage(text, file, _buttons(texts, job, status))


def _buttons(texts: Texts, job: Job, status: Status) -> ui.View | None:
    """Return the buttons for what the member can do, while they wait or after the end."""
    match status:
        case Waiting():
            return cancel_view(texts, job.id)
        case Running(may_be_given_up=True) | Troubled(may_be_given_up=True):
            return give_up_view(texts, job.id)
        case Failed(reason):
            actions = job_retry_actions(job, reason.key)
            return retry_view(texts, job.id, actions) if actions else None
        case Cancelled() | GivenUp():
            return retry_view(texts, job.id, RETRY_ACTIONS)
        case _:
            return None
