"""Lines that wait for the log of a server."""

from bot.servers.backlog import MAX_LINES, Backlog
from bot.texts import Texts

TEXTS = Texts()
LEFT_OUT = "… I couldn't post {} lines that belong here."


def filled(*lines: str) -> Backlog:
    backlog = Backlog()
    for line in lines:
        backlog.add(line)
    return backlog


def test_lines_go_together_in_their_order() -> None:
    backlog = filled("one", "two")
    assert backlog
    assert backlog.take(TEXTS, 2000) == ("one\ntwo", 2)
    assert not backlog


def test_what_does_not_fit_is_for_the_next_message() -> None:
    backlog = filled("a" * 900, "b" * 900, "c" * 900)
    texts = []
    while backlog:
        text, lines = backlog.take(TEXTS, 2000)
        texts.append((text, lines))
    assert texts == [("\n".join(["a" * 900, "b" * 900]), 2), ("c" * 900, 1)]


def test_lines_that_fill_a_message_to_the_last_character_are_in_it() -> None:
    text, lines = filled("a" * 999, "b" * 1000).take(TEXTS, 2000)
    assert (len(text), lines) == (2000, 2)


def test_longest_lines_always_find_room() -> None:
    backlog = filled(*("words " * 1000 for _ in range(MAX_LINES + 10)))
    while backlog:
        text, lines = backlog.take(TEXTS, 2000)
        assert len(text) <= 2000
        assert lines >= 1


def test_forgotten_lines_are_neither_posted_nor_counted() -> None:
    backlog = filled(*(f"line {n}" for n in range(MAX_LINES + 3)))
    backlog.forget(MAX_LINES - 1)
    assert backlog.take(TEXTS, 2000) == (f"line {MAX_LINES + 2}", 1)


def test_line_stays_one_line() -> None:
    assert filled("one\n\n# two").take(TEXTS, 2000)[0] == "one # two"


def test_oldest_give_way_and_are_counted() -> None:
    backlog = filled(*(f"line {n}" for n in range(MAX_LINES + 3)))
    first, *rest = backlog.take(TEXTS, 100_000)[0].splitlines()
    assert first == LEFT_OUT.format(3)
    assert (rest[0], rest[-1], len(rest)) == ("line 3", f"line {MAX_LINES + 2}", MAX_LINES)


def test_what_was_left_out_is_said_once_and_counts_when_that_is_lost_too() -> None:
    backlog = filled("one")
    backlog.left_out += 4
    text, lines = backlog.take(TEXTS, 2000)
    assert (text, lines) == (f"{LEFT_OUT.format(4)}\none", 5)
    assert backlog.left_out == 0
    backlog.left_out += lines
    backlog.add("two")
    assert backlog.take(TEXTS, 2000)[0] == f"{LEFT_OUT.format(5)}\ntwo"
