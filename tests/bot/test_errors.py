"""Translation of exceptions into reasons and sentences."""

import errno
import inspect
from collections.abc import Iterator

import pytest

from bot import errors
from bot.errors import Reason, UserError, explain
from bot.jobs.outcome import UndeliverableError
from bot.storage.database import StorageError
from bot.storage.jobs import LeaseLostError
from bot.texts import Texts
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


def test_an_error_is_logged_as_its_key() -> None:
    assert str(UserError("refused-limit", used=25, limit=25, free_at="1")) == "refused-limit"
    assert str(UndeliverableError(Reason("failed-no-place"))) == "failed-no-place"
