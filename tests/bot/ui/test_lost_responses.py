"""Every command ends in words, also where Discord's answer to the first response was lost."""

from collections.abc import Callable

import pytest

from bot.ui.messages import custom_id
from tests.bot.ui.test_responses import (
    JOB,
    PRESSES,
    Gate,
    _commands,
    _message,
    _value,
    gate,
    wire,
)
from tests.wire.discord import WireDiscord
from tests.wire.interactions import Interaction

pytestmark = pytest.mark.slow

__all__ = ["gate", "wire"]

CALLBACK = ("POST", "/interactions/*")
EDIT = ("PATCH", "/webhooks/*")
Trouble = Callable[[WireDiscord], None]

TROUBLES: dict[str, Trouble] = {
    "lost": lambda wire: wire.lose(*CALLBACK),
    "not-taken": lambda wire: wire.lose(*CALLBACK, processed=False),
    "acknowledged-already": lambda wire: wire.fail(*CALLBACK, 400, 40060, processed=True),
    "odd": lambda wire: wire.garble(*CALLBACK, '{"interaction": ', processed=True),
    "lost-twice": lambda wire: wire.lose(*CALLBACK, times=2),
    "edit-lost": lambda wire: wire.lose(*EDIT, processed=False),
    "edit-odd": lambda wire: wire.garble(*EDIT, "{}"),
}


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are repeated at once."""
    monkeypatch.setattr("bot.ui.responses.ANSWER_PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr("bot.ui.responses.ELSEWHERE_PAUSE", 0.0)


async def _says(asked: Interaction, what: str) -> None:
    try:
        assert (await asked.answered()).text, f"{what} ends without a word"
    except TimeoutError:
        pytest.fail(f"{what} thinks for ever")


@pytest.mark.usefixtures("gate")
@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
async def test_every_command_button_and_menu_ends_in_words(
    wire: WireDiscord, trouble: Trouble
) -> None:
    for path, options in _commands(wire):
        values = {option["name"]: _value(wire, option) for option in options}
        trouble(wire)
        await _says(await wire.slash(wire.channel, wire.owner, path, **values), f"/{path}")
        wire.clear_faults()
    for action in PRESSES:
        message = _message(wire, [action])
        trouble(wire)
        await _says(await wire.click(message, custom_id(action, JOB), wire.owner), action)
        wire.clear_faults()
    message, name = _message(wire, ["delete"]), "Describe how it was made"
    trouble(wire)
    await _says(await wire.menu(message, wire.owner, name), name)
    wire.clear_faults()
    message, name = _message(wire, ["delete"]), "Report this picture"
    asked = await (await wire.menu(message, wire.owner, name)).acked()
    trouble(wire)
    await _says(await wire.submit(asked, reason="too many foxes"), name)
    wire.clear_faults()


@pytest.mark.usefixtures("gate")
async def test_modal_whose_answer_was_lost_is_shown_once(wire: WireDiscord) -> None:
    photo = _message(wire, ["edit"])
    wire.lose(*CALLBACK)
    asked = await wire.click(photo, custom_id("edit", JOB), wire.owner)
    await asked.acked()
    await wire.until(lambda: asked.attempts == 2)
    assert asked.modal is not None
    # Nothing else is said: the modal is the answer.
    sent = await wire.submit(asked, words="make it blue")
    await _says(sent, "the modal")
    assert asked.original is None


async def test_server_error_is_repeated_by_discord_py_and_counts_as_ours(
    wire: WireDiscord, gate: Gate
) -> None:
    gate.open.set()
    wire.fail(*CALLBACK, 500, processed=True)
    asked = await wire.slash(wire.channel, wire.owner, "quota")
    await _says(asked, "/quota")
    assert asked.attempts == 2


@pytest.mark.usefixtures("gate")
async def test_answer_that_is_never_taken_is_given_up(
    wire: WireDiscord, caplog: pytest.LogCaptureFixture
) -> None:
    wire.fail(*EDIT, 404, 10015, times=100)
    await wire.slash(wire.channel, wire.owner, "quota")
    await wire.until(lambda: [call for call in wire.calls if call.matches(*EDIT)])
    await wire.slash(wire.channel, wire.owner, "models")
    await wire.until(lambda: wire.interactions[-1].original)
    said = [one for one in caplog.messages if "could not be answered" in one]
    assert len(said) == 1
    assert len([call for call in wire.calls if call.matches(*EDIT)]) == 1
