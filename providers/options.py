"""Options of the relay's client: every duration and limit, so that a test can make each tiny."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RelayOptions:
    """Durations in seconds and sizes in bytes. The defaults fit the live service."""

    connect_timeout: float = 10.0
    submit_timeout: float = 330.0
    """For a submit: a service that ignores `async` takes 5 minutes (docs/relay.md, section 1)."""
    answer_timeout: float = 60.0
    """For any other answer, beside the time for which a long poll is held; then for its body."""
    min_bytes_per_second: float = 16 * 2**10
    """A body that needs more than `answer_timeout` has to arrive this quickly."""
    link_timeout: float = 30.0
    """Until the answer to a link begins."""
    link_patience: float = 30.0
    """The time for which a link that gives no picture is tried again."""

    max_concurrent_submits: int = 32
    """For each path, so that a model that hangs holds up no other."""
    submit_attempts: int = 6
    """Attempts at one submit that the relay answers with a failure of the provider."""
    backoff_base: float = 0.5
    max_backoff: float = 30.0
    submit_patience: float = 900.0
    """The time for which one submit is repeated, unless the caller sets another."""
    max_told_pause: float = 2.0
    """Before a busy service is asked again that said to come sooner."""
    max_retry_after: float = 300.0
    """The longest `Retry-After` that is obeyed; a longer one counts as this."""
    rate_limit_gap: float = 0.25
    """Between two requests after a rate limit; doubled by the next one, reduced by success."""
    max_rate_limit_gap: float = 2.0

    poll_wait: int = 30
    """The longest `wait` of a poll; the relay takes whole seconds, 1 to 30."""
    min_poll_pause: float = 0.5
    max_poll_pause: float = 5.0
    """Between two polls of a service that does not hold them; rising from the least to the most."""
    held_poll_seconds: float = 1.0
    """A poll that took this long was held; after a quicker one the client pauses."""
    final_poll_timeout: float = 60.0
    """For a wait that begins after its deadline, as after a restart."""
    gone_interval: float = 3.0
    """A task is gone if the relay says so twice, at least this far apart."""
    empty_patience: float = 30.0
    """The time for which the pictures of a completed task may still be missing."""

    max_redirects: int = 3

    max_answer_bytes: int = 128 * 2**20
    max_error_bytes: int = 64 * 2**10
    max_link_bytes: int = 64 * 2**20

    credit_warning_interval: float = 3600.0
