"""Buttons that outlive the process: whose they are and what they do is looked up when pressed."""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui
from discord.ui.select import BaseSelect

from bot.storage.records import Job
from bot.texts import Texts
from bot.ui.messages import (
    ANY_CUSTOM_ID,
    COMPARED,
    EXTEND,
    KEPT_ACTIONS,
    PICTURE_ACTIONS,
    POST_ACTIONS,
    REPOST,
    SEND,
    custom_id,
    parse_custom_id,
)
from bot.ui.responses import refuse

# No action: the router refuses it in words.
_FORGED = ""


class JobItem(ui.DynamicItem[Any], template=ANY_CUSTOM_ID):
    """A button or a select about a job. What it needs comes from the client it was used on."""

    def __init__(self, item: ui.Item[Any], action: str, job_id: int) -> None:
        super().__init__(item)
        self.action = action
        self.job_id = job_id

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,  # noqa: ARG003 - discord.py hands it over
        item: ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """Rebuilt from the message it stands under, however old that is."""
        action, number = parse_custom_id(match.string) or (_FORGED, 0)
        return cls(item, action, number)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Do what it says; whatever goes wrong ends in a private sentence."""
        client: Any = interaction.client
        try:
            client.check_server(interaction.guild_id)
            if isinstance(self.item, BaseSelect):
                # Of roles, channels and members, their ids.
                chosen = [str(getattr(value, "id", value)) for value in self.item.values]
                await client.button_router.choose(interaction, self.action, self.job_id, chosen)
            else:
                await client.button_router.press(interaction, self.action, self.job_id)
        except Exception as error:  # noqa: BLE001 - discord.py would only log it
            for_picture = self.action in PICTURE_ACTIONS
            await refuse(
                interaction,
                client.languages,
                error,
                for_picture=for_picture,
                beside=self.action in KEPT_ACTIONS,
            )


def post_view(texts: Texts, job: Job, *, deletable: bool = True) -> ui.View:
    """Return the buttons under a picture: one row of what is pressed most, and a second one.

    A private answer is not `deletable`: its member dismisses it, or shares it in the server.
    """
    ends = ["delete"] if deletable else ["share"] if job.destination.guild_id is not None else []
    return _post_view(texts, job.id, [*(["compare"] if job.source else []), *ends])


def own_view(texts: Texts, job: Job, link: str | None) -> ui.View:
    """Return the buttons under a picture that its member alone is shown once more.

    The link leads to its post, if it has one.
    """
    first = [action for action in POST_ACTIONS if action != "delete"]
    second = [EXTEND, *(["compare"] if job.source else []), SEND]
    if job.destination.guild_id is not None:
        second.append(REPOST)
    view = _view(
        *(_button(action, job.id, texts.say(f"button-{action}"), row=0) for action in first),
        *(_button(action, job.id, texts.say(f"button-{action}"), row=1) for action in second),
    )
    if link is not None:
        view.add_item(ui.Button(label=texts.say("button-goto"), url=str(link), row=1))
    return view


def restored_view(texts: Texts, job_id: int, job: Job | None) -> ui.View:
    """Return the same for a job that may be deleted, without a comparison."""
    is_edit = job is not None and job.source is not None
    return _post_view(texts, job_id, ["compare", "delete"] if is_edit else ["delete"])


def hidden_view(texts: Texts, job_id: int) -> ui.View:
    """Return the buttons under a reported picture."""
    return _view(_button("delete", job_id, texts.say("button-delete")))


def notice_view(texts: Texts, message_id: int, *, restorable: bool) -> ui.View:
    """Return the moderators' buttons for the reported pictures of a message."""
    buttons = [
        _button("remove", message_id, texts.say("button-remove")),
        _button("block", message_id, texts.say("button-block")),
    ]
    if restorable:
        buttons.insert(0, _button("restore", message_id, texts.say("button-restore")))
    return _view(*buttons)


def _post_view(texts: Texts, job_id: int, second: Sequence[str]) -> ui.View:
    first = [action for action in POST_ACTIONS if action != "delete"]
    second = [EXTEND, *second]
    return _view(
        *(_button(action, job_id, texts.say(f"button-{action}"), row=0) for action in first),
        *(_button(action, job_id, texts.say(f"button-{action}"), row=1) for action in second),
    )


def show_view(texts: Texts, job_id: int) -> ui.View:
    """Return the button under a private comparison that shows it to everyone."""
    return _view(_button("show", job_id, texts.say("button-show")))


def compared_view(texts: Texts, job_id: int) -> ui.View:
    """Return the button under a comparison that everyone sees."""
    return _view(_button(COMPARED, job_id, texts.say("button-delete")))


def correction_view(texts: Texts, number: int, what: str | None, actions: Sequence[str]) -> ui.View:
    """Return the ways on from a bad value, first with the near one, which `what` names."""
    make = [_button("correct", number, texts.say("correction-make", what=what))] if what else []
    return _view(*make, *_retry_buttons(texts, number, actions))


def cancel_view(texts: Texts, job_id: int) -> ui.View:
    """Return the button that takes a job out of the line."""
    return _view(_button("cancel", job_id, texts.say("button-cancel")))


def give_up_view(texts: Texts, job_id: int) -> ui.View:
    """Return the button that gives up a job that hangs."""
    return _view(_button("giveup", job_id, texts.say("button-giveup")))


def default_view(texts: Texts, job_id: int) -> ui.View:
    """Return the button that keeps a job's model and options as the member's default."""
    return _view(_button("default", job_id, texts.say("button-default")))


def no_default_view(texts: Texts, member_id: int) -> ui.View:
    """Return the button that forgets a member's default."""
    return _view(_button("nodefault", member_id, texts.say("button-nodefault")))


def unclear_view(texts: Texts, message_id: int) -> ui.View:
    """Return what a member's message may be: an edit, or talk."""
    return _view(
        _button("meant", message_id, texts.say("button-meant")),
        _button("chat", message_id, texts.say("button-chat")),
    )


def _view(*buttons: ui.DynamicItem[Any]) -> ui.View:
    view = ui.View(timeout=None)
    for button in buttons:
        view.add_item(button)
    # Stopped, so that discord.py does not keep one for every message: presses find `JobItem`.
    view.stop()
    return view


def retry_view(texts: Texts, request_id: int, actions: Sequence[str]) -> ui.View:
    """Return the buttons under a refusal or a failure of this request."""
    return _view(*_retry_buttons(texts, request_id, actions))


def _retry_buttons(texts: Texts, number: int, actions: Sequence[str]) -> list[JobItem]:
    return [_button(action, number, texts.say(f"button-{action}")) for action in actions]


ALL_MODELS = "all"
"""Stands for all models that can be chosen."""


def try_view(
    texts: Texts,
    job_id: int,
    choices: Sequence[tuple[str, str]],
    action: str = "try",
    styles: Sequence[discord.SelectOption] = (),
    *,
    all_label: str = "",
) -> ui.View:
    """Return a select of other providers: pairs of a family and what members call it.

    With an `all_label` all of them can be chosen at once. With `styles` there is a select of these,
    too. A select without choices is left out.
    """
    if styles:
        restyle: ui.Select[Any] = ui.Select(
            custom_id=custom_id("restyle", job_id),
            placeholder=texts.say("style-choose"),
            options=[*styles],
        )
        if not choices:
            return _view(JobItem(restyle, "restyle", job_id))
    select: ui.Select[Any] = ui.Select(
        custom_id=custom_id(action, job_id),
        placeholder=texts.say("try-choose"),
        options=[discord.SelectOption(label=title, value=family) for family, title in choices],
    )
    if all_label:
        select.add_option(label=all_label, value=ALL_MODELS, emoji="🆚")
    items = [JobItem(select, action, job_id)]
    return _view(*items, *([JobItem(restyle, "restyle", job_id)] if styles else []))


def _button(action: str, job_id: int, label: str, row: int | None = None) -> JobItem:
    item: ui.Button[Any] = ui.Button(label=label[:80], custom_id=custom_id(action, job_id), row=row)
    return JobItem(item, action, job_id)
