"""Text without characters that hide, reorder or pile up."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.plain_text import clean_line, clean_text, has_visible_character

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TAGS = "".join(map(chr, range(0xE0000, 0xE0080)))
INVISIBLE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060\u2063\u206f\ufeff\ufff9"
CONTROLS = "".join(
    chr(code) for code in (*range(9), *range(14, 28), 31, *range(127, 133), 134, 159)
)
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
KEPT = {
    "plain": "a red fox, 3.5 m high (at dusk)",
    "lines": "a fox\n\n  and an owl\n",
    "vietnamese": unicodedata.normalize("NFD", "Tiếng Việt ở giữa"),
    "thai": "ผู้หญิงกำลังยิ้มที่น้ำตก",
    "niqqud": "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים",
    "vowelled arabic": "اللّٰهُ بِسْمِ",
    "persian": "می‌خواهم",
    "devanagari": "क्षत्रिय हिन्दी काँच",
    "half forms": "क्‍ष नर्‌स",
    "burmese": "မြွှေ့ကြီး",
    "tibetan": "བསྒྲུབས་ཧཱུྃ",
    "mongolian": "ᠮᠣᠩᠭᠣᠯ᠋",
    "emoji": "👩‍👩‍👧‍👦 ❤️‍🔥 🏳️‍🌈 👍🏽 1️⃣ ☺︎ 🧑🏿‍🚀",
    "flags": f"🇫🇷🇪🇸 {SCOTLAND}",
    "ideographs": "葛\U000e0100城 裸体",
    "newer than this Python": "\U0001fae9",
}

hostile = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(BIDI + TAGS + INVISIBLE + CONTROLS),
        st.sampled_from("\u0301\u0316\u0e47\u05b0\u0f71\u200c\u200d\ufe0e\ufe0f\U000e0101"),
        st.sampled_from("ab \n\r😀🏴\u0915\u094d葛"),
    ),
    max_size=60,
)


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_scripts_and_emoji_need_is_kept(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize("hidden", [*BIDI, *TAGS, *INVISIBLE, *CONTROLS])
def test_what_hides_or_reorders_is_removed(hidden: str) -> None:
    assert clean_text(f"a{hidden}b") == "ab"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f\vg\fh", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\tb\u3164c\uffa0d", "a b c d"),
        ("a fox \ud83e", "a fox \ufffd"),
        ("a\u200cb\u200dc", "abc"),
        ("😀\u200d", "😀"),
        ("😀\u200d\u200d😀", "😀😀"),
        ("a\ufe0fb\U000e0101c", "abc"),
        ("😀" + "\ufe0f" * 3, "😀\ufe0f"),
        ("葛" + "\U000e0100\U000e0101" * 9, "葛\U000e0100"),
        ("🏴" + "".join(chr(0xE0000 + ord(c)) for c in "ignore\x7f"), "🏴"),
        ("a" + "\u0301\u0316" * 40, "a" + "\u0301\u0316" * 2),
        ("ส" + "\u0e47" * 40, "ส" + "\u0e47" * 4),
        ("\u0301\u0301a\n\u0301b", "a\nb"),
        ("\x1b[31mred", "[31mred"),
    ],
)
def test_the_rest_becomes(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@given(hostile)
def test_clean_text_stays_as_it_is(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    clean.encode()


@given(hostile)
def test_no_clean_text_hides_or_piles_up(text: str) -> None:
    clean = clean_text(text.replace("🏴", ""))
    assert not {*clean} & {*BIDI, *TAGS, *INVISIBLE, *CONTROLS}
    marks = "".join("m" if unicodedata.category(c) in ("Mn", "Me") else c for c in clean)
    # With a selector, which is a mark by its category, and is not drawn.
    assert "m" * 11 not in marks


@given(hostile, st.integers(1, 40))
def test_line_has_no_break_and_is_bounded(text: str, max_length: int) -> None:
    line = clean_line(text, max_length)
    assert len(line) <= max_length
    assert line == " ".join(line.split())


def test_cut_is_marked() -> None:
    assert clean_line("a fox and an owl", 8) == "a fox a…"
    assert clean_line("a fox  and an owl", 7) == "a fox…"
    assert clean_line(" \n a \u200b fox ", 5) == "a fox"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "   ",
            "\n\t",
            "\u200b",
            "\u3164",
            "\uffa0",
            "\u2800\u2800",
            "\u00a0\u3000",
            "\u200d",
        ),
        *("\x00\x1b", "\u202e", "\ufe0f", "\u0301", "\U000e0041\U000e0042", "\u115f\u1160"),
    ],
)
def test_text_without_a_visible_character(text: str) -> None:
    assert not has_visible_character(text)


@pytest.mark.parametrize("text", ["a", ".", "🦊", "裸", " ก ", "\u200b1", "é", "\U0001fae9", "-"])
def test_text_with_a_visible_character(text: str) -> None:
    assert has_visible_character(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10**7,
        "é" * 10**7,
        "\u200b" * 10**7,
        "\n" * 10**7,
        "a\u0301\u0316" * 10**6,
        " " * 10**7,
    ],
    ids=["ascii", "letters", "invisible", "lines", "marks", "spaces"],
)
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    for _ in range(3):
        clean_text(text)
        clean_line(text, 500)
        has_visible_character(text)
    assert time.process_time() - start < 0.3
