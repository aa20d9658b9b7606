"""Every duration and limit of the relay's client, so that a test can make each of them tiny."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RelayOptions:
    """Durations are seconds, sizes bytes. The defaults fit the live service."""

    connect_timeout: float = 10.0
    submit_timeout: float = 330.0
    """One submit. A service that ignores `async` answers within 5 minutes (RELAY.md, section 1)."""
    answer_timeout: float = 60.0
    """Any other answer, on top of the time that a long poll is asked to be held."""
    link_timeout: float = 120.0

    submits_at_once: int = 32
    submit_attempts: int = 6
    """How often one submit is sent when answers are lost; being told to wait does not count."""
    backoff_base: float = 0.5
    backoff_cap: float = 30.0
    patience: float = 900.0
    """How long one submit bears being told to wait (429, 503, 409) before it fails."""
    longest_retry_after: float = 300.0
    """A longer `Retry-After` is taken for this."""
    reopen_gap: float = 0.25
    """Between two requests after a rate limit; doubled at each one more, shrinking with success."""
    reopen_gap_cap: float = 5.0

    poll_wait: int = 30
    """The longest hold to ask a poll for; the relay takes whole seconds, 1 to 30."""
    poll_floor: float = 0.5
    poll_cap: float = 5.0
    """Between two polls of a service that does not hold them."""
    held_after: float = 1.0
    """A poll that took this long was held; anything quicker is paced by us."""
    last_look: float = 5.0
    """What a wait gets whose deadline has passed before it began, as after a restart."""

    link_attempts: int = 4
    link_redirects: int = 3

    answer_bytes: int = 128 * 2**20
    error_bytes: int = 64 * 2**10
    link_bytes: int = 64 * 2**20

    credit_warning_every: float = 3600.0
