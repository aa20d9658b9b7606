"""The environment as hosts write it."""

from pathlib import Path

import pytest

from bot.environment import Environment, SettingsError, nearest, peek, read_environment

FIELDS = ("discord_token", "relay_key", "daily_pictures", "health_file")
NO_FILE = Path("/nonexistent/.env")


def read(variables: dict[str, str], file: Path = NO_FILE) -> Environment:
    return read_environment(variables, file, FIELDS)


@pytest.mark.parametrize("written", ["abc", " abc\t", "abc\r\n", '"abc"', "'abc'", ' " abc " '])
def test_blanks_and_quotes_around_a_value_are_taken_off(written: str) -> None:
    assert read({"EASEL_DISCORD_TOKEN": written}).values == {"discord_token": "abc"}


@pytest.mark.parametrize("written", ['"', "'a\"", '["a", "b"]', "a'b'"])
def test_other_quotes_belong_to_the_value(written: str) -> None:
    assert read({"EASEL_RELAY_KEY": written}).values == {"relay_key": written}


@pytest.mark.parametrize("written", ["", " ", '""', " '  '\n"])
def test_nothing_but_blanks_is_not_set(written: str, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("EASEL_DAILY_PICTURES=7\n")
    assert read({"EASEL_DAILY_PICTURES": written}, file).values == {"daily_pictures": "7"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_file_is_read_in_the_encodings_that_editors_save(encoding: str, tmp_path: Path) -> None:
    file, text = tmp_path / ".env", "EASEL_DISCORD_TOKEN='äbc'\r\nexport EASEL_DAILY_PICTURES=3\r\n"
    marked = "\ufeff" + text if encoding.endswith(("le", "be")) else text
    file.write_bytes(marked.encode(encoding))
    assert read({}, file).values == {"discord_token": "äbc", "daily_pictures": "3"}


def test_environment_comes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("EASEL_DAILY_PICTURES=7\nEASEL_RELAY_KEY=x\n")
    found = read({"easel_daily_pictures": "8", "PATH": "/bin"}, file)
    assert found == Environment({"daily_pictures": "8", "relay_key": "x"})


def test_file_that_is_not_text_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"EASEL_DISCORD_TOKEN=\xff\xfe\xfa")
    with pytest.raises(SettingsError, match=r"^\.env is not text: save it as UTF-8$"):
        read({}, file)


def test_secret_is_read_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_bytes(b"abc\r\n")
    assert read({"EASEL_DISCORD_TOKEN_FILE": f" {secret} "}).values == {"discord_token": "abc"}


def test_secret_and_its_file_together_are_refused(tmp_path: Path) -> None:
    variables = {"EASEL_RELAY_KEY": "a", "EASEL_RELAY_KEY_FILE": str(tmp_path)}
    with pytest.raises(SettingsError) as caught:
        read(variables)
    assert caught.value.lines == [
        "EASEL_RELAY_KEY_FILE: EASEL_RELAY_KEY is set, too; set one of the two"
    ]


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "No such file or directory"), (b"\xff\xff", "it is not text")]
)
def test_file_of_a_secret_that_cannot_be_read_is_one_line(
    content: bytes | None, reason: str, tmp_path: Path
) -> None:
    secret = tmp_path / "sesame"
    if content is not None:
        secret.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        read({"EASEL_RELAY_KEY_FILE": str(secret)})
    assert caught.value.lines == [f"EASEL_RELAY_KEY_FILE: the file cannot be read: {reason}"]


def test_setting_whose_own_name_ends_in_file_is_no_secret() -> None:
    assert read({"EASEL_HEALTH_FILE": "/tmp/alive"}).values == {"health_file": "/tmp/alive"}  # noqa: S108


def test_slip_is_named_with_what_was_meant() -> None:
    with pytest.raises(SettingsError) as caught:
        read({"EASEL_DAILY_PICTRUES": "5", "EASEL_RELAYKEY": "sesame", "EASEL_RELAY_KEY": "x"})
    assert caught.value.lines == [
        "EASEL_DAILY_PICTRUES is not a setting; did you mean EASEL_DAILY_PICTURES?",
        "EASEL_RELAYKEY is not a setting; did you mean EASEL_RELAY_KEY?",
    ]


def test_other_names_are_told_apart_from_slips() -> None:
    assert read({"EASEL_IMAGE_TAG": "2", "OTHER": "1"}).unknown == ("EASEL_IMAGE_TAG",)


@pytest.mark.parametrize("written", ["“abc”", "„abc“", "‘abc’"])
def test_quotes_of_word_processors_are_taken_off(written: str) -> None:
    assert read({"EASEL_RELAY_KEY": written}).values == {"relay_key": "abc"}


@pytest.mark.parametrize("written", ["a\nb", "a\x00b", "a\u200bb", "a\tb"])
def test_character_that_cannot_be_seen_is_named_and_not_shown(written: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read({"EASEL_RELAY_KEY": written})
    assert caught.value.lines == [
        "EASEL_RELAY_KEY: there is a line break or an invisible character in it"
    ]


def test_json_may_have_several_lines() -> None:
    assert read({"EASEL_RELAY_KEY": '[\n"a",\n"b"]'}).values == {"relay_key": '[\n"a",\n"b"]'}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_file_in_an_encoding_without_its_mark_is_not_text(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes("EASEL_RELAY_KEY=x\n".encode(encoding))
    with pytest.raises(SettingsError, match=r"^\.env is not text: save it as UTF-8$"):
        read({}, file)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\n\nEASEL_RELAY_KEY: x\n", 3),
        ("# ours\nEASEL_RELAY_KEY='x\nEASEL_DAILY_PICTURES=3\n", 2),
        ('EASEL_RELAY_KEY="x\nEASEL_DAILY_PICTURES="3"\n', 1),
    ],
)
def test_line_of_ours_that_cannot_be_read_is_named(text: str, line: int, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        read({}, file)
    assert caught.value.lines == [
        f".env, line {line}: it should be NAME=value, with quotes in pairs"
    ]


def test_lines_of_others_that_cannot_be_read_are_passed_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / ".env"
    file.write_text("OTHER: 'x\n# EASEL_RELAY_KEY: y\nEASEL_RELAY_KEY=z\n")
    assert read({}, file).values == {"relay_key": "z"}
    assert not caplog.records


@pytest.mark.parametrize("content", [b"", b"\n", b'""'])
def test_file_of_a_secret_without_one_is_named(content: bytes, tmp_path: Path) -> None:
    secret = tmp_path / "sesame"
    secret.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        read({"EASEL_RELAY_KEY_FILE": str(secret)})
    assert caught.value.lines == ["EASEL_RELAY_KEY_FILE: the file cannot be read: it is empty"]


def test_slip_in_the_name_of_a_file_is_named_with_what_was_meant() -> None:
    with pytest.raises(SettingsError, match="did you mean EASEL_RELAY_KEY_FILE or EASEL_RELAY_KEY"):
        read({"EASEL_RELAY_KYE_FILE": "x"})


def test_nearest_name_is_found_by_what_names_differ_in() -> None:
    assert nearest("EASEL_TOKEN", FIELDS) == "EASEL_DISCORD_TOKEN"
    assert nearest("EASEL_STACK", FIELDS) is None


def test_one_value_can_be_read_whatever_is_wrong_elsewhere(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("EASEL_RELAY_KEY: x\nEASEL_DAILY_PICTRUES=1\nEASEL_HEALTH_FILE='alive'\n")
    assert peek({}, file, "health_file") == "alive"
    assert peek({"EASEL_HEALTH_FILE": "here"}, file, "health_file") == "here"
    assert peek({}, NO_FILE, "health_file") == ""
