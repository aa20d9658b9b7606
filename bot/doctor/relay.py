"""Check of the relay: its address and the key."""

from bot.doctor.report import Report
from bot.proxies import proxy_for
from bot.settings import Settings
from providers import errors
from providers.relay import Relay, RelayOptions

_OPTIONS = RelayOptions(connect_timeout=5, answer_timeout=10)


async def check_relay(settings: Settings, report: Report) -> None:
    """Check that the relay answers at its address, and accepts the key if it can tell."""
    try:
        address = str(settings.relay_url)
        proxy = proxy_for(address, settings.proxy)
        relay = Relay(address, settings.relay_key, options=_OPTIONS, proxy=proxy)
    except ValueError as error:
        report.fail(f"Relay: {error}", "Mend EASEL_RELAY_URL or EASEL_RELAY_KEY")
        return
    address = f"Relay: {settings.relay_url.host} answers"
    try:
        async with relay:
            health = await relay.check()
    except errors.OperatorError as error:
        # Only the relay can refuse the account, so the address is right.
        report.ok(address)
        _report_refusal(settings, error, report)
    except errors.RelayError as error:
        report.fail(f"Relay: {type(error).__name__}: {error}", _remedy_for(error))
        report.skip("Relay key", "the relay gave no good answer")
    else:
        report.ok(address)
        if health.key_verified:
            report.ok("Relay key: the relay takes it")
        else:
            report.skip("Relay key", "this relay lets nobody find out without paying")
        if health.credit_warning:
            report.warn("Relay credits: they run low", "Add some to the account at the relay")


def _report_refusal(settings: Settings, error: errors.OperatorError, report: Report) -> None:
    if not settings.relay_key.get_secret_value():
        report.skip("Relay key", "EASEL_RELAY_KEY is not set")
    elif isinstance(error, errors.BadKeyError):
        report.fail(
            "Relay key: the relay refuses it",
            "EASEL_RELAY_KEY: copy it anew from the account at the relay, or make a new one there",
        )
    else:
        report.fail(f"Relay credits: {error}", "Add credits to the account at the relay")


def _remedy_for(error: errors.RelayError) -> str:
    match error:
        case errors.UnreachableError():
            return "See whether EASEL_RELAY_URL is right and this machine reaches it"
        case errors.BusyError() | errors.ProviderFailedError():
            return "Try again in some minutes; if it stays so, ask the relay's operator"
        case _:
            return "See whether EASEL_RELAY_URL is the relay's address"
