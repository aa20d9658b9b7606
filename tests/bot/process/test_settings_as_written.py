"""Settings as careless owners and odd hosts write them, read by the real process.

Each is taken as it is meant, or ends the start in lines of JSON, with the status that keeps a
supervisor from starting it again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import orjson
import pytest

from tests.wire.discord import WireDiscord
from tests.wire.running import running

pytestmark = pytest.mark.slow

SECRET = "hunter2"
NOWHERE = f"postgres://easel:{SECRET}@127.0.0.1:1/easel"
HOOK = f"https://discord.com/api/webhooks/{10**17}/{SECRET * 10}"


@dataclass(frozen=True)
class Case:
    """Settings without their prefix, files by name, and words of lines that are said.

    In a setting, `TOKEN` is the token, and `FOLDER` is where the files are.
    """

    settings: Mapping[str, str]
    lines: tuple[str, ...] = ()
    files: Mapping[str, str | bytes | None] = field(default_factory=dict)

    def write(self, folder: Path, token: str) -> dict[str, str]:
        """Write the files, and return the environment."""
        for name, content in self.files.items():
            if content is None:
                (folder / name).mkdir()
            elif isinstance(content, bytes):
                (folder / name).write_bytes(content)
            else:
                (folder / name).write_text(content.replace("<TOKEN>", token))
        values = {"DISCORD_TOKEN": "TOKEN", **self.settings}
        return {
            name if name.endswith("_PROXY") else f"EASEL_{name}": value.replace(
                "TOKEN", token
            ).replace("FOLDER", str(folder))
            for name, value in values.items()
        }


REFUSED = {
    "line break in the token": Case(
        {"DISCORD_TOKEN": "TOKEN\nmore"}, ("EASEL_DISCORD_TOKEN: there is a line break",)
    ),
    "both the token and its file": Case(
        {"DISCORD_TOKEN_FILE": "FOLDER/t"}, ("EASEL_DISCORD_TOKEN_FILE: EASEL_DISCORD_TOKEN is",)
    ),
    "no file of the token": Case(
        {"DISCORD_TOKEN": "", "DISCORD_TOKEN_FILE": "FOLDER/none"},
        ("EASEL_DISCORD_TOKEN_FILE: the file cannot be read: No such file",),
    ),
    "an empty file of the token": Case(
        {"DISCORD_TOKEN": "", "DISCORD_TOKEN_FILE": "FOLDER/t"},
        ("EASEL_DISCORD_TOKEN_FILE: the file cannot be read: it is empty",),
        {"t": "\n"},
    ),
    "a directory as the token's file": Case(
        {"DISCORD_TOKEN": "", "DISCORD_TOKEN_FILE": "FOLDER/t"},
        ("EASEL_DISCORD_TOKEN_FILE: the file cannot be read: Is a directory",),
        {"t": None},
    ),
    "the token under another name": Case(
        {"DISCORD_TOKEN": "", "TOKEN_": "x"},
        ("EASEL_DISCORD_TOKEN is not set", "EASEL_TOKEN_ is not a setting of this version"),
    ),
    "a slip": Case(
        {"DAILY_PICTRUES": "5"}, ("EASEL_DAILY_PICTRUES is not a setting; did you mean EASEL_DAI",)
    ),
    "a slip of a file": Case({"RELAY_KYE_FILE": "x"}, ("did you mean EASEL_RELAY_KEY_FILE",)),
    "a .env in UTF-16 without its mark": Case(
        {"DISCORD_TOKEN": ""},
        (".env is not text: save it as UTF-8",),
        {".env": "EASEL_DISCORD_TOKEN=x\n".encode("utf-16-le")},
    ),
    "a .env in YAML": Case(
        {"DISCORD_TOKEN": ""},
        (".env, line 2: it should be NAME=value",),
        {".env": "# mine\nEASEL_DISCORD_TOKEN: <TOKEN>\n"},
    ),
    "a quote that is not closed": Case(
        {}, (".env, line 1: it should be NAME=value",), {".env": "EASEL_RELAY_KEY='hunter2\n"}
    ),
    "a proxy of another kind": Case(
        {"ALL_PROXY": f"socks5://u:{SECRET}@127.0.0.1:1"}, ("ALL_PROXY: this should be the addr",)
    ),
    "a proxy setting of another kind": Case({"PROXY": "socks5://h:1"}, ("EASEL_PROXY: ",)),
    "a proxy that is no address": Case({"HTTPS_PROXY": f"{SECRET}@@"}, ("HTTPS_PROXY: ",)),
    "an address without its port": Case({"HTTP": "9100"}, ("EASEL_HTTP: should be host:port",)),
    "an address that is not ours": Case(
        {"HTTP": "192.0.2.1:9100"}, ("EASEL_HTTP: 192.0.2.1:9100 cannot be served",)
    ),
    "a level that does not exist": Case({"LOG_LEVEL": "loud"}, ("EASEL_LOG_LEVEL: ",)),
    "limits that are not JSON": Case(
        {"MEMBER_LIMITS": "5 a day"}, ("EASEL_MEMBER_LIMITS: should be JSON",)
    ),
    "two limits of one time": Case(
        {"MEMBER_LIMITS": '["5 pictures a day"]', "DAILY_PICTURES": "5"},
        ("EASEL_MEMBER_LIMITS: pictures a day are set by EASEL_DAILY_PICTURES",),
    ),
    "a server for development that is left": Case(
        {"DEV_GUILD": "1", "SERVERS": "[2]"}, ("EASEL_DEV_GUILD: EASEL_SERVERS does not name",)
    ),
    "several at once": Case(
        {"LEASE": "30s", "WAITING_JOBS": "1e3"}, ("EASEL_WAITING_JOBS: ", "EASEL_LEASE: ")
    ),
    "alerts to nowhere": Case({"ALERTS": f"https://x/{SECRET}"}, ("EASEL_ALERTS: should be own",)),
    "another kind of database": Case(
        {"DATABASE_URL": f"mysql://u:{SECRET}@h/d"}, ("EASEL_DATABASE_URL: ",)
    ),
    "a mode of TLS that does not exist": Case(
        {"DATABASE_URL": f"{NOWHERE}?sslmode=yes"}, ("`sslmode` parameter must be one of",)
    ),
    "options of SQLite": Case({"DATABASE_URL": "sqlite:///easel.db?mode=ro"}, ("without options",)),
    "a database in a file": Case(
        {"DATABASE_URL": "sqlite:///FOLDER/file/easel.db"},
        ("EASEL_DATABASE_URL: the database cannot be used: ",),
        {"file": ""},
    ),
    "a database that is none": Case(
        {"DATABASE_URL": "sqlite:///FOLDER/t"}, ("file is not a database",), {"t": "shop" * 1000}
    ),
    "a database that is a directory": Case(
        {"DATABASE_URL": "sqlite:///FOLDER"}, ("Is a directory",)
    ),
}

TAKEN = {
    "quotes, blanks and a line break": Case(
        {
            "DISCORD_TOKEN": ' "TOKEN" ',
            "DATABASE_URL": "'sqlite:///FOLDER/easel.db'\n",
            "LOG_LEVEL": " Info ",
            "DAILY_PICTURES": '"5"',
        }
    ),
    "quotes of a word processor": Case({"DISCORD_TOKEN": "“TOKEN”"}),
    "a token in a file": Case(
        {"DISCORD_TOKEN": "", "DISCORD_TOKEN_FILE": "FOLDER/t"}, (), {"t": "<TOKEN>\r\n\r\n"}
    ),
    "an address in a file": Case(
        {"DATABASE_URL": "", "DATABASE_URL_FILE": "FOLDER/t"}, (), {"t": "sqlite:///easel.db\n"}
    ),
    "a webhook in a file": Case({"ALERTS_FILE": "FOLDER/t"}, (), {"t": f"{HOOK}\n"}),
    "small letters": Case({"LOG_FORMAT": "Json", "LOG_LEVEL": "info", "ALERTS": "OFF"}),
    "a .env with blanks, exports and remarks": Case(
        {"DISCORD_TOKEN": ""}, (), {".env": "export EASEL_DISCORD_TOKEN = <TOKEN>  # mine\r\n"}
    ),
    "lines of others in .env": Case({}, (), {".env": "compose: {a: 'b}\nnot ours\n"}),
    "a directory named .env": Case({}, (), {".env": None}),
    "an unknown name": Case(
        {"STACK": "blue"}, ("EASEL_STACK is not a setting of this version, and is ignored",)
    ),
    "a name that is half of another": Case(
        {"TOKEN": "x"}, ("ignored; the nearest one is EASEL_DISCORD_TOKEN",)
    ),
    "a health that no heartbeat can keep": Case(
        {"HEALTH_TIMEOUT": "30"}, ("EASEL_HEALTH_TIMEOUT: Discord's heartbeats come every 41",)
    ),
    "a proxy that nothing goes by": Case({"ALL_PROXY": "socks5://h:1", "NO_PROXY": "*"}),
    "a port of its own choice": Case({"HTTP": "127.0.0.1:0"}, ("serving health and metrics",)),
    "a health file that cannot be written": Case(
        {"HEALTH_FILE": "FOLDER/none/alive", "UPKEEP_INTERVAL": "0.05"},
        ("EASEL_HEALTH_FILE cannot be written",),
    ),
}


def messages(lines: list[str]) -> list[str]:
    """Return the messages of lines that are all JSON, without a secret."""
    assert SECRET not in "".join(lines)
    return [orjson.loads(line)["message"] for line in lines]


@pytest.mark.parametrize("name", REFUSED)
async def test_setting_that_a_person_must_mend_is_named(
    wire: WireDiscord, tmp_path: Path, name: str
) -> None:
    case = REFUSED[name]
    settings = {"EASEL_LOG_FORMAT": "json"} | case.write(tmp_path, wire.token)
    async with running(wire, tmp_path, settings) as easel:
        assert await easel.ends() == 78
    said = messages(easel.lines)
    assert len(said) == len(case.lines), said
    assert all(any(words in one for one in said) for words in case.lines), said
    assert not wire.calls


@pytest.mark.parametrize("name", TAKEN)
async def test_setting_is_taken_as_it_is_meant(
    wire: WireDiscord, tmp_path: Path, name: str
) -> None:
    case = TAKEN[name]
    settings = {"EASEL_LOG_FORMAT": "json"} | case.write(tmp_path, wire.token)
    async with running(wire, tmp_path, settings) as easel:
        await easel.says("ready as")
        for words in case.lines:
            await easel.says_so_far(words)
        assert await easel.stop() == 0
    said = messages(easel.lines)
    # The relay, which is not there, is one of them.
    assert not [one for one in said if "Traceback" in one]


async def test_wrong_usage_is_json_where_the_log_is(wire: WireDiscord, tmp_path: Path) -> None:
    settings = {"EASEL_LOG_FORMAT": "json"}
    async with running(wire, tmp_path, settings, "--loud") as easel:
        assert await easel.ends() == 2
    assert messages(easel.lines) == ["easel run: No such option: --loud; see easel run --help"]
