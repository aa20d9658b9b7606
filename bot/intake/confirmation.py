"""Confirmation of a request: its price, or the area that it changes, and two buttons.

An expensive request is asked about, and an edit of an area, once about both.

Questions wait in the database, so that a restart does not lose them. They hold no images: these are
fetched after the yes, when the same checks are made again as for any request.
"""

import logging

import discord
from discord import ui
from pydantic import ValidationError

from bot.common.money import format_dollars, to_micro_dollars
from bot.common.nonces import nonce_about
from bot.errors import UserError, sentence
from bot.imaging.areas import AREAS
from bot.intake.change_notes import change_notes
from bot.intake.channel_questions import delete_question
from bot.intake.locating import ChannelResolver, requester_of, spender_of
from bot.intake.open_questions import (
    AnsweredQuestionError,
    ExpiredQuestionError,
    OpenQuestions,
    words_of,
)
from bot.intake.preparation import PreparedRequest, RequestPreparation, question_is_gone
from bot.intake.presser import check_presser
from bot.intake.question_form import LIFETIME, from_form
from bot.jobs.runner import AlreadyAcceptedError, JobRunner
from bot.limits.quota import Usage, format_amount, limit_facts
from bot.settings import Settings
from bot.storage.questions import Question
from bot.texts import Languages, Texts
from bot.ui.area_labels import area_label
from bot.ui.components import JobItem, retry_view
from bot.ui.handed_back import FILE_NAME, with_words
from bot.ui.messages import custom_id, pressed_on
from bot.ui.responses import (
    AnswerFile,
    acknowledge,
    acknowledge_press,
    answer,
    answer_apart,
    attempt,
)
from bot.ui.transient_errors import TRANSIENT

log = logging.getLogger(__name__)

PREVIEW_NAME = "area.webp"


class PriceConfirmation:
    """Questions about a price, and the requests that wait for an answer."""

    def __init__(
        self,
        runner: JobRunner,
        questions: OpenQuestions,
        channels: ChannelResolver,
        preparation: RequestPreparation,
        settings: Settings,
        languages: Languages,
    ) -> None:
        self._runner = runner
        self._questions = questions
        self._channels = channels
        self._preparation = preparation
        self._threshold = to_micro_dollars(settings.confirm_above)
        self._languages = languages

    def needed(self, prepared: PreparedRequest) -> bool:
        """Return True if the request is expensive, or if its area is to be seen first."""
        return self._is_expensive(prepared) or shows_area(prepared)

    def _is_expensive(self, prepared: PreparedRequest) -> bool:
        return bool(self._threshold) and (prepared.request.estimate or 0) > self._threshold

    async def ask(
        self, interaction: discord.Interaction, prepared: PreparedRequest, notes: str
    ) -> None:
        """Ask privately, below the `notes`; raises `UserError` if the request would be refused."""
        texts = self._languages.of(interaction.locale.value)
        question = await self._question(texts, prepared)
        preview = await self._preview(prepared) if shows_area(prepared) else None
        await self._questions.keep(prepared, interaction.channel_id)
        view = _view(texts, prepared.request.id)
        await answer(interaction, f"{notes}\n{question}".strip(), view, file=preview)

    async def ask_in_channel(
        self, message: discord.Message, prepared: PreparedRequest, notes: str
    ) -> None:
        """Ask the author of a message, in a reply to it; raises as `ask` does."""
        texts = self._languages.of(prepared.request.destination.locale)
        question = await self._question(texts, prepared)
        if not await self._questions.keep(prepared, message.channel.id):
            log.info("message %s: its author was asked already", message.id)
            return
        asked = await message.reply(
            f"{notes}\n{question}".strip(),
            view=_view(texts, prepared.request.id),
            delete_after=LIFETIME.total_seconds(),
            mention_author=False,
            nonce=nonce_about("pr", message.id),
        )
        await self._questions.in_channels.keep(message, asked)

    async def _preview(self, prepared: PreparedRequest) -> AnswerFile:
        """Return the picture with its area tinted, under a veil if the picture has one."""
        content = await self._preparation.preview(prepared)
        veil = "SPOILER_" if prepared.request.destination.spoiler else ""
        return AnswerFile(f"{veil}{PREVIEW_NAME}", content)

    async def withdraw(self, message_id: int, member_id: int | None = None) -> bool:
        """Withdraw the question about a message that was taken back, by `member_id` or by anybody.

        Returns False where there is none of this process.
        """
        if not await self._questions.in_channels.withdraw(message_id, member_id):
            return False
        await self._questions.drop(message_id)
        return True

    async def confirm(self, interaction: discord.Interaction, question_id: int) -> None:
        """Accept a request, by all that holds now.

        Raises `UserError` for another member, when it is too late, or if it is refused by now.
        """
        check_presser(interaction)
        await _acknowledge_if_private(interaction)
        try:
            question = await self._take(interaction, question_id)
        except ExpiredQuestionError as late:
            await self._questions.hand_back(interaction, late.question, late)
            raise
        if question is None:
            return
        await acknowledge_press(interaction)
        if await _is_withdrawn(interaction):
            # An earlier process asked, and nobody noticed that the reply was deleted.
            answer_apart(interaction)
            await _withdraw(interaction)
            raise UserError("refused-confirm-withdrawn")
        try:
            await self._accept(interaction, question)
        except UserError as error:
            await _drop_preview(interaction)
            await self._questions.hand_back(interaction, question, error)
            raise
        except Exception:
            await self._questions.put_back(question)
            raise
        # Last: a process that ends over it has the request.
        await _drop_preview(interaction)

    async def decline(self, interaction: discord.Interaction, question_id: int) -> None:
        """Hand a request back to its member; raises as `confirm` does.

        A question in the channel only goes: the words are in the message that it replied to.
        """
        await _acknowledge_if_private(interaction)
        question = await self._take(interaction, question_id)
        if question is None:
            return
        await acknowledge_press(interaction)
        await _drop_preview(interaction)
        if not pressed_on(interaction).flags.ephemeral:
            await _withdraw(interaction)
            return
        await self._hand_back(interaction, question)

    async def _take(self, interaction: discord.Interaction, question_id: int) -> Question | None:
        """Return the question, once; raises `UserError` as `OpenQuestions.take` does.

        None for one that was answered already, which is said beside its message: that shows what
        became of the answer.
        """
        try:
            return await self._questions.take(interaction, question_id)
        except ExpiredQuestionError:
            if not pressed_on(interaction).flags.ephemeral:
                # The process that would have deleted it has ended.
                await acknowledge(interaction)
                await delete_question(pressed_on(interaction))
            raise
        except UserError as error:
            is_late = error.reason.key == "refused-confirm-late"
            is_answered = isinstance(error, AnsweredQuestionError)
            if not (is_answered or (is_late and await self._runner.knows(question_id))):
                raise
        answer_apart(interaction)
        texts = self._languages.of(interaction.locale.value)
        await answer(interaction, texts.say("confirm-answered"))
        return None

    async def _hand_back(self, interaction: discord.Interaction, question: Question) -> None:
        """Say that it was not made, with the member's words and the ways to change it."""
        texts = self._languages.of(interaction.locale.value)
        declined = UserError("confirm-declined")
        actions = await self._questions.hand_back(interaction, question, declined)
        text, words = with_words(texts, sentence(texts, declined.reason), words_of(question))
        view = retry_view(texts, question.id, actions) if actions else None
        file = AnswerFile(FILE_NAME, words) if words else None
        await answer(interaction, text, view, file=file)

    async def _accept(self, interaction: discord.Interaction, question: Question) -> None:
        requester = requester_of(interaction.user)
        context = await self._channels.of(interaction.channel)
        spender = spender_of(requester, context.guild_id)
        try:
            # The answer with the button now belongs to this interaction, with a fresh token.
            asked = from_form(question.request, question.id, spender, interaction.token)
        except (ValidationError, LookupError, TypeError, ValueError):
            log.warning("question %s: it is of another version", question.id)
            raise UserError("refused-confirm-late") from None
        prepared = await self._preparation.prepare_again(asked, requester, context)
        try:
            loaded = await self._preparation.load(prepared)
        except UserError as error:
            raise question_is_gone(error, prepared.request.request.prompt) from error
        try:
            await self._runner.accept(loaded.request)
        except AlreadyAcceptedError:
            log.info("job %s: confirmed twice", question.id)
        if loaded.request.destination.token is None:
            await _withdraw(interaction)
        elif notes := change_notes(self._languages.of(interaction.locale.value), loaded.changes):
            await attempt(interaction, interaction.followup.send(" ".join(notes), ephemeral=True))

    async def _question(self, texts: Texts, prepared: PreparedRequest) -> str:
        usage = await self._preparation.check_limits(prepared)
        said = []
        if shows_area(prepared) and (area := prepared.request.area):
            said.append(texts.say("confirm-area", area=area_label(texts, area.name)))
        if self._is_expensive(prepared):
            price = format_dollars(prepared.request.estimate or 0)
            said += [texts.say("confirm-price", price=price), _remainder(texts, usage)]
        return " ".join(filter(None, said))


def shows_area(prepared: PreparedRequest) -> bool:
    """Return True for an area that the member has not seen: that of an earlier job was shown."""
    area = prepared.request.area
    return area is not None and area.name in AREAS and prepared.plan.job_id is None


async def _drop_preview(interaction: discord.Interaction) -> None:
    """Take the preview from a question whose answer is shown in its place."""
    if any(one.filename.endswith(PREVIEW_NAME) for one in pressed_on(interaction).attachments):
        await attempt(interaction, interaction.edit_original_response(attachments=[]))


async def _acknowledge_if_private(interaction: discord.Interaction) -> None:
    """Take the press of a question that its member alone sees, before the database is asked.

    Under a question in a channel anybody may press, and a refusal must not take its place.
    """
    if pressed_on(interaction).flags.ephemeral:
        await acknowledge_press(interaction)


async def _is_withdrawn(interaction: discord.Interaction) -> bool:
    """Return True for a question in the channel whose message is surely gone."""
    reference, channel = pressed_on(interaction).reference, interaction.channel
    if reference is None or reference.message_id is None:
        return False
    if not isinstance(channel, discord.abc.Messageable):
        return False
    try:
        await channel.fetch_message(reference.message_id)
    except discord.NotFound:
        return True
    except (discord.HTTPException, *TRANSIENT) as error:
        log.info("interaction %s: its message is not looked at: %s", interaction.id, error)
    return False


async def _withdraw(interaction: discord.Interaction) -> None:
    """Delete the question from the channel; if that fails, the decision still counts."""
    try:
        await interaction.delete_original_response()
    except (discord.HTTPException, *TRANSIENT) as error:
        log.info("interaction %s: its question still stands: %s", interaction.id, error)


def _remainder(texts: Texts, usage: Usage | None) -> str:
    if usage is None:
        return ""
    limit = usage.limit
    left = format_amount(max(0, limit.amount - usage.used), limit.metric)
    return texts.say("confirm-leaves", left=left, **limit_facts(limit))


def _view(texts: Texts, request_id: int) -> ui.View:
    view = ui.View(timeout=None)
    styles = {"confirm": discord.ButtonStyle.primary, "decline": discord.ButtonStyle.secondary}
    for action, style in styles.items():
        button: ui.Button[ui.View] = ui.Button(
            style=style,
            label=texts.say(f"button-{action}"),
            custom_id=custom_id(action, request_id),
        )
        view.add_item(JobItem(button, action, request_id))
    # Stopped, so that discord.py does not keep the view: presses find `JobItem`.
    view.stop()
    return view
