"""The panel of `/easel settings`: a heading and a select for everything that it sets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.policy import Rules, ServerChoices
from bot.policy.rules import EVERYONE, NOBODY, REPLIES, TITLES, Level, allow, effective_rule
from bot.texts import Texts
from bot.ui.components import JobItem
from bot.ui.links import channel_mention
from bot.ui.messages import custom_id
from bot.ui.permissions import is_read_by_everyone, missing_for_words
from providers.registry import EDITORS, FAMILIES, GENERATORS

DEFAULT = "default"
_MAX_LIMITS = 6
_CHANNELS = [discord.ChannelType.text, discord.ChannelType.public_thread]

Select = ui.Select[Any] | ui.ChannelSelect[Any]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Choices of a server; no `editor` of its own leaves it to the `default_editor`.

    `generators` and `editors` are the families on offer in it, with their names for lists.
    """

    guild_id: int
    choices: ServerChoices
    rules: Rules
    editor: str | None
    reply_edits: bool
    default_editor: str
    generators: Mapping[str, str]
    editors: Mapping[str, str]
    limits: Sequence[str]
    """The limits in words, a line each."""
    budget: str
    """The budget in words."""


def panel_layout(texts: Texts, chosen: Chosen, guild: discord.Guild | None) -> ui.LayoutView:
    """Return the panel, with the value in force chosen in every select."""
    layout = ui.LayoutView(timeout=None)
    layout.add_item(ui.TextDisplay(texts.say("panel")))
    choices = chosen.choices
    no_log, same = texts.say("panel-no-channel"), texts.say("panel-same-channel")
    sections: list[tuple[str, str, Select]] = [
        ("setmodels", texts.say("panel-models"), _models(texts, chosen)),
        ("setmodel", texts.say("panel-model"), _makers(texts, chosen)),
        ("seteditor", texts.say("panel-editor"), _editors(texts, chosen)),
        ("setreplies", texts.say("panel-replies"), _repliers(texts, chosen)),
        ("setlog", texts.say("panel-log"), _channel(no_log, choices.log_channel_id)),
        ("setreports", texts.say("panel-reports"), _channel(same, choices.report_channel_id)),
    ]
    for action, heading, select in sections:
        layout.add_item(ui.TextDisplay(heading))
        select.custom_id = custom_id(action, chosen.guild_id)
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
        row.add_item(JobItem(select, action, chosen.guild_id))
        layout.add_item(row)
    layout.add_item(ui.TextDisplay(_limits(texts, chosen)))
    layout.add_item(_forms(texts, chosen.guild_id))
    for line in (*public_reports(texts, choices, guild), *_silent(texts, choices, guild)):
        layout.add_item(ui.TextDisplay(line))
    # Stopped, so that discord.py does not keep it: what is chosen finds `JobItem`.
    layout.stop()
    return layout


def _limits(texts: Texts, chosen: Chosen) -> str:
    """Return the limits, as far as there is room, and the budget."""
    lines = [f"• {line}" for line in chosen.limits[:_MAX_LIMITS]]
    if len(chosen.limits) > _MAX_LIMITS:
        lines.append(texts.say("panel-limits-more", more=len(chosen.limits) - _MAX_LIMITS))
    lines = lines or [texts.say("limits-none")]
    return "\n".join([texts.say("panel-limits"), *lines, chosen.budget])


def _forms(texts: Texts, guild_id: int) -> ui.ActionRow[ui.LayoutView]:
    """Return the buttons that open the modals of limits and budget."""
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    labels = {
        "openlimits": texts.say("panel-edit-limits"),
        "openbudget": texts.say("panel-edit-budget"),
    }
    for action, label in labels.items():
        button: ui.Button[Any] = ui.Button(label=label, custom_id=custom_id(action, guild_id))
        row.add_item(JobItem(button, action, guild_id))
    return row


def _models(texts: Texts, chosen: Chosen) -> Select:
    server = [(Level.SERVER, chosen.guild_id)]
    allowed = {
        family: effective_rule(chosen.rules, server, allow(family)).value for family in FAMILIES
    }
    options = [
        discord.SelectOption(label=TITLES[family], value=family, default=allowed[family])
        for family in FAMILIES
    ]
    placeholder = texts.say("panel-models-none")
    most = len(options)
    return ui.Select(placeholder=placeholder, options=options, min_values=0, max_values=most)


def _makers(texts: Texts, chosen: Chosen) -> Select:
    own = chosen.choices.default_model
    own = own if own in GENERATORS else None
    labels = _listed(texts, chosen.generators, own)
    labels[DEFAULT] = texts.say("panel-model-first")
    return ui.Select(options=_options(labels, own or DEFAULT))


def _editors(texts: Texts, chosen: Chosen) -> Select:
    own = chosen.editor if chosen.editor in EDITORS else None
    labels = _listed(texts, chosen.editors, own)
    labels[DEFAULT] = texts.say("panel-default", value=TITLES[chosen.default_editor])
    return ui.Select(options=_options(labels, own or DEFAULT))


def _listed(texts: Texts, offered: Mapping[str, str], own: str | None) -> dict[str, str]:
    """Return the families on offer with their names; one that was chosen before stays."""
    if own is None or own in offered:
        return {**offered}
    return {own: texts.say("panel-not-offered", title=TITLES[own]), **offered}


def _repliers(texts: Texts, chosen: Chosen) -> Select:
    server = [(Level.SERVER, chosen.guild_id)]
    ruled = effective_rule(chosen.rules, server, REPLIES).value
    labels = {EVERYONE: texts.say("panel-everyone"), NOBODY: texts.say("panel-nobody")}
    # A role is named by `/easel rules set`; then neither of the two is chosen.
    options = _options(labels, ruled or (EVERYONE if chosen.reply_edits else NOBODY))
    return ui.Select(placeholder=texts.say("panel-role"), options=options)


def _options(labels: dict[str, str], chosen: str) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(label=label, value=value, default=value == chosen)
        for value, label in labels.items()
    ]


def _channel(placeholder: str, chosen: int | None) -> Select:
    kind = discord.SelectDefaultValueType.channel
    return ui.ChannelSelect(
        placeholder=placeholder,
        channel_types=_CHANNELS,
        min_values=0,
        default_values=[discord.SelectDefaultValue(id=chosen, type=kind)] if chosen else [],
    )


def _silent(texts: Texts, choices: ServerChoices, guild: discord.Guild | None) -> list[str]:
    """Return the chosen channels in which the bot may not write."""
    chosen = dict.fromkeys((choices.log_channel_id, choices.report_channel_id))
    found = {one: _lacking(guild, one) for one in chosen if one is not None}
    return [
        texts.say("panel-silent", channel=str(channel_id), permissions=", ".join(lacking))
        for channel_id, lacking in found.items()
        if lacking
    ]


def public_reports(texts: Texts, choices: ServerChoices, guild: discord.Guild | None) -> list[str]:
    """Return the warning about reports that everyone can read, if they do."""
    channel_id = choices.report_channel_id or choices.log_channel_id
    channel = guild.get_channel_or_thread(channel_id) if guild and channel_id else None
    if not is_read_by_everyone(channel):
        return []
    return [texts.say("log-reports-public", channel=channel_mention(channel_id or 0))]


def _lacking(guild: discord.Guild | None, channel_id: int) -> list[str]:
    """Return what the bot lacks for writing there, as Discord's settings call it."""
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    held = channel.permissions_for(channel.guild.me) if channel else discord.Permissions()
    return missing_for_words(held, thread=isinstance(channel, discord.Thread))
