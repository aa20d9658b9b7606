"""Texts and languages: formatting, missing texts, the choice of a language."""

from pathlib import Path

import pytest

import bot.texts
from bot.texts import Languages, Texts, languages


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that replaces the one with the real files."""
    monkeypatch.setattr(bot.texts, "files", lambda _: tmp_path)
    (tmp_path / "en.ftl").write_text(
        "hello = Hello, { $name }!\npicture = a { colour } picture\ncolour = red\n"
    )
    return tmp_path


def test_an_unknown_text_is_an_error() -> None:
    texts = Texts()
    assert "no-such-text" not in texts
    with pytest.raises(LookupError):
        texts.say("no-such-text")


def test_a_missing_fact_is_an_error() -> None:
    with pytest.raises(ValueError, match="post-facts-seed"):
        Texts().say("post-facts-seed")


def test_facts_get_no_isolation_marks() -> None:
    assert Texts().say("post-facts-seed", seed="<@1>") == "seed <@1>"


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [("en", "one picture", "2 pictures"), ("de", "ein Bild", "2 Bilder"), ("es", "una", "2 imá")],
)
def test_plurals_follow_the_language(language: str, one: str, two: str) -> None:
    texts = Texts(language)
    assert texts.say("note-missing", missing=1).startswith(one)
    assert texts.say("note-missing", missing=2).startswith(two)


@pytest.mark.parametrize(
    ("language", "number"),
    [
        ("en", "1,234"),
        ("de", "1.234"),
        ("es", "1.234"),
        ("fr", "1\u202f234"),
        ("pt-BR", "1.234"),
    ],
)
def test_number_formats_follow_the_language(language: str, number: str) -> None:
    assert Texts(language).say("words-title", count=1234).count(number) == 1


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de", "de"),
        ("es-ES", "es"),
        ("es-419", "es"),
        ("en-US", "en"),
        ("en-GB", "en"),
        ("fr", "fr"),
        ("pt-BR", "pt-BR"),
        ("ja", "en"),
        ("not a locale", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_locale_gets_its_language_or_english(locale: str | None, language: str) -> None:
    assert Languages().of(locale).language == language


def test_each_file_is_a_language(folder: Path) -> None:
    (folder / "fr.ftl").write_text("hello = Bonjour, { $name } !\n")
    assert languages() == ["en", "fr"]
    assert [texts.language for texts in Languages()] == ["en", "fr"]
    assert Languages().of("fr").say("hello", name="Maya") == "Bonjour, Maya !"


def test_a_file_for_the_exact_locale_is_preferred(folder: Path) -> None:
    (folder / "zh.ftl").write_text("hello = 1")
    (folder / "zh-TW.ftl").write_text("hello = 2")
    all_texts = Languages()
    assert [all_texts.of(locale).say("hello") for locale in ("zh-CN", "zh-TW")] == ["1", "2"]


def test_missing_texts_of_a_language_are_english(folder: Path) -> None:
    (folder / "fr.ftl").write_text("colour = rouge\n")
    french = Languages().of("fr")
    assert "hello" not in french
    assert french.say("hello", name="Maya") == "Hello, Maya!"
    assert french.say("picture") == "a red picture"
    with pytest.raises(LookupError):
        french.say("no-such-text")
