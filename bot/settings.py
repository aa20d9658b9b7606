"""Settings from the environment or `.env`: read once at the start and passed on, never global."""

import os
import re
from collections import Counter
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import unquote, urlsplit

import orjson
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from bot.common.shards import ShardGroup, parse_shards
from bot.environment import SettingsError, environment_name, nearest, read_environment
from bot.limits.limit import Limit, Metric, Per, Subject, parse_limit
from bot.limits.operator_limits import OperatorLimits
from bot.proxies import DISCORD, FILES, environment_proxies, unusable_proxies
from providers.registry import EDITORS, OPERATIONS
from providers.stable_diffusion import StableDiffusionRequest


def _from_json(value: object) -> object:
    """Parse a value of the environment as JSON; raises `ValueError`, an error of the setting."""
    if not isinstance(value, str):
        return value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        raise ValueError("should be JSON") from None


def _level(value: object) -> object:
    """Return the level as Python names it."""
    if not isinstance(value, str):
        return value
    return "WARNING" if value.upper() == "WARN" else value.upper()


def _in_small_letters(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _known_operations(models: dict[str, str]) -> dict[str, str]:
    wrong = sorted({*models} - {*OPERATIONS} | {*models} & {StableDiffusionRequest.operation})
    if wrong:
        known = ", ".join(sorted({*OPERATIONS} - {StableDiffusionRequest.operation}))
        raise ValueError(f"no such operation: {', '.join(wrong)}; there are {known}")
    return models


def _known_editor(family: str) -> str:
    if family not in EDITORS:
        raise ValueError(f"no such provider; there are {', '.join(sorted(EDITORS))}")
    return family


def _readable_limits(limits: list[str]) -> list[str]:
    windows = Counter((limit.metric, limit.per) for limit in map(parse_limit, limits))
    if twice := [f"{metric} a {per}" for (metric, per), n in windows.items() if n > 1]:
        raise ValueError(f"more than one limit of {', '.join(twice)}")
    return limits


def _dollars_only(limits: list[str]) -> list[str]:
    if any(parse_limit(words).metric is not Metric.DOLLARS for words in limits):
        raise ValueError("a budget is in dollars, such as '$5 a day'")
    return limits


def _http_address(text: str) -> str:
    host, _, port = text.rpartition(":")
    is_bare = ":" in host and not (host.startswith("[") and host.endswith("]"))
    if not host or is_bare or not (port.isascii() and port.isdigit()) or int(port) > MAX_PORT:
        raise PydanticCustomError("address", "should be host:port, such as 127.0.0.1:9100")
    return text


def _shards(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_shards(value)
    except ValueError as error:
        raise PydanticCustomError("shards", "{why}", {"why": str(error)}) from None


def _alerts(value: SecretStr) -> SecretStr:
    word = value.get_secret_value()
    if word.lower() in (OWNER, OFF):
        return SecretStr(word.lower())
    if not _WEBHOOK.fullmatch(word):
        raise PydanticCustomError(
            "alerts", "should be owner, off, or the address of a Discord webhook"
        )
    return value


MAX_PORT = 65_535
_OWN_ERROR = "Value error, "
"""Pydantic's words before those of a `ValueError`."""
OWNER, OFF = "owner", "off"
_WEBHOOK = re.compile(
    r"https://(?:ptb\.|canary\.)?discord(?:app)?\.com/api/(?:v\d+/)?webhooks/\d{17,20}/([\w.-]{60,})"
)
# At most some 30 years, so that the seconds can be added to today's date.
Seconds = Annotated[float, Field(gt=0, le=10**9)]
Count = Annotated[int, Field(ge=1)]
Models = Annotated[dict[str, str], BeforeValidator(_from_json), AfterValidator(_known_operations)]
Editor = Annotated[str, AfterValidator(_known_editor)]
Names = Annotated[list[str], BeforeValidator(_from_json)]
Limits = Annotated[list[str], BeforeValidator(_from_json), AfterValidator(_readable_limits)]
BudgetLimits = Annotated[Limits, AfterValidator(_dollars_only)]
LogLevel = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_level)]
LogFormat = Annotated[Literal["text", "json"], BeforeValidator(_in_small_letters)]
HttpAddress = Annotated[str, AfterValidator(_http_address)]
Shards = Annotated[ShardGroup, BeforeValidator(_shards)]
Alerts = Annotated[SecretStr, AfterValidator(_alerts)]
ServerId = Annotated[int, Field(ge=1, lt=2**63)]
ServerIds = Annotated[list[ServerId], BeforeValidator(_from_json)]


class Settings(BaseModel):
    """Everything an operator can set; a field's variable is `EASEL_` and its name in capitals."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    discord_token: SecretStr = Field(
        default=SecretStr(""), description="The bot's token, from the developer portal"
    )
    relay_url: HttpUrl = Field(
        default=HttpUrl("https://relaygpu.com"), description="Where the relay is"
    )
    relay_key: SecretStr = Field(
        default=SecretStr(""), description="The key for the relay, `relay_sk_...`"
    )
    proxy: HttpUrl | None = Field(
        default=None,
        description="An HTTP proxy for Discord, its files and the relay, such as "
        "`http://user:password@proxy.example:3128`. Not set, `HTTPS_PROXY`, `HTTP_PROXY` and "
        "`NO_PROXY` are followed",
        repr=False,
    )
    database_url: str = Field(
        default="sqlite+aiosqlite:///data/easel.db",
        description="Where jobs are kept: SQLite, or `postgresql://user:password@host/name`",
        repr=False,
    )
    backup_every: Seconds | None = Field(
        default=None,
        description="Seconds between two backups that the running bot makes by itself; not set, it "
        "makes none",
    )
    backup_dir: Path = Field(
        default=Path("data/backups"),
        description="The directory for these backups, and for what `easel restore` puts aside of "
        "a PostgreSQL database",
    )
    backup_keep: Count = Field(
        default=7, description="Backups of its own that the bot keeps; older ones are deleted"
    )
    daily_pictures: Annotated[int, Field(ge=0)] = Field(
        default=25,
        description="Pictures a member may make over a rolling day; 0 is no limit. Where it is "
        "set, it applies to all servers together, and no server exceeds it",
    )
    member_limits: Limits = Field(
        default=[],
        description="More limits of a member in all servers together, as JSON, over a rolling "
        'hour, day, week or month of 30 days, such as `["100 pictures a month", "$2 a week"]`; no '
        "server exceeds them",
    )
    server_limits: Limits = Field(
        default=[],
        description="Limits of all members of a server together, as JSON, such as "
        '`["500 pictures a day", "$50 a month"]`; no server exceeds them',
    )
    trusted_servers: ServerIds = Field(
        default=[],
        description="Ids of servers whose own limits may exceed the three settings above, as JSON, "
        "such as `[1234567890]`",
    )
    budget: BudgetLimits = Field(
        default=[],
        description="Dollars that the whole bot may spend, as JSON, such as "
        '`["$5 a day", "$50 a month"]`; when they are spent, only what is free is made',
    )
    servers: ServerIds = Field(
        default=[],
        description="Ids of the only servers that the bot works in, as JSON, such as "
        "`[1234567890]`; it leaves all others. Not set, it works in every server",
    )
    confirm_above: Annotated[float, Field(ge=0)] = Field(
        default=0.2,
        description="Dollars: what is estimated to cost more is made only after the member has "
        "seen the price and said yes; 0 never asks",
    )
    running_jobs: Count = Field(
        default=32, description="Jobs of one family of models that run at once"
    )
    running_jobs_per_member: Count = Field(
        default=3,
        description="Jobs of one member that run at once, in all servers; more wait in line",
    )
    waiting_jobs: Count = Field(default=1000, description="Jobs that may wait in line, in all")
    waiting_jobs_per_member: Count = Field(
        default=10, description="Jobs of one member that may wait in line"
    )
    failed_requests_per_hour: Count = Field(
        default=40,
        description="Requests of one member, in all servers, that may fail within an hour; then "
        "the member has to wait. Requests whose images cannot be read count, too",
    )
    pause_after_declines: Annotated[int, Field(ge=0)] = Field(
        default=3,
        description="Requests of one member that are declined by moderation, one after the other, "
        "before the member has to pause; 0 never makes anyone pause",
    )
    decline_pause: Seconds = Field(
        default=900, description="Seconds of that pause; each further decline begins it again"
    )
    stored_input_bytes_per_member: Count = Field(
        default=512 * 2**20,
        description="Bytes of images that are kept of one member; the oldest give way to new ones",
    )
    stored_input_bytes: Count = Field(
        default=10 * 2**30, description="Bytes of members' images that are kept, in all"
    )
    models: Models = Field(
        default={},
        description="Models to ask for by name instead of the relay's own choice, as JSON, "
        'such as `{"gemini": "google/gemini-2.5-flash-image"}`',
    )
    sd_url: HttpUrl | None = Field(
        default=None,
        description="An AUTOMATIC1111-compatible server of your own, started with `--api`, which "
        "then makes what `/sd` asks for, such as `http://127.0.0.1:7860`, or "
        "`http://user:password@127.0.0.1:7860` with `--api-auth`",
    )
    sd_models: Names = Field(
        default=[],
        max_length=25,
        description="The checkpoints that `/sd` offers, as JSON, the default first; "
        'such as `["dreamshaper_8.safetensors"]`',
    )
    edit_provider: Editor = Field(
        default="gpt-image",
        description="What edits pictures where a server has made no choice: "
        + ", ".join(f"`{family}`" for family in EDITORS),
    )
    reply_edits: bool = Field(
        default=True,
        description="Whether a reply to a picture edits it, where a server has made no choice",
    )
    message_content: bool = Field(
        default=False,
        description="Whether the message content intent is granted in the developer portal: "
        "replies to pictures are then read without a ping",
    )
    direct_messages: bool = Field(
        default=False,
        description="Whether members of servers that the bot is in can make and edit pictures in "
        "direct messages with it, under your limits alone",
    )
    max_input_bytes: Count = Field(
        default=25 * 2**20, description="The largest image a member may attach, in bytes"
    )
    max_input_side: Count = Field(
        default=2048, description="Larger input images are scaled down to this many pixels a side"
    )
    job_timeout: Seconds = Field(
        default=3600,
        description="Seconds the relay may take for one job before it is given up; "
        "it forgets a task after an hour",
    )
    relay_patience: Seconds = Field(
        default=21_600,
        description="Seconds for which a relay that does not answer is asked about a task whose "
        "time is over: it may be paid already",
    )
    submit_timeout: Seconds = Field(
        default=900, description="Seconds spent on handing one job to the relay, retries included"
    )
    queue_timeout: Seconds = Field(
        default=82_800,
        description="Seconds after which a job that was never handed over is given up; "
        "below the 24 hours that the relay remembers a request",
    )
    lease: Seconds = Field(
        default=30, description="Seconds after which another process takes over a dead one's jobs"
    )
    upkeep_interval: Seconds = Field(
        default=10, description="Seconds between two rounds of renewing leases and taking over jobs"
    )
    status_interval: Seconds = Field(
        default=5, description="Seconds between two updates of the place in line that members see"
    )
    catalogue_interval: Seconds = Field(
        default=3600, description="Seconds between two looks at the relay's models and prices"
    )
    delivery_timeout: Seconds = Field(
        default=21_600, description="Seconds for which posting a finished picture is tried again"
    )
    retry_pause: Seconds = Field(
        default=1, description="Seconds before the first retry of a failed step; doubles up to 30"
    )
    drain_timeout: Seconds = Field(
        default=20, description="Seconds that posts in flight are given at shutdown"
    )
    keep_inputs: Seconds = Field(
        default=86_400, description="Seconds for which members' images are kept after a job ended"
    )
    keep_prompts: Seconds = Field(
        default=7_776_000,
        description="Seconds for which prompts, and all else that was asked for, are kept after a "
        "job ended",
    )
    keep_left_servers: Seconds = Field(
        default=2_592_000,
        description="Seconds for which everything about a server is kept after the bot left it",
    )
    missing_servers: Seconds = Field(
        default=604_800,
        description="Seconds after which a server counts as left that Discord does not list among "
        "the bot's servers, without having said that the bot was removed",
    )
    shards: Shards | None = Field(
        default=None,
        description="The shards of this process and how many there are in all, such as `0-3/8`, "
        "`2/8` or `0,2/8`, where several processes share a PostgreSQL database. Not set, this "
        "process has as many shards as Discord recommends",
    )
    identify_interval: Seconds = Field(
        default=5.5,
        description="Seconds between two sessions that start at Discord, which asks for 5; the "
        "rest is for the network",
    )
    dev_guild: ServerId | None = Field(
        default=None, description="A server's id: commands go to this server alone, at once"
    )
    log_level: LogLevel = Field(
        default="INFO", description="How much is logged: `DEBUG`, `INFO`, `WARNING`, `ERROR`"
    )
    log_format: LogFormat = Field(
        default="text", description="`json` writes one object a line, for machines"
    )
    health_file: Path | None = Field(
        default=None,
        description="A file touched while the bot is healthy, for health checks that look at its "
        "age: connected, with a database that answers, and with an upkeep that succeeds",
    )
    health_timeout: Seconds = Field(
        default=90,
        description="Seconds after which the bot is unhealthy without an acknowledged heartbeat of "
        "Discord, an answer of the database, or a round of upkeep that succeeds",
    )
    http: HttpAddress | None = Field(
        default=None,
        description="`host:port`, such as `127.0.0.1:9100`, to serve `/healthz`, `/readyz` and "
        "`/metrics` for Prometheus; not set, nothing is served",
    )
    alerts: Alerts = Field(
        default=SecretStr(OWNER),
        description="Who is told of trouble that only those who run the bot can end: `owner`, by "
        "direct message to the owner of the application or its team's administrators, the address "
        "of a Discord webhook, or `off`",
    )
    alert_after: Seconds = Field(
        default=300,
        description="Seconds that the relay or Discord may be out of reach before that is told",
    )

    @model_validator(mode="after")
    def _one_limit_a_window(self) -> Self:
        if self.daily_pictures and any(
            (limit.metric, limit.per) == (Metric.PICTURES, Per.DAY)
            for limit in map(parse_limit, self.member_limits)
        ):
            raise PydanticCustomError(
                "twice", "EASEL_MEMBER_LIMITS: pictures a day are set by EASEL_DAILY_PICTURES"
            )
        return self

    @model_validator(mode="after")
    def _dev_guild_is_allowed(self) -> Self:
        if self.dev_guild and self.servers and self.dev_guild not in self.servers:
            raise PydanticCustomError(
                "apart", "EASEL_DEV_GUILD: EASEL_SERVERS does not name this server, so it is left"
            )
        return self

    @model_validator(mode="after")
    def _processes_share_a_database(self) -> Self:
        is_part = self.shards is not None and len(self.shards.ids) < self.shards.count
        if is_part and self.database_url.startswith("sqlite"):
            raise PydanticCustomError(
                "unshared",
                "EASEL_SHARDS: the other shards are of other processes, which share PostgreSQL, "
                "not SQLite: set EASEL_DATABASE_URL, or name all shards",
            )
        return self

    @model_validator(mode="after")
    def _images_can_be_kept(self) -> Self:
        if {"max_input_bytes", "stored_input_bytes_per_member"} <= self.model_fields_set and (
            self.max_input_bytes > self.stored_input_bytes_per_member
        ):
            raise PydanticCustomError(
                "room",
                "EASEL_MAX_INPUT_BYTES: larger than EASEL_STORED_INPUT_BYTES_PER_MEMBER, so that "
                "the largest images would always be refused",
            )
        return self

    @property
    def limits(self) -> OperatorLimits:
        """Return all limits: those that the operator has set bind, and the bot's own do not."""
        daily = [Limit(self.daily_pictures)] if self.daily_pictures else []
        is_set = "daily_pictures" in self.model_fields_set
        members = [parse_limit(words) for words in self.member_limits]
        servers = [parse_limit(words, Subject.SERVER) for words in self.server_limits]
        ceilings = [*(daily if is_set else []), *members, *servers]
        return OperatorLimits(
            defaults=() if is_set else tuple(daily),
            ceilings=tuple(limit.set_by_operator() for limit in ceilings),
            budget=tuple(parse_limit(words) for words in self.budget),
            trusted=frozenset(self.trusted_servers),
        )


def read_settings() -> Settings:
    """Read the settings of this process; raises `SettingsError` with a line for each bad one."""
    environment = read_environment(os.environ, Path(".env"), Settings.model_fields)
    try:
        return Settings.model_validate(environment.values)
    except ValidationError as error:
        # The line does not repeat the rejected value, which may be a misplaced secret.
        lines = [
            f"{environment_name(str(fault['loc'][0]))}: {fault['msg'].removeprefix(_OWN_ERROR)}"
            if fault["loc"]
            # An error about two settings names them in its own text.
            else fault["msg"]
            for fault in error.errors()
        ]
        raise SettingsError(lines) from None


def secrets_of(settings: Settings) -> list[str]:
    """Return all secrets of the settings, with passwords in addresses, longest first."""
    values = [getattr(settings, name) for name in Settings.model_fields]
    secrets = [value.get_secret_value() for value in values if isinstance(value, SecretStr)]
    # A word that is no secret stays readable, and of an address its end may be by itself.
    secrets = [value for value in secrets if value not in (OWNER, OFF)]
    secrets += [found[1] for value in secrets if (found := _WEBHOOK.fullmatch(value))]
    addresses = (
        settings.database_url,
        *map(str, filter(None, (settings.relay_url, settings.sd_url, settings.proxy))),
        *environment_proxies().values(),
    )
    # In an address it may be quoted, and in an error about the login it is not.
    passwords = [urlsplit(address).password or "" for address in addresses]
    secrets += [*passwords, *map(unquote, passwords)]
    return sorted({*filter(None, secrets)}, key=len, reverse=True)


def unknown_settings() -> list[str]:
    """Return a line for each name in the environment that begins as a setting's does."""
    fields = Settings.model_fields
    unknown = read_environment(os.environ, Path(".env"), fields).unknown
    lines = []
    for name in unknown:
        near = nearest(name, fields)
        hint = f"; the nearest one is {near}" if near else ""
        lines.append(f"{name} is not a setting of this version, and is ignored{hint}")
    return lines


STOPPED = 0
FAILED = 1
MISCONFIGURED = 78
"""`EX_CONFIG` of sysexits(3): only a person can mend it, so it must not be started again."""


def missing_settings(settings: Settings) -> list[str]:
    """Return a line for each required setting of `easel run` that is not set, or of no use."""
    required = {
        "EASEL_DISCORD_TOKEN": (settings.discord_token, "the bot's token, from Discord's portal"),
        "EASEL_RELAY_KEY": (settings.relay_key, "the key for the relay, relay_sk_..."),
    }
    missing = [
        f"{name} is not set: {what}; put it in the environment or in .env"
        for name, (secret, what) in required.items()
        if not secret.get_secret_value()
    ]
    addresses = (DISCORD, FILES, str(settings.relay_url))
    return missing + unusable_proxies(addresses, settings.proxy)
