"""Typed commands: how they are read, and how they are completed."""

import pytest
from simcord.enums import OptionType

from sandbox.page.command_line import parse
from sandbox.page.commands import Command, Option
from sandbox.page.completion import answers, completions, question
from sandbox.page.option_values import Choices, values_of
from sandbox.page.turns import NotPossibleError

NOBODY = Choices({}, {}, {})
FLUX = Command(
    "flux",
    "Make a picture",
    (
        Option(
            "prompt", "Words", OptionType.STRING, required=True, wire={"name": "prompt", "type": 3}
        ),
        Option(
            "width", "Pixels", OptionType.INTEGER, asks_bot=True, wire={"name": "width", "type": 4}
        ),
        Option("format", "File", OptionType.STRING, choices=(("PNG", "png"), ("JPEG", "jpeg"))),
        Option("private", "For you", OptionType.BOOLEAN),
        Option("image", "A picture", OptionType.ATTACHMENT),
    ),
)
COMMANDS = [FLUX, Command("qwen edit", "Edit"), Command("qwen generate", "Make")]
PICTURE = ("fox.png", b"fox")


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("/flux a red fox", {"prompt": "a red fox"}),
        ("/flux prompt:a red fox width:64", {"prompt": "a red fox", "width": "64"}),
        ("/flux a ratio: 1:2 private:True", {"prompt": "a ratio: 1:2", "private": "True"}),
        ("/flux", {}),
    ],
)
def test_options_are_found_by_name_and_the_first_text_without(
    line: str, values: dict[str, str]
) -> None:
    typed = parse(line, COMMANDS)

    assert typed is not None
    assert typed.values == values


@pytest.mark.parametrize("line", ["flux a fox", "/fluxes", "/qwen", "/qwen edits"])
def test_other_lines_are_no_commands(line: str) -> None:
    assert parse(line, COMMANDS) is None


def test_values_have_their_types() -> None:
    typed = parse("/flux a fox width:64 format:jpeg private:true", COMMANDS)
    assert typed is not None

    values = values_of(typed, NOBODY, [PICTURE])

    assert values == {
        "prompt": "a fox",
        "width": 64,
        "format": "jpeg",
        "private": True,
        "image": PICTURE,
    }


@pytest.mark.parametrize(
    ("line", "files", "words"),
    [
        ("/flux a fox width:wide", 0, "width"),
        ("/flux a fox format:gif", 0, "format is one of: PNG, JPEG."),
        ("/flux a fox", 2, "/flux takes fewer files."),
    ],
)
def test_bad_values_are_refused_in_words(line: str, files: int, words: str) -> None:
    typed = parse(line, COMMANDS)
    assert typed is not None

    with pytest.raises(NotPossibleError, match=words):
        values_of(typed, NOBODY, [PICTURE] * files)


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("/fl", ["/flux prompt:"]),
        ("/qwen", ["/qwen edit ", "/qwen generate "]),
        ("/flux a fox pri", ["/flux a fox private:"]),
        ("/flux a fox private:", ["/flux a fox private:True ", "/flux a fox private:False "]),
        ("/flux a fox format:j", ["/flux a fox format:JPEG "]),
        ("/flux a fox p", []),
        ("hello", []),
    ],
)
def test_lines_are_completed(line: str, lines: list[str]) -> None:
    assert [one.line for one in completions(line, COMMANDS, NOBODY)] == lines


def test_the_bot_is_asked_where_it_suggests_values() -> None:
    asked = question("/flux a fox width:10", COMMANDS)
    assert asked is not None
    assert asked.text == "10"

    offered = answers(asked, [("10", "10"), ("1024", "1024")])

    assert [one.line for one in offered] == ["/flux a fox width:1024 "]
    assert question("/flux a fox private:T", COMMANDS) is None
