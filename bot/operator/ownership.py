"""The database's application: what one application has posted, no other one can find or change."""

from bot.operator.output import print_outcome
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.key_values import APPLICATION, KeyValueStore

# Below every value, so that no stored one is replaced.
_NEVER = ""


class OtherApplicationError(Exception):
    """A login of another application than the one that the database belongs to."""

    def __init__(self, owner: str, application_id: int) -> None:
        super().__init__(
            f"EASEL_DISCORD_TOKEN: it is of application {application_id}, and the database belongs "
            f"to application {owner}; to move the database, run `easel adopt` once"
        )


class Ownership:
    """The application's id as the first login has stored it."""

    def __init__(self, values: KeyValueStore) -> None:
        self._values = values

    async def claim(self, application_id: int) -> None:
        """Store the application at the first login; raises `OtherApplicationError` at another's."""
        if await self._values.claim(APPLICATION, str(application_id), _NEVER):
            return
        owner = await self._values.get(APPLICATION)
        if owner not in (None, str(application_id)):
            raise OtherApplicationError(str(owner), application_id)


async def release(settings: Settings, *, as_json: bool = False) -> None:
    """Let the application that logs in next have the database."""
    async with Database.attach(settings.database_url) as database:
        values = KeyValueStore(database)
        owner = await values.get(APPLICATION)
        await values.delete(APPLICATION)
    if owner is None:
        line = "the database belongs to no application yet"
    else:
        line = (
            f"the database no longer belongs to application {owner}: "
            "the application that logs in next has it"
        )
    print_outcome([line], {"former_application": owner}, as_json=as_json)
