"""Ways on from a refusal or a failure: which of them make sense is decided by its reason.

Where none is named, the member gets their words back and nothing else: a block or a pause is no
invitation to press on.
"""

from bot.storage.records import Job

RETRY, CHANGE, OTHER = "retry", "change", "other"
"""The same once more; the same with changes; the same with another model."""
AS_MASK = "asmask"
"""The same, with a file as the mask though it does not look like one."""
RETRY_ACTIONS = (RETRY, CHANGE, OTHER)

# What may have passed a minute later.
_PASSING = frozenset(
    {
        "failed-unreachable",
        "failed-provider",
        "failed-operator",
        "failed-operator-told",
        "failed-busy",
        "failed-given-up",
        "failed-given-up-free",
        "failed-timeout",
        "failed-expired",
        "failed-link",
        "failed-storage",
        "failed-moved",
        "failed-internal",
        "failed-delivery",
        "refused-confirm-late",
        "refused-input-gone",
        "refused-line-mine",
        "refused-line-all",
        "refused-permissions",
        "refused-questions",
        "refused-restarted",
        "refused-shared-unsure",
        "refused-stopping",
        "refused-stored-mine",
        "refused-stored-all",
        "refused-unseen-channel",
    }
)
# What would be refused again, unless something is changed.
_CHANGEABLE = frozenset(
    {
        "confirm-declined",
        "failed-declined",
        "failed-declined-words",
        "failed-invalid",
        "failed-invalid-field",
        "failed-invalid-words",
        "failed-not-offered",
        "failed-text",
        "failed-text-words",
        "failed-too-large",
        "refused-budget",
        "refused-limit",
        "refused-edit-not-offered",
        "refused-not-offered",
        "refused-not-offered-others",
        "refused-one-image",
        "refused-over-limit",
        "refused-role-cap",
        "refused-role-provider",
        "refused-role-side",
        "refused-rule-age",
        "refused-rule-cap",
        "refused-rule-provider",
        "refused-rule-side",
    }
)
# A bad value of an option, which is left out of what is kept.
_BAD_VALUE = "problem-"
# Words that no model may get, and styles that there are not.
_WORDS = frozenset(
    {
        "refused-empty-prompt",
        "refused-no-style",
        "refused-no-styles",
        "refused-style-length",
        "refused-styles-direct",
        "refused-word",
    }
)


def retry_actions(key: str) -> tuple[str, ...]:
    """Return the actions that make sense after a refusal or a failure with this reason."""
    if key in _PASSING:
        return RETRY_ACTIONS
    if key in _CHANGEABLE or key.startswith(_BAD_VALUE):
        return (CHANGE, OTHER)
    if key == "refused-not-a-mask":
        return (AS_MASK, OTHER)
    return (CHANGE,) if key in _WORDS else ()


def keeps_inputs(key: str) -> bool:
    """Return True if the images of a job that failed for this reason are kept for a while."""
    return RETRY in retry_actions(key)


def job_retry_actions(job: Job, key: str) -> tuple[str, ...]:
    """Return the actions after a job has failed: none where its images were dropped."""
    may_lack_images = job.has_inputs is not False and not keeps_inputs(key)
    return () if may_lack_images else retry_actions(key)
