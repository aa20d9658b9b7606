"""The texts of one language and of all: loud about what is missing, English where nothing is."""

from pathlib import Path

import pytest

import bot.texts
from bot.texts import Languages, Texts, languages


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the files of the languages are, in place of the real ones."""
    monkeypatch.setattr(bot.texts, "files", lambda _: tmp_path)
    (tmp_path / "en.ftl").write_text(
        "hello = Hello, { $name }!\npicture = a { colour } picture\ncolour = red\n"
    )
    return tmp_path


def test_an_unknown_text_is_a_fault() -> None:
    texts = Texts()
    assert "no-such-text" not in texts
    with pytest.raises(LookupError):
        texts.say("no-such-text")


def test_a_missing_fact_is_a_fault() -> None:
    with pytest.raises(ValueError, match="post-facts-seed"):
        Texts().say("post-facts-seed")


def test_nothing_is_put_around_facts() -> None:
    assert Texts().say("post-facts-seed", seed="<@1>") == "seed <@1>"


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [("en", "one picture", "2 pictures"), ("de", "ein Bild", "2 Bilder"), ("es", "una", "2 imá")],
)
def test_numbers_are_counted_in_words(language: str, one: str, two: str) -> None:
    texts = Texts(language)
    assert texts.say("note-missing", missing=1).startswith(one)
    assert texts.say("note-missing", missing=2).startswith(two)


@pytest.mark.parametrize(("language", "said"), [("en", "1,234"), ("de", "1.234"), ("es", "1.234")])
def test_numbers_are_written_as_in_the_language(language: str, said: str) -> None:
    assert Texts(language).say("words-title", count=1234).count(said) == 1


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de", "de"),
        ("es-ES", "es"),
        ("es-419", "es"),
        ("en-US", "en"),
        ("en-GB", "en"),
        ("pt-BR", "en"),
        ("not a locale", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_locale_is_spoken_in_its_language_or_in_english(
    locale: str | None, language: str
) -> None:
    assert Languages().of(locale).language == language


def test_a_file_makes_a_language(folder: Path) -> None:
    (folder / "fr.ftl").write_text("hello = Bonjour, { $name } !\n")
    assert languages() == ["en", "fr"]
    assert [texts.language for texts in Languages()] == ["en", "fr"]
    assert Languages().of("fr").say("hello", name="Maya") == "Bonjour, Maya !"


def test_a_file_of_the_very_locale_goes_first(folder: Path) -> None:
    (folder / "zh.ftl").write_text("hello = 1")
    (folder / "zh-TW.ftl").write_text("hello = 2")
    spoken = Languages()
    assert [spoken.of(locale).say("hello") for locale in ("zh-CN", "zh-TW")] == ["1", "2"]


def test_what_a_language_lacks_is_said_in_english(folder: Path) -> None:
    (folder / "fr.ftl").write_text("colour = rouge\n")
    french = Languages().of("fr")
    assert "hello" not in french
    assert french.say("hello", name="Maya") == "Hello, Maya!"
    assert french.say("picture") == "a red picture"
    with pytest.raises(LookupError):
        french.say("no-such-text")
