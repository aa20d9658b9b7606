"""Policy of a server for edits: its own choices, else the operator's settings."""

from dataclasses import dataclass

from bot.settings import Settings
from bot.storage.servers import EditRules
from providers.registry import EDITORS


@dataclass(frozen=True, slots=True)
class EditPolicy:
    """Policy for edits of a server's pictures.

    `provider` is a family of `EDITORS`; `reply_edits`: whether a reply to a picture edits it;
    `owner_only`: whether only the member who asked for a picture may edit it.
    """

    provider: str
    reply_edits: bool
    owner_only: bool


def edit_policy(settings: Settings, rules: EditRules) -> EditPolicy:
    """Return the policy of these rules; a provider that no longer exists is no choice."""
    return EditPolicy(
        provider=next((one for one in EDITORS if one == rules.provider), settings.edit_provider),
        reply_edits=settings.reply_edits if rules.reply_edits is None else rules.reply_edits,
        owner_only=bool(rules.owner_only),
    )
