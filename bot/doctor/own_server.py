"""Check of the operator's own Stable Diffusion server, if one is set."""

from bot.doctor.report import Report
from bot.settings import Settings
from providers import errors
from providers.automatic1111 import Automatic1111
from providers.relay import RelayOptions

_OPTIONS = RelayOptions(connect_timeout=5, answer_timeout=10)


async def check_own_server(settings: Settings, report: Report) -> None:
    """Check that the server answers as AUTOMATIC1111's API does; nothing if none is set."""
    if settings.sd_url is None:
        return
    name = f"Own Stable Diffusion: {settings.sd_url.host}"
    try:
        async with Automatic1111(str(settings.sd_url), options=_OPTIONS) as server:
            await server.check()
    except ValueError as error:
        report.fail(f"{name}: {error}", "Mend EASEL_SD_URL")
    except errors.OwnServerError as error:
        report.fail(f"{name} refuses", error.message)
    except errors.UnreachableError as error:
        report.fail(f"{name}: {error}", "See whether it runs, and whether EASEL_SD_URL is right")
    except errors.RelayError as error:
        report.fail(
            f"{name}: {type(error).__name__}: {error}",
            "EASEL_SD_URL must lead to a server with AUTOMATIC1111's API",
        )
    else:
        report.ok(f"{name} answers")
