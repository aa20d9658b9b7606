"""Settings from the environment: defaults, refusals in one line, no secrets in them."""

from pathlib import Path

import pytest

from bot.common.shards import ShardGroup
from bot.limits.limit import Limit, Metric, Per, Subject
from bot.settings import (
    Settings,
    SettingsError,
    environment_name,
    read_settings,
    secrets_of,
)
from providers.registry import EDITORS


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Remove all settings of the machine that runs the tests."""
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields:
        monkeypatch.delenv(environment_name(field), raising=False)


def bad(monkeypatch: pytest.MonkeyPatch, **values: str) -> list[str]:
    """Read refused settings, and return the error's lines."""
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert str(caught.value) == "\n".join(caught.value.lines)
    assert caught.value.__cause__ is None
    return caught.value.lines


def test_every_setting_has_a_default() -> None:
    settings = read_settings()
    assert str(settings.relay_url) == "https://relaygpu.com/"
    assert settings.database_url == "sqlite+aiosqlite:///data/easel.db"
    assert settings.daily_pictures == 25
    assert settings.log_level == "INFO"
    assert settings.discord_token.get_secret_value() == ""


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EASEL_DAILY_PICTURES", "0")
    monkeypatch.setenv("EASEL_RELAY_KEY", "relay_sk_sesame")
    monkeypatch.setenv("EASEL_LEASE", "0.5")
    monkeypatch.setenv("EASEL_MODELS", '{"gemini": "google/gemini-3-pro-image"}')
    settings = read_settings()
    assert (settings.daily_pictures, settings.lease) == (0, 0.5)
    assert settings.relay_key.get_secret_value() == "relay_sk_sesame"
    assert settings.models == {"gemini": "google/gemini-3-pro-image"}


def test_shards_are_a_group_or_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().shards is None
    monkeypatch.setenv("EASEL_SHARDS", "0-7/8")
    assert read_settings().shards == ShardGroup((0, 1, 2, 3, 4, 5, 6, 7), 8)
    [line] = bad(monkeypatch, EASEL_SHARDS="0-3/8")
    assert line.startswith("EASEL_SHARDS: the other shards are of other processes")
    monkeypatch.setenv("EASEL_DATABASE_URL", "postgresql://host/name")
    assert read_settings().shards == ShardGroup((0, 1, 2, 3), 8)
    [line] = bad(monkeypatch, EASEL_SHARDS="8-9/8")
    assert line == "EASEL_SHARDS: of 8 shards, the last one is 7"


def test_the_environment_overrides_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = 'EASEL_DAILY_PICTURES=7\nEASEL_LEASE=9\nEASEL_SD_MODELS=["a.safetensors"]\nOTHER=1\n'
    (tmp_path / ".env").write_text(text)
    monkeypatch.setenv("EASEL_LEASE", "5")
    settings = read_settings()
    assert (settings.daily_pictures, settings.lease) == (7, 5)
    assert settings.sd_models == ["a.safetensors"]


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        monkeypatch.setenv(environment_name(field), "")
    assert read_settings() == Settings(_env_file=None)


def test_each_bad_setting_is_a_line_without_its_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = bad(
        monkeypatch,
        EASEL_RELAY_URL="relay_sk_sesame",
        EASEL_DAILY_PICTURES="sesame",
        EASEL_LEASE="-1",
        EASEL_LOG_LEVEL="sesame",
        EASEL_MODELS="sesame",
        EASEL_SD_MODELS='{"sesame": 1}',
        EASEL_DEV_GUILD="sesame",
    )
    assert [line.partition(":")[0] for line in lines] == [
        "EASEL_RELAY_URL",
        "EASEL_DAILY_PICTURES",
        "EASEL_MODELS",
        "EASEL_SD_MODELS",
        "EASEL_LEASE",
        "EASEL_DEV_GUILD",
        "EASEL_LOG_LEVEL",
    ]
    assert all(line.count("\n") == 0 and len(line) > len("EASEL_LEASE: ") for line in lines)
    assert "sesame" not in "".join(lines)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EASEL_DAILY_PICTURES", "-1"),
        ("EASEL_RUNNING_JOBS", "0"),
        ("EASEL_RUNNING_JOBS", "1.5"),
        ("EASEL_LEASE", "0"),
        ("EASEL_LEASE", "nan"),
        ("EASEL_JOB_TIMEOUT", "inf"),
        ("EASEL_RETRY_PAUSE", "1e300"),
        ("EASEL_LOG_FORMAT", "yaml"),
        ("EASEL_RELAY_URL", "ftp://relay.example"),
    ],
)
def test_a_value_out_of_range_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (line,) = bad(monkeypatch, **{name: value})
    assert line.startswith(f"{name}: ")


def test_the_repr_of_settings_has_no_secrets() -> None:
    settings = Settings(
        _env_file=None,
        discord_token="sesame-token",
        relay_key="relay_sk_sesame",
        database_url="postgresql+asyncpg://bot:sesame@db/easel",
    )
    assert "sesame" not in repr(settings)
    assert "sesame" not in str(settings)


def test_settings_are_immutable() -> None:
    settings = Settings(_env_file=None)
    with pytest.raises(ValueError, match="frozen"):
        settings.lease = 1


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_has_a_description(field: str) -> None:
    assert Settings.model_fields[field].description


def test_edit_provider_must_be_able_to_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in EDITORS:
        monkeypatch.setenv("EASEL_EDIT_PROVIDER", name)
        assert read_settings().edit_provider == name
    [line] = bad(monkeypatch, EASEL_EDIT_PROVIDER="sd")
    known = ", ".join(sorted(EDITORS))
    assert line == f"EASEL_EDIT_PROVIDER: no such provider; there are {known}"


def test_limits_are_parsed_from_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EASEL_MEMBER_LIMITS", '["100 pictures a month", "$2 a week"]')
    monkeypatch.setenv("EASEL_SERVER_LIMITS", '["500 pictures a day"]')
    limits = read_settings().limits
    assert limits.defaults == (Limit(25),)
    assert limits.ceilings == (
        Limit(100, per=Per.MONTH),
        Limit(2_000_000, Metric.DOLLARS, Per.WEEK),
        Limit(500, subject=Subject.SERVER),
    )
    assert [limit.is_everywhere for limit in limits.ceilings] == [True, True, False]


@pytest.mark.parametrize(("value", "ceilings"), [("25", (Limit(25),)), ("0", ())])
def test_daily_limit_binds_servers_once_it_is_set(
    monkeypatch: pytest.MonkeyPatch, value: str, ceilings: tuple[Limit, ...]
) -> None:
    monkeypatch.setenv("EASEL_DAILY_PICTURES", value)
    limits = read_settings().limits
    assert (limits.defaults, limits.ceilings) == ((), ceilings)


def test_budget_and_servers_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EASEL_BUDGET", '["$5 a day", "$50 a month"]')
    monkeypatch.setenv("EASEL_TRUSTED_SERVERS", "[1234567890123456789]")
    monkeypatch.setenv("EASEL_SERVERS", '["7", 8]')
    settings = read_settings()
    assert settings.limits.budget == (
        Limit(5_000_000, Metric.DOLLARS, Per.DAY),
        Limit(50_000_000, Metric.DOLLARS, Per.MONTH),
    )
    assert settings.limits.trusted == {1234567890123456789}
    assert settings.servers == [7, 8]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EASEL_BUDGET", '["5 pictures a day"]'),
        ("EASEL_BUDGET", '["$5 a day", "$6 a day"]'),
        ("EASEL_BUDGET", "5"),
        ("EASEL_SERVERS", "[0]"),
        ("EASEL_SERVERS", "7"),
        ("EASEL_TRUSTED_SERVERS", '["a server"]'),
    ],
)
def test_bad_budgets_and_servers_are_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    assert all(line.startswith(f"{name}: ") for line in bad(monkeypatch, **{name: value}))


def test_text_that_is_no_limit_is_refused_with_an_example(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    [line] = bad(monkeypatch, EASEL_SERVER_LIMITS='["lots"]')
    assert line.startswith("EASEL_SERVER_LIMITS: ")
    assert "'25 pictures a day' or '$5 a month'" in line


def test_two_limits_of_one_window_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    [line] = bad(monkeypatch, EASEL_SERVER_LIMITS='["1 picture a day", "2 pictures a day"]')
    assert line.endswith("more than one limit of pictures a day")


def test_the_daily_limit_has_one_setting_only(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = '["30 pictures a day"]'
    assert bad(monkeypatch, EASEL_MEMBER_LIMITS=limits) == [
        "EASEL_MEMBER_LIMITS: pictures a day are set by EASEL_DAILY_PICTURES"
    ]
    monkeypatch.setenv("EASEL_DAILY_PICTURES", "0")
    assert read_settings().limits.ceilings == (Limit(30),)


HOOK = f"https://discord.com/api/webhooks/{10**17}/{'t' * 68}"


@pytest.mark.parametrize("value", ["nobody", "https://x.example/", HOOK.replace("s://", "://")])
def test_alerts_go_to_the_owner_a_webhook_or_nobody(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    assert bad(monkeypatch, EASEL_ALERTS=value) == [
        "EASEL_ALERTS: should be owner, off, or the address of a Discord webhook"
    ]


@pytest.mark.parametrize("value", ["owner", "OFF", HOOK])
def test_address_of_a_webhook_is_a_secret_and_a_word_is_none(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("EASEL_ALERTS", value)
    settings = read_settings()
    hook = {HOOK, "t" * 68} if value == HOOK else set()
    assert {*secrets_of(settings)} >= hook
    assert not {"owner", "off"} & {*secrets_of(settings)}
    assert settings.alerts.get_secret_value() == (value if hook else value.lower())


@pytest.mark.parametrize("value", ["127.0.0.1:9100", "[::1]:0", "localhost:65535"])
def test_http_is_a_host_and_a_port(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("EASEL_HTTP", value)
    assert read_settings().http == value


@pytest.mark.parametrize("value", ["9100", ":9100", "localhost", "::1:9100", "localhost:65536"])
def test_other_addresses_are_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    assert bad(monkeypatch, EASEL_HTTP=value) == [
        "EASEL_HTTP: should be host:port, such as 127.0.0.1:9100"
    ]


def test_level_may_be_written_as_other_programs_do() -> None:
    assert [Settings(log_level=one).log_level for one in ("warn", "Debug")] == ["WARNING", "DEBUG"]


@pytest.mark.parametrize("value", ["-1", "0", "9" * 30, "a server"])
def test_server_for_development_is_the_id_of_one(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    [line] = bad(monkeypatch, EASEL_DEV_GUILD=value)
    assert line.startswith("EASEL_DEV_GUILD: ")


def test_values_that_cannot_go_together_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bad(monkeypatch, EASEL_DEV_GUILD="12", EASEL_SERVERS="[11]") == [
        "EASEL_DEV_GUILD: EASEL_SERVERS does not name this server, so it is left"
    ]
    monkeypatch.setenv("EASEL_SERVERS", "[11, 12]")
    assert read_settings().dev_guild == 12
    [line] = bad(monkeypatch, EASEL_MAX_INPUT_BYTES="11", EASEL_STORED_INPUT_BYTES_PER_MEMBER="10")
    assert line.startswith("EASEL_MAX_INPUT_BYTES: larger than EASEL_STORED_INPUT_BYTES_PER_MEMBER")


def test_password_of_a_proxy_without_a_scheme_is_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "easel:sesame@proxy.example:3128")
    assert "sesame" in secrets_of(Settings())
