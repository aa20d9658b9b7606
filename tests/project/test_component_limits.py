"""What Discord takes of buttons, selects and modals: discord.py lets more pass."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.community.contest_texts import contest_view, picture_view
from bot.edits.drafts import Draft
from bot.edits.extend_modal import extend_modal
from bot.edits.modal import edit_modal
from bot.edits.originals import Original
from bot.jobs.retry_actions import RETRY_ACTIONS
from bot.limits import SetLimit
from bot.limits.limit import Limit
from bot.moderation.blocks import block_modal
from bot.moderation.report_modal import report_modal
from bot.policy import ServerChoices
from bot.posts.book_view import BookView
from bot.posts.delete_question import delete_view
from bot.posts.job_layout import JobsPage, jobs_layout
from bot.posts.remix_modal import CHANGE, remix_modal
from bot.storage.records import Destination, Job, Source, State
from bot.texts import Texts, languages
from bot.ui.components import (
    cancel_view,
    compared_view,
    default_view,
    give_up_view,
    hidden_view,
    no_default_view,
    notice_view,
    own_view,
    post_view,
    restored_view,
    retry_view,
    show_view,
    try_view,
)
from bot.ui.pictures import ShownPicture
from cogs.easel.budget_modal import budget_modal
from cogs.easel.limits_modal import FIELDS, limits_modal
from cogs.easel.panel_layout import Chosen, panel_layout
from providers.base import ImageRef
from providers.registry import EDITORS, GENERATORS, OPERATIONS

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
# The largest there is: 64 bits.
HUGE = 2**64 - 1
BUTTON, SELECT, TEXT_INPUT, CHANNEL_SELECT, TEXT, FILE_UPLOAD = 2, 3, 4, 8, 10, 19
ROW, SECTION = 1, 9
Payload = dict[str, Any]


def job(source: Source | None = None) -> Job:
    destination = Destination(channel_id=HUGE, guild_id=HUGE, upload_limit=1)
    return Job(
        id=HUGE,
        state=State.DONE,
        member_id=HUGE,
        destination=destination,
        operation="flux",
        request={"prompt": "a fox"},
        pictures=1,
        created_at=NOON,
        source=source,
    )


def posts(texts: Texts) -> Iterator[list[Payload]]:
    """Every set of components that a message gets, row by row."""
    edit = job(Source(HUGE, HUGE, 10, HUGE))
    for one in (job(), edit):
        for deletable in (True, False):
            yield post_view(texts, one, deletable=deletable).to_components()
        yield own_view(texts, one, "https://discord.com/channels/1/2/3").to_components()
    yield cancel_view(texts, HUGE).to_components()
    yield give_up_view(texts, HUGE).to_components()
    yield default_view(texts, HUGE).to_components()
    yield no_default_view(texts, HUGE).to_components()
    choices = [(kind.operation, kind.title) for kind in OPERATIONS.values()]
    yield try_view(texts, HUGE, choices).to_components()
    for restorable in (True, False):
        yield notice_view(texts, HUGE, restorable=restorable).to_components()
    yield retry_view(texts, HUGE, RETRY_ACTIONS).to_components()
    yield try_view(texts, HUGE, choices, action="other").to_components()
    yield delete_view(texts, HUGE).to_components()
    yield show_view(texts, HUGE).to_components()
    yield compared_view(texts, HUGE).to_components()
    yield hidden_view(texts, HUGE).to_components()
    yield restored_view(texts, HUGE, edit).to_components()
    for is_open in (True, False):
        yield contest_view(texts, HUGE, is_open=is_open).to_components()
    long = replace(job(), request={"prompt": "*" * 6000})
    entered = [replace(long, id=number) for number in range(30)]
    yield picture_view(texts, HUGE, entered).to_components()


def modals(texts: Texts) -> Iterator[Payload]:
    """Every modal, with one picture and with as many as a message has."""
    for pictures in (1, 10):
        originals = tuple(
            Original(Source(HUGE, HUGE, n), ImageRef(url="x"), HUGE, None)
            for n in range(1, pictures + 1)
        )
        for family in EDITORS:
            draft = Draft(HUGE, HUGE, originals, private=False, begun_at=NOON)
            labels = {name: f"⚠️ {kind.title}" for name, kind in EDITORS.items()}
            yield edit_modal(texts, draft, labels, family).to_dict()
            others = {name: label for name, label in labels.items() if name != family}
            yield edit_modal(texts, draft, others, family).to_dict()
        yield extend_modal(texts, draft).to_dict()
    titles = [(kind.operation, kind.title) for kind in OPERATIONS.values()]
    for kind in OPERATIONS.values():
        options = {"prompt": "word " * 1200, "seed": 2**32 - 1}
        for shape in (None, "landscape"):
            asked = kind.from_chosen(options)
            yield remix_modal(texts, f"{CHANGE}{HUGE}", asked, titles, shape=shape).to_dict()
    yield report_modal(texts, HUGE).to_dict()
    yield block_modal(texts, HUGE, texts.say("block-reason-default")).to_dict()
    every = [SetLimit(one.whose, 0, one.metric, one.per, 10**12) for one in FIELDS]
    for limits in ([], every):
        yield limits_modal(texts, HUGE, limits, [Limit(25)]).to_dict()
    for choices in (ServerChoices(), ServerChoices(budget=10**12, budget_then="gpt-image")):
        yield budget_modal(texts, HUGE, choices).to_dict()


def layouts(texts: Texts) -> Iterator[list[Payload]]:
    """Every layout at its largest."""
    titles = {family: f"⚠️ {kind.title}" for family, kind in GENERATORS.items()}
    for editor in (None, *EDITORS):
        chosen = Chosen(
            guild_id=HUGE,
            choices=ServerChoices(log_channel_id=HUGE, report_channel_id=HUGE - 1),
            rules={},
            editor=editor,
            reply_edits=True,
            default_editor="gpt-image",
            generators=titles,
            editors=titles if editor is None else {},
            limits=["w" * 200] * 500,
            budget="w" * 300,
        )
        yield panel_layout(texts, chosen, None).to_components()

    failed = replace(
        job(),
        state=State.FAILED,
        request={"prompt": "*" * 6000},
        reason={"key": "failed-declined-words", "words": "_" * 400},
    )
    picture = ShownPicture(ImageRef(url="https://cdn.discordapp.com/x.png"), spoiler=True)
    jobs = [replace(failed, id=number) for number in range(30)]
    yield jobs_layout(texts, JobsPage(BookView(), [], has_older=False)).to_components()
    done = replace(failed, state=State.DONE, message_id=HUGE, message_channel_id=HUGE)
    full = JobsPage(
        BookView(99_999, HUGE, "*" * 40, "gpt-image", HUGE),
        [],
        has_older=True,
        pictures={one.id: picture for one in jobs},
    )
    busy = replace(full, waiting=jobs, hanging=jobs, notes=["w" * 350] * 30)
    finished = [replace(done, id=number) for number in range(30)]
    for page in (full, busy):
        for entries in (jobs, finished, [*finished[:2], *jobs[2:]]):
            fitting = page.fitting(entries)
            assert len(fitting) >= 3
            yield jobs_layout(texts, replace(page, jobs=fitting)).to_components()
        assert len(page.fitting(jobs)) == 5


def within(component: Payload) -> Iterator[Payload]:
    """A component and all those in it."""
    yield component
    inner = [*component.get("components", ()), component.get("accessory")]
    for one in inner:
        if one is not None:
            yield from within(one)


def check(item: Payload) -> None:
    """A button, a select or a field."""
    if "url" in item:
        assert "custom_id" not in item
        assert 1 <= len(item["label"]) <= 80
        return
    assert 1 <= len(item["custom_id"]) <= 100
    assert len(item.get("placeholder") or "") <= (150 if item["type"] == SELECT else 100)
    if item["type"] == BUTTON:
        assert 1 <= len(item["label"]) <= 80
    if item["type"] == TEXT_INPUT:
        assert len(item.get("value") or "") <= item["max_length"] <= 4000
    if item["type"] == FILE_UPLOAD:
        assert 0 <= item["min_values"] <= item["max_values"] <= 10
    if item["type"] == CHANNEL_SELECT:
        assert len(item["default_values"]) <= item["max_values"]
    if item["type"] == SELECT:
        options = item["options"]
        assert 1 <= len(options) <= 25
        assert len({option["value"] for option in options}) == len(options)
        chosen = sum(bool(option.get("default")) for option in options)
        assert chosen <= item.get("max_values", 1) <= len(options)
        for option in options:
            assert 1 <= len(option["label"]) <= 100
            assert 1 <= len(option["value"]) <= 100


# `to_components` wants a running loop, as a view does.
@pytest.mark.parametrize("language", languages())
async def test_components_of_messages_are_what_discord_takes(language: str) -> None:
    for rows in posts(Texts(language)):
        assert 1 <= len(rows) <= 5
        ids = []
        for row in rows:
            assert row["type"] == 1
            buttons = [item for item in row["components"] if item["type"] == BUTTON]
            assert len(buttons) <= 5
            assert buttons == row["components"] or len(row["components"]) == 1
            for item in row["components"]:
                check(item)
                ids.append(item.get("custom_id") or item["url"])
        assert len({*ids}) == len(ids)


@pytest.mark.parametrize("language", languages())
async def test_layouts_are_what_discord_takes(language: str) -> None:
    for layout in layouts(Texts(language)):
        every = [part for one in layout for part in within(one)]
        assert 1 <= len(every) <= 40
        assert sum(len(part["content"]) for part in every if part["type"] == TEXT) <= 4000
        assert all(part["content"] for part in every if part["type"] == TEXT)
        pressed = [part for part in every if "custom_id" in part]
        assert len({part["custom_id"] for part in pressed}) == len(pressed) > 0
        for part in pressed:
            check(part)
        for row in (part for part in every if part["type"] == ROW):
            items = row["components"]
            assert len(items) == 1 or {item["type"] for item in items} == {BUTTON}
            assert len(items) <= 5
        for section in (part for part in every if part["type"] == SECTION):
            assert 1 <= len(section["components"]) <= 3


async def test_what_is_pressed_most_has_a_row_of_its_own() -> None:
    plain, edit = (
        post_view(Texts(), one).to_components() for one in (job(), job(Source(HUGE, HUGE)))
    )
    assert [len(row["components"]) for row in plain] == [5, 2]
    assert [len(row["components"]) for row in edit] == [5, 3]


@pytest.mark.parametrize("language", languages())
async def test_modals_are_what_discord_takes(language: str) -> None:
    every = list(modals(Texts(language)))
    assert {len(modal["components"]) for modal in every} == {1, 2, 3, 4, 5}
    for modal in every:
        assert 1 <= len(modal["title"]) <= 45
        assert 1 <= len(modal["custom_id"]) <= 100
        assert len(modal["components"]) <= 5
        for label in modal["components"]:
            assert label["type"] == 18
            assert 1 <= len(label["label"]) <= 45
            assert len(label.get("description") or "") <= 100
            check(label["component"])


async def test_modals_time_out() -> None:
    draft = Draft(1, 1, (Original(Source(1, 1), ImageRef(url="x"), 1, None),), False, NOON)
    assert edit_modal(Texts(), draft, {"flux": "Flux"}, "flux").timeout == 15 * 60


@pytest.mark.parametrize("family", GENERATORS)
def test_a_select_can_hold_every_provider(family: str) -> None:
    assert len(GENERATORS) <= 25
    assert 1 <= len(family) <= 100
