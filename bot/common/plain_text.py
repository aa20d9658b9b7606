"""Text from outside without the characters that hide, reorder or pile up.

Removed are control characters, directional marks, tags, and invisible characters that no script and
no emoji needs (UAX #31 and UTS #51 name those that are needed). Every function takes linear time
and cuts the text before anything else, so that a text of any length is cheap.
"""

import re
import unicodedata

MAX_LENGTH = 6000
"""Characters of the longest text that members may enter."""

# More marks above or below one letter cover other lines. Tibetan stacks whole letters as marks.
_MAX_MARKS = 4
_MAX_TIBETAN_MARKS = 8
# A line may begin with this many times as many characters that are not shown.
_SLACK = 4
_CUT = "…"
# What a cell begins with that spreadsheets compute.
_FORMULA = ("=", "+", "-", "@")

_LINE_BREAK = re.compile("\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
# Blanks of a width, though Unicode calls them letters.
_BLANK = re.compile("[\t\u3164\uffa0]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# The flags of England, Scotland and Wales: the only emoji that tags are for.
_TAG_FLAG = re.compile(
    "(\U0001f3f4\U000e0067\U000e0062(?:"
    "\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073"
    ")\U000e007f)"
)
_REMOVED = re.compile(
    "[\0-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"
    # Directional marks, embeddings, overrides and isolates.
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    # Without a width, but for joiners and variation selectors.
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    # Tags, and code points that are never characters.
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\ufdd0-\ufdef\ufffe\uffff]+"
)
# Scripts whose letters join: Arabic and its neighbours, and those of India and South-East Asia.
_JOINING = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\u1a00-\u1cff\ua800-\uabff\ufb50-\ufdff"
    "\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f"
)
_EMOJI = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff"
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Each begins with what it finds, and looks back from there: a search for it is then quick.
_STRAY = (
    # One selector after what has variants: emoji and keycaps, ideographs, mathematics, Mongolian.
    re.compile(f"[\ufe0e\ufe0f](?<![#*0-9{_EMOJI}].)"),
    re.compile(
        "[\ufe00-\ufe0d](?<![\u1000-\u109f\u2200-\u22ff\u2a00-\u2aff\u3000-\u33ff\ua840-\ua877"
        f"\uff00-\uffef\U00010ac0-\U00010aff{_IDEOGRAPHS}].)"
    ),
    re.compile(f"[\U000e0100-\U000e01ef](?<![{_IDEOGRAPHS}].)"),
    re.compile("[\u180b-\u180d\u180f](?<![\u1820-\u18aa].)"),
    # One joiner after a letter that joins, or between two emoji.
    re.compile(f"[\u200c\u200d](?<![{_JOINING}].)(?!(?<=[{_EMOJI}\ufe0f]\u200d)[{_EMOJI}])"),
)
_SELECTORS = (*range(0x180B, 0x180E), 0x180F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
# Marks by their category, but not seen: they neither count nor begin a letter.
_NOT_COUNTED = frozenset("\u200c\u200d") | frozenset(map(chr, _SELECTORS))
# Symbols that are drawn as nothing: the Braille blank, and blanks of notes and of other scripts.
_DRAWN_AS_NOTHING = "\u2800\U0001d159\U00013441\U00013442\U00016fe4"


def clean_text(text: str, max_length: int = MAX_LENGTH) -> str:
    """Return at most `max_length` characters of the text; line breaks are kept, as newlines."""
    text = text[:max_length]
    if text.isascii() and text.isprintable():
        return text
    text = _BLANK.sub(" ", _LINE_BREAK.sub("\n", text))
    text = _without_hidden(_LONE_SURROGATE.sub("\ufffd", text))
    if text.isascii():
        return text
    text = _limit_marks(text)
    for stray in _STRAY:
        text = stray.sub("", text)
    return text


def clean_line(text: str, max_length: int) -> str:
    """Return the text on one line of at most `max_length` characters; an ellipsis marks a cut."""
    line = " ".join(clean_text(text, _SLACK * max_length).split())
    return line if len(line) <= max_length else line[: max_length - 1].rstrip() + _CUT


def table_cell(text: str, max_length: int) -> str:
    """Return the text as one cell of a table, which no program takes for a formula."""
    line = clean_line(text, max_length)
    return f"'{line}" if line.startswith(_FORMULA) else line


def has_visible_character(text: str) -> bool:
    """Return True if a reader sees anything of the text."""
    return any(
        # Letters, numbers, punctuation and symbols; what this Python does not know yet is drawn.
        unicodedata.category(character)[0] in "LNPS"
        or unicodedata.category(character) in ("Cn", "Co")
        for character in clean_text(text)
        if character not in _DRAWN_AS_NOTHING
    )


def _without_hidden(text: str) -> str:
    parts = _TAG_FLAG.split(text)
    # Every second part is a flag.
    parts[::2] = [_REMOVED.sub("", part) for part in parts[::2]]
    return "".join(parts)


def _limit_marks(text: str) -> str:
    """Return the text with a few combining marks for each letter, and none without a letter."""
    kept: list[str] = []
    # A mark at the beginning would be drawn over what is written before the text.
    count = _MAX_TIBETAN_MARKS
    for character in text:
        if character in _NOT_COUNTED:
            pass
        elif character < "\u0300" or unicodedata.category(character) not in ("Mn", "Me"):
            count = _MAX_TIBETAN_MARKS if character == "\n" else 0
        else:
            count += 1
            if count > (_MAX_TIBETAN_MARKS if "\u0f00" <= character < "\u1000" else _MAX_MARKS):
                continue
        kept.append(character)
    return "".join(kept)
