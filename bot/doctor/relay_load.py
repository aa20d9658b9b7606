"""Requests a minute that the settings let the bot ask of the relay, beside the account's limit."""

from bot.doctor.report import Report
from bot.settings import Settings
from providers.options import RelayOptions
from providers.registry import FAMILIES
from providers.relay import Health
from providers.relay.pacing import polls_during
from providers.stable_diffusion import StableDiffusionRequest

PICTURE_SECONDS = 12.0
"""Seconds that the relay takes for a picture, roughly: models differ, and so do hours."""
_MINUTE = 60.0
_OPTIONS = RelayOptions()


def requests_a_minute(
    jobs: int, *, holds_polls: bool = True, seconds: float = PICTURE_SECONDS
) -> float:
    """Return the requests of so many jobs that run all the time: a submit and polls for each."""
    requests = 1 + polls_during(seconds, _OPTIONS, held=holds_polls)
    return jobs * requests * _MINUTE / seconds


def running_jobs(settings: Settings) -> int:
    """Return the jobs that the relay may work on at once; `/sd` may have a server of its own."""
    own = {StableDiffusionRequest.family} if settings.sd_url else set[str]()
    return settings.running_jobs * len({*FAMILIES} - own)


def check_load(settings: Settings, health: Health, report: Report) -> None:
    """Say the account's requests a minute and what the settings may ask at the most."""
    jobs = running_jobs(settings)
    most = requests_a_minute(jobs)
    asked = (
        f"{settings.running_jobs} jobs at once of each family of models, {jobs} in all, ask for up "
        f"to {most:.0f} a minute with pictures of {PICTURE_SECONDS:.0f} seconds, and for "
        f"{requests_a_minute(jobs, holds_polls=False):.0f} if the relay does not hold polls"
    )
    limit = health.requests_a_minute
    if limit is None:
        report.skip("Relay requests", f"the relay does not say how many it takes; {asked}")
        return
    what = f"Relay requests: the tier {health.tier} has {limit} a minute; {asked}"
    if most <= limit:
        report.ok(what)
        return
    families = jobs // settings.running_jobs
    fits = int(limit / requests_a_minute(families))
    lower = f"set EASEL_RUNNING_JOBS={fits}, or " if fits else ""
    report.warn(
        what,
        "When all of them run, the bot waits as the relay tells it to and pictures come later. "
        f"To avoid that, {lower}take a higher tier",
    )
