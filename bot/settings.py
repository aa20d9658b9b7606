"""Settings from the environment or `.env`: read once at the start, passed on, never global."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

import orjson
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    HttpUrl,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.limits.limit import Limit, Metric, Per, Subject, parse_limit
from providers.registry import EDITORS, OPERATIONS
from providers.stable_diffusion import StableDiffusionRequest


def _from_json(value: object) -> object:
    """What stands in the environment as JSON; a fault in it is one of the setting's."""
    if not isinstance(value, str):
        return value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        raise ValueError("should be JSON") from None


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


# The bound is some 30 years: more than that is no time that can be added to today.
Seconds = Annotated[float, Field(gt=0, le=10**9)]
Count = Annotated[int, Field(ge=1)]
# Decoded by us, since pydantic-settings raises an error of its own for what is no JSON.
Models = Annotated[
    dict[str, str], NoDecode, BeforeValidator(_from_json), AfterValidator(_known_operations)
]
Editor = Annotated[str, AfterValidator(_known_editor)]
Names = Annotated[list[str], NoDecode, BeforeValidator(_from_json)]
Limits = Annotated[
    list[str], NoDecode, BeforeValidator(_from_json), AfterValidator(_readable_limits)
]


class Settings(BaseSettings):
    """Everything an operator can set. Each field is `EASEL_` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="EASEL_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    discord_token: SecretStr = Field(
        default=SecretStr(""), description="The bot's token, from the developer portal"
    )
    relay_url: HttpUrl = Field(
        default=HttpUrl("https://relaygpu.com"), description="Where the relay is"
    )
    relay_key: SecretStr = Field(
        default=SecretStr(""), description="The key for the relay, `relay_sk_...`"
    )
    database_url: str = Field(
        default="sqlite+aiosqlite:///data/easel.db",
        description="Where jobs are kept: SQLite, or `postgresql+asyncpg://user:password@host/name`",
        repr=False,
    )
    daily_pictures: Annotated[int, Field(ge=0)] = Field(
        default=25,
        description="Pictures a member may make in a server over a rolling day; 0 is no limit",
    )
    member_limits: Limits = Field(
        default=[],
        description="More limits of a member in a server, as JSON, over a rolling hour, day, week "
        'or month of 30 days, such as `["100 pictures a month", "$2 a week"]`',
    )
    server_limits: Limits = Field(
        default=[],
        description="Limits of all members of a server together, as JSON, such as "
        '`["500 pictures a day", "$50 a month"]`',
    )
    confirm_above: Annotated[float, Field(ge=0)] = Field(
        default=0.2,
        description="Dollars: what is estimated to cost more is made only after the member has "
        "seen the price and said yes; 0 never asks",
    )
    running_jobs: Count = Field(default=32, description="Jobs that run at once, in all")
    running_jobs_per_member: Count = Field(
        default=3, description="Jobs of one member that run at once; more wait in line"
    )
    waiting_jobs: Count = Field(default=1000, description="Jobs that may wait in line, in all")
    waiting_jobs_per_member: Count = Field(
        default=10, description="Jobs of one member that may wait in line"
    )
    models: Models = Field(
        default={},
        description="Models to ask for by name instead of the relay's own choice, as JSON, "
        'such as `{"gemini": "google/gemini-2.5-flash-image"}`',
    )
    sd_url: HttpUrl | None = Field(
        default=None,
        description="An AUTOMATIC1111-compatible server of your own, which then makes what `/sd` "
        "asks for, such as `http://127.0.0.1:7860`",
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
        "`gpt-image`, `qwen` or `flux`",
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
    submit_timeout: Seconds = Field(
        default=900, description="Seconds spent on handing one job to the relay, retries included"
    )
    relay_patience: Seconds = Field(
        default=21_600,
        description="Seconds beyond these times for which the relay is asked on about a job that "
        "it may have charged for, while it gives no answer at all",
    )
    last_look: Seconds = Field(
        default=120,
        description="Seconds that a job is given in any case after a restart, however old it is",
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
    delivery_timeout: Seconds = Field(
        default=600, description="Seconds for which posting a finished picture is tried again"
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
    dev_guild: int | None = Field(
        default=None, description="A server's id: commands go to this server alone, at once"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much is logged"
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="`json` writes one object a line, for machines"
    )
    health_file: Path | None = Field(
        default=None, description="A file touched while the bot is connected, for health checks"
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

    @property
    def limits(self) -> list[Limit]:
        """What holds where a server has set nothing else."""
        daily = [Limit(self.daily_pictures)] if self.daily_pictures else []
        members = (parse_limit(words) for words in self.member_limits)
        servers = (parse_limit(words, Subject.SERVER) for words in self.server_limits)
        return [*daily, *members, *servers]


class SettingsError(Exception):
    """Settings that are missing or bad: `lines` holds one clear line for each."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def environment_name(field: str) -> str:
    """`relay_key` -> `EASEL_RELAY_KEY`."""
    return f"EASEL_{field.upper()}"


def read_settings() -> Settings:
    """The settings of this process; raises `SettingsError` with a line for each that is bad."""
    try:
        return Settings()
    except ValidationError as error:
        # The rejected value is left out of the line: it may be a secret in the wrong place.
        lines = [
            f"{environment_name(str(fault['loc'][0]))}: {fault['msg']}"
            if fault["loc"]
            # What is wrong between two settings names them itself.
            else fault["msg"]
            for fault in error.errors()
        ]
        raise SettingsError(lines) from None


def secrets_of(settings: Settings) -> list[str]:
    """Every secret among the settings, passwords in addresses included; the longest first."""
    values = [getattr(settings, name) for name in Settings.model_fields]
    secrets = [value.get_secret_value() for value in values if isinstance(value, SecretStr)]
    addresses = (settings.database_url, str(settings.relay_url), str(settings.sd_url or ""))
    secrets += [urlsplit(address).password or "" for address in addresses]
    return sorted(filter(None, secrets), key=len, reverse=True)


STOPPED = 0
FAILED = 1
MISCONFIGURED = 2


def missing_settings(settings: Settings) -> list[str]:
    """A line for each setting that `easel run` cannot do without."""
    wanted = {
        "EASEL_DISCORD_TOKEN": (settings.discord_token, "the bot's token, from Discord's portal"),
        "EASEL_RELAY_KEY": (settings.relay_key, "the key for the relay, relay_sk_..."),
    }
    return [
        f"{name} is not set: {what}; put it in the environment or in .env"
        for name, (secret, what) in wanted.items()
        if not secret.get_secret_value()
    ]
