"""`easel spend`."""

from datetime import timedelta

from bot.common.clock import utc_now
from bot.operator.output import dollars, print_line, print_rows
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.spending import By, SpendingSum, spending


async def print_spending(settings: Settings, by: By, days: int, *, as_json: bool) -> None:
    """Print the sums of the last days, and for people the total."""
    since = utc_now() - timedelta(days=days)
    async with Database.attach(settings.database_url) as database:
        sums = await spending(database, by, since)
    rows = [
        {
            str(by): _name(one.key),
            "jobs": one.jobs,
            "pictures": one.pictures,
            "estimated_dollars": dollars(one.micro),
            "without_price": one.unpriced,
        }
        for one in sums
    ]
    print_rows(rows, as_json=as_json, nothing=f"nothing counts in the last {days} days")
    if not as_json and sums:
        print_line(_total(sums, days))


def _name(key: str | int | None) -> str | None:
    # The id of an erased member is 0.
    return str(key) if key else None


def _total(sums: list[SpendingSum], days: int) -> str:
    micro, pictures = sum(one.micro for one in sums), sum(one.pictures for one in sums)
    return f"about ${dollars(micro)} for {pictures} pictures in the last {days} days"
