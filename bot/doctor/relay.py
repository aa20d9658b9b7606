"""Check of the relay: its address, the key, the requests a minute and the models on offer."""

from bot.doctor.relay_load import check_load
from bot.doctor.report import Report
from bot.proxies import proxy_for
from bot.settings import Settings
from providers import errors
from providers.registry import EDITORS, OPERATIONS
from providers.relay import Health, Relay, RelayOptions
from providers.relay.catalogue import Catalogue
from providers.stable_diffusion import StableDiffusionRequest

_OPTIONS = RelayOptions(connect_timeout=5, answer_timeout=10)


async def check_relay(settings: Settings, report: Report) -> None:
    """Check that the relay answers and accepts the key if it can tell; no paid route is asked."""
    try:
        address = str(settings.relay_url)
        proxy = proxy_for(address, settings.proxy)
        relay = Relay(address, settings.relay_key, options=_OPTIONS, proxy=proxy)
    except ValueError as error:
        report.fail(f"Relay: {error}", "Correct EASEL_RELAY_URL or EASEL_RELAY_KEY")
        return
    address = f"Relay: {settings.relay_url.host} answers"
    try:
        async with relay:
            health = await relay.check()
            catalogue = await relay.catalogue()
    except errors.OperatorError as error:
        # Only the relay can refuse the account, so the address is right.
        report.ok(address)
        _report_refusal(settings, error, report)
    except errors.RelayError as error:
        report.fail(f"Relay: {type(error).__name__}: {error}", _remedy_for(error))
        report.skip("Relay key", "the relay gave no good answer")
    else:
        report.ok(address)
        _report_account(settings, health, report)
        _check_models(settings, catalogue, report)


def _report_account(settings: Settings, health: Health, report: Report) -> None:
    if not settings.relay_key.get_secret_value():
        report.skip("Relay key", "EASEL_RELAY_KEY is not set")
        return
    if health.key_verified:
        report.ok("Relay key: the relay takes it")
    else:
        report.skip("Relay key", "this relay lets nobody find out without paying")
    if health.credit_warning:
        report.warn("Relay credits: they run low", "Add some to the account at the relay")
    check_load(settings, health, report)


def _report_refusal(settings: Settings, error: errors.OperatorError, report: Report) -> None:
    if not settings.relay_key.get_secret_value():
        report.skip("Relay key", "EASEL_RELAY_KEY is not set")
    elif isinstance(error, errors.BadKeyError):
        report.fail(
            "Relay key: the relay refuses it",
            "EASEL_RELAY_KEY: copy it again from the account at the relay, or make a new one there",
        )
    else:
        report.fail(f"Relay credits: {error}", "Add credits to the account at the relay")


def _check_models(settings: Settings, catalogue: Catalogue, report: Report) -> None:
    """Check the models that the settings name, and say which commands have none now."""
    if not catalogue.names:
        report.skip("Relay models", "this relay does not list them")
        return
    for operation, model in settings.models.items():
        if not catalogue.offers(OPERATIONS[operation], model):
            report.fail(
                f"Relay models: {model} is not on offer for this account",
                f"Take {operation} out of EASEL_MODELS, or name a model of the relay's list",
            )
    missing = _missing_operations(settings, catalogue)
    if EDITORS[settings.edit_provider].operation in missing:
        report.warn(
            f"Relay models: nothing on offer edits as {settings.edit_provider}",
            "Set EASEL_EDIT_PROVIDER to another",
        )
    offered = f"{len(OPERATIONS) - len(missing)} of {len(OPERATIONS)} operations"
    lacking = f", not {', '.join(missing)}" if missing else ""
    report.ok(f"Relay models: {offered} on offer{lacking}")


def _missing_operations(settings: Settings, catalogue: Catalogue) -> list[str]:
    own = {StableDiffusionRequest.operation} if settings.sd_url else set[str]()
    return [
        operation
        for operation, kind in OPERATIONS.items()
        if operation not in own and not catalogue.offers(kind, settings.models.get(operation))
    ]


def _remedy_for(error: errors.RelayError) -> str:
    match error:
        case errors.UnreachableError():
            return "See whether EASEL_RELAY_URL is right and this machine reaches it"
        case errors.BusyError() | errors.ProviderFailedError():
            return "Try again in some minutes; if it stays so, ask the relay's operator"
        case _:
            return "See whether EASEL_RELAY_URL is the relay's address"
