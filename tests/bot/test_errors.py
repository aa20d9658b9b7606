"""Translation of exceptions into reasons and sentences."""

import errno
import inspect
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import errors
from bot.common.markdown import Markup
from bot.errors import Reason, UserError, explain, reason_of, sentence
from bot.jobs.outcome import UndeliverableError
from bot.storage.database import StorageError
from bot.storage.jobs import LeaseLostError
from bot.storage.records import Destination, Job, State
from bot.texts import Texts, languages
from bot.ui.links import channel_mention, member_mention
from providers.errors import (
    BusyError,
    ContentDeclinedError,
    InvalidRequestError,
    ProviderFailedError,
    ProviderTimeoutError,
    RelayError,
    TextAnswerError,
)

OURS = "failed-internal"
WORDS = (
    "failed-text-words",
    "failed-declined-words",
    "failed-invalid-field",
    "failed-invalid-words",
)


def subclasses(kind: type[RelayError]) -> Iterator[type[RelayError]]:
    """Yield the class and all its subclasses."""
    yield kind
    for child in kind.__subclasses__():
        yield from subclasses(child)


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts()


def test_every_class_of_the_module_is_a_relay_error() -> None:
    module = inspect.getmodule(RelayError)
    classes = {kind for _, kind in inspect.getmembers(module, inspect.isclass)}
    assert {*subclasses(RelayError)} >= {k for k in classes if k.__module__ == module.__name__}


@pytest.mark.parametrize("kind", [*subclasses(RelayError)], ids=lambda kind: kind.__name__)
def test_every_error_of_the_relay_has_a_sentence(kind: type[RelayError], texts: Texts) -> None:
    reason = explain(kind("the relay's own message"))
    sentence = texts.say(reason.key, **reason.facts)
    assert sentence.endswith(".")
    assert "the relay's own message" not in sentence
    only_parents = {"RelayError", "RequestRefusedError", "KeyReusedError"}
    assert (reason.key == OURS) == (kind.__name__ in only_parents)


@pytest.mark.parametrize("key", [*errors._KEYS.values(), *WORDS, OURS, "failed-storage"])
def test_every_reason_has_a_text(key: str, texts: Texts) -> None:
    assert key in texts


@pytest.mark.parametrize(
    ("error", "key", "facts"),
    [
        (TextAnswerError(words="Which fox?\n\nTell me"), WORDS[0], {"words": "Which fox? Tell me"}),
        (TextAnswerError(words="  \n"), "failed-text", {}),
        (
            ContentDeclinedError(words="Not this.", reason="SAFETY"),
            WORDS[1],
            {"words": "Not this."},
        ),
        (ContentDeclinedError(reason="SAFETY"), "failed-declined", {}),
        (
            InvalidRequestError(field="width", words="too wide"),
            WORDS[2],
            {"field": "width", "words": "too wide"},
        ),
        (InvalidRequestError(field="width"), "failed-invalid", {}),
        (InvalidRequestError(words="too wide"), WORDS[3], {"words": "too wide"}),
        (InvalidRequestError(), "failed-invalid", {}),
        (BusyError(retry_after=3), "failed-busy", {}),
        (ProviderTimeoutError(), "failed-timeout", {}),
        (ProviderFailedError(), "failed-provider", {}),
        (StorageError("OperationalError: gone"), "failed-storage", {}),
        (OSError(errno.ENOSPC, "No space left on device"), "failed-storage", {}),
        (OSError(errno.EACCES, "Permission denied"), OURS, {}),
        (LeaseLostError("job 1"), OURS, {}),
        (ZeroDivisionError(), OURS, {}),
        (UserError("refused-line-mine", waiting=3), "refused-line-mine", {"waiting": 3}),
        (UndeliverableError(Reason("failed-no-place")), "failed-no-place", {}),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else type(value).__name__,
)
def test_an_error_becomes_a_key_and_facts(
    error: Exception, key: str, facts: dict[str, object], texts: Texts
) -> None:
    reason = explain(error)
    assert (reason.key, dict(reason.facts)) == (key, facts)
    assert texts.say(reason.key, **reason.facts)


def test_long_quotes_are_cut() -> None:
    reason = explain(TextAnswerError(words="very " * 1000))
    words = str(reason.facts["words"])
    assert len(words) == 400
    assert words.endswith("…")


HOSTILE = (
    *(
        "[text](https://example.com)",
        "`",
        "``",
        "*",
        "_",
        "||",
        "~~",
        "<@1>",
        "<t:1:R>",
        "@everyone",
    ),
    *(
        "\n# ",
        "\n- ",
        "\u202e",
        "\u2066",
        "\x1b[31m",
        "\u200b",
        "\\",
        "fox ",
        "</flux:1>",
        "<:x:1>",
    ),
)
hostile = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=8).map("".join)
# Texts whose facts are often from outside: of the relay, of moderators, of lists.
FOREIGN = {
    "failed-invalid-field": ("field", "words"),
    "failed-invalid-words": ("words",),
    "failed-text-words": ("words",),
    "failed-declined-words": ("words",),
    "refused-word": ("word",),
    "refused-blocked": ("reason",),
    "refused-barred": ("reason",),
    "refused-paused-everywhere-why": ("reason",),
    "refused-not-offered": ("title",),
    "refused-permissions": ("permissions",),
    "refused-rule-provider": ("title", "others"),
    "problem-other": ("option", "problem"),
}


# As Discord reads: from left to right, an escaped mark, a piece of code, or a link.
INERT = re.compile(r"(?P<escaped>\\[^0-9A-Za-z\s])|(?P<code>`[^`\n]*`)|https?://[^\s<]+")


def live_marks(text: str) -> str:
    """Return the text without what is escaped, in code, or in a link."""
    return INERT.sub("", text)


def pieces_of_code(text: str) -> int:
    return sum(found["code"] is not None for found in INERT.finditer(text))


@pytest.mark.parametrize("language", languages())
@given(key=st.sampled_from([*FOREIGN]), fact=hostile)
def test_no_fact_has_an_effect(language: str, key: str, fact: str) -> None:
    texts = Texts(language, Texts())
    plain = sentence(texts, Reason(key, dict.fromkeys(FOREIGN[key], "fox")))
    shown = sentence(texts, Reason(key, dict.fromkeys(FOREIGN[key], fact)))
    assert pieces_of_code(shown) == pieces_of_code(plain)
    left = live_marks(shown)
    assert re.sub(r"\\.|`[^`]*`", "", shown).count("||") == plain.count("||")
    assert not re.search(r"[*_~<`]|@everyone|[\n\x1b\u202e\u2066]", left)
    assert "](" not in re.sub("`[^`\n]*`", "", shown)


@pytest.mark.parametrize("language", languages())
def test_masked_link_in_the_name_of_a_field_is_none(language: str) -> None:
    error = InvalidRequestError(field="a`[win](https://example.com)", words="no")
    shown = sentence(Texts(language, Texts()), explain(error))
    assert "`a'[win](https://example.com)`" in shown


def test_numbers_and_our_own_markup_are_shown_as_they_are(texts: Texts) -> None:
    channels = Markup(f"{channel_mention(1)}, {channel_mention(2)}")
    shown = sentence(texts, Reason("refused-rule-elsewhere", {"channels": channels}))
    assert "<#1>, <#2>" in shown
    shown = sentence(texts, Reason("refused-not-blocked", {"member": member_mention(7)}))
    assert shown.startswith("<@7> ")
    assert sentence(texts, Reason("refused-line-mine", {"waiting": 3})).startswith(
        "You already have 3 "
    )


def test_facts_of_a_stored_reason_are_not_markup(texts: Texts) -> None:
    job = Job(
        id=1,
        state=State.FAILED,
        member_id=7,
        destination=Destination(channel_id=11, guild_id=5, upload_limit=1),
        operation="flux",
        request={},
        pictures=1,
        created_at=datetime(2026, 11, 22, tzinfo=UTC),
        reason={"key": "failed-text-words", "words": "<@1> *no*"},
    )
    assert r"\<@1> \*no\*" in sentence(texts, reason_of(job))


def test_name_of_an_option_is_shown_as_it_is(texts: Texts) -> None:
    shown = sentence(texts, Reason("problem-size-form", {"option": "input_image_2"}))
    assert shown.startswith("`input_image_2` ")


def test_words_of_any_length_take_no_time(texts: Texts) -> None:
    start = time.process_time()
    for words in ("x" * 10**7, "\u200b" * 10**7, " " * 10**7):
        sentence(texts, explain(InvalidRequestError(field=words, words=words)))
        sentence(texts, Reason("refused-blocked", {"reason": words}))
    assert time.process_time() - start < 0.3


def test_an_error_is_logged_as_its_key() -> None:
    assert str(UserError("refused-limit", used=25, limit=25, free_at="1")) == "refused-limit"
    assert str(UndeliverableError(Reason("failed-no-place"))) == "failed-no-place"
