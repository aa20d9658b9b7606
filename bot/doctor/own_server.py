"""Check of the operator's own Stable Diffusion server, if one is set."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from bot.doctor.report import Report
from bot.settings import Settings
from providers import errors
from providers.automatic1111 import Automatic1111, has_checkpoint
from providers.relay import RelayOptions
from providers.stable_diffusion import CHECKPOINTS

_OPTIONS = RelayOptions(connect_timeout=5, answer_timeout=10)
_MAX_NAMED = 5


async def check_own_server(settings: Settings, report: Report) -> None:
    """Check that the server has AUTOMATIC1111's API and the checkpoints; nothing if none is set."""
    if settings.sd_url is None:
        return
    name = f"Own Stable Diffusion: {settings.sd_url.host}"
    try:
        async with Automatic1111(str(settings.sd_url), options=_OPTIONS) as server:
            rows = await server.checkpoints()
    except ValueError as error:
        report.fail(f"{name}: {error}", "Correct EASEL_SD_URL")
    except errors.OwnServerAwayError as error:
        report.fail(f"{name} is not reachable", error.message)
    except errors.OwnServerError as error:
        report.fail(f"{name} refuses", error.message)
    except errors.OwnServerFailedError as error:
        report.fail(f"{name} fails", error.message)
    except errors.RelayError as error:
        report.fail(
            f"{name}: {type(error).__name__}: {error}",
            "EASEL_SD_URL must lead to a server with AUTOMATIC1111's API",
        )
    else:
        report.ok(f"{name} answers")
        _check_checkpoints(settings, rows, report)


def _check_checkpoints(
    settings: Settings, rows: Sequence[Mapping[str, Any]], report: Report
) -> None:
    wanted = settings.sd_models or CHECKPOINTS
    unknown = [name for name in wanted if not has_checkpoint(rows, name)]
    if not unknown:
        report.ok(f"Checkpoints: the server has all {len(wanted)} that /sd offers")
        return
    titles = [str(row.get("model_name") or row.get("title")) for row in rows[:_MAX_NAMED]]
    example = orjson.dumps(titles).decode()
    has = f"such as EASEL_SD_MODELS={example}" if titles else "once it has some"
    report.fail(
        f"Checkpoints: the server does not have {', '.join(unknown)}, and uses another instead",
        f"Name those that it has, {has}",
    )
