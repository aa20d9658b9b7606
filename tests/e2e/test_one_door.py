"""One door: each way to ask for a picture meets each reason to refuse it, before any byte."""

import pytest

from tests.e2e import doorway
from tests.e2e.conftest import OpenWorld
from tests.e2e.doorway import Doorway, opened_doorway

LACKING = "You can't make pictures here"
REASONS = {
    "send": (doorway.denied(send_messages=True), LACKING),
    "attach": (doorway.denied(attach_files=True), LACKING),
    "commands": (doorway.denied(use_application_commands=True), LACKING),
    "time-out": (doorway.timed_out, "You're in time-out in this server."),
    "block": (doorway.blocked, "You can't make pictures in this server"),
    "pause": (doorway.paused, "I'm paused in this server."),
    "rule": (doorway.ruled_out, "I don't make pictures in this channel."),
    "word": (doorway.listed, "Prompts in this server can't contain"),
    "consent": (doorway.no_consent, "doesn't let others edit it"),
    "limit": (doorway.no_allowance, "the limit is 0 pictures"),
    "attempts": (doorway.failures, "of your requests have failed in the last hour"),
}
# Ways whose words are not known yet: what depends on these, the modal is refused for.
OPENING = {"edit button": doorway.edit_button, "menu": doorway.menu}
# Ways with an upload of the member's own.
OWN = {"command": doorway.command, "yes": doorway.yes}
OF_MAYA = {
    "edit command": doorway.edit_command,
    "again": doorway.again,
    "other model": doorway.other_model,
    "modal": doorway.modal,
    "reply": doorway.reply,
}
BEFORE_WORDS = ("send", "attach", "commands", "time-out", "consent")
PAIRS = [
    *((way, reason) for way in OPENING for reason in BEFORE_WORDS),
    *((way, reason) for way in OWN for reason in REASONS if reason != "consent"),
    *((way, reason) for way in OF_MAYA for reason in REASONS),
]
# One reason of each step, and each way at least twice, in every run; the rest with all tests.
QUICK = {
    ("edit button", "send"),
    ("edit button", "consent"),
    ("menu", "time-out"),
    ("menu", "attach"),
    ("command", "attempts"),
    ("command", "limit"),
    ("yes", "attach"),
    ("yes", "limit"),
    ("edit command", "commands"),
    ("edit command", "consent"),
    ("again", "send"),
    ("again", "limit"),
    ("other model", "rule"),
    ("other model", "attempts"),
    ("modal", "time-out"),
    ("modal", "word"),
    ("reply", "attach"),
    ("reply", "pause"),
}
WAYS = {**OPENING, **OWN, **OF_MAYA}


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        pytest.param(*pair, marks=() if pair in QUICK else pytest.mark.slow, id=" ".join(pair))
        for pair in PAIRS
    ],
)
async def test_each_way_is_refused_for_each_reason_before_any_byte(
    open_here: OpenWorld, monkeypatch: pytest.MonkeyPatch, way: str, reason: str
) -> None:
    # Ines has one job that may be made to fail.
    async with open_here(failed_requests_per_hour=1, confirm_above=0.05) as world:
        door = await opened_doorway(world, monkeypatch)
        ask = await WAYS[way](door)
        apply, words = REASONS[reason]
        await apply(door)
        before = world.emulator.created

        answer = await ask()

        assert words in answer, answer
        assert world.emulator.created == before
        assert door.fetched == []


@pytest.mark.parametrize("way", [*OWN, *OF_MAYA])
async def test_each_way_makes_a_picture_where_there_is_no_reason(
    open_here: OpenWorld, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    async with open_here(confirm_above=0.05) as world:
        door: Doorway = await opened_doorway(world, monkeypatch)
        ask = await WAYS[way](door)
        before = world.emulator.created

        await ask()

        assert world.emulator.created == before + 1
