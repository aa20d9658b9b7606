"""Options of the relay's client: every duration and limit, so that a test can make each tiny."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RelayOptions:
    """Durations in seconds and sizes in bytes. The defaults fit the live service."""

    connect_timeout: float = 10.0
    submit_timeout: float = 330.0
    """For a submit: a service that ignores `async` takes 5 minutes (docs/relay.md, section 1)."""
    answer_timeout: float = 60.0
    """For any other answer, beside the time for which a long poll is held."""
    link_timeout: float = 120.0

    max_concurrent_submits: int = 32
    submit_attempts: int = 6
    """Attempts at one submit if answers are lost; a busy service does not count."""
    backoff_base: float = 0.5
    max_backoff: float = 30.0
    busy_timeout: float = 900.0
    """The time for which one submit waits for a busy service (429, 503, 409) before it fails."""
    max_retry_after: float = 300.0
    """The longest `Retry-After` that is obeyed; a longer one counts as this."""
    rate_limit_gap: float = 0.25
    """Between two requests after a rate limit; doubled by the next one, reduced by success."""
    max_rate_limit_gap: float = 5.0

    poll_wait: int = 30
    """The longest `wait` of a poll; the relay takes whole seconds, 1 to 30."""
    min_poll_pause: float = 0.5
    max_poll_pause: float = 5.0
    """Between two polls of a service that does not hold them; rising from the least to the most."""
    held_poll_seconds: float = 1.0
    """A poll that took this long was held; after a quicker one the client pauses."""
    final_poll_timeout: float = 5.0
    """For a wait that begins after its deadline, as after a restart."""

    link_attempts: int = 4
    max_redirects: int = 3

    max_answer_bytes: int = 128 * 2**20
    max_error_bytes: int = 64 * 2**10
    max_link_bytes: int = 64 * 2**20

    credit_warning_interval: float = 3600.0
