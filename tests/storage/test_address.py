"""Addresses of databases as hosters hand them out."""

import pytest
from sqlalchemy.engine import make_url

from bot.storage.address import AddressError, dsn_of, parse_url
from bot.storage.database import Database, StorageError
from bot.storage.key_values import KeyValueStore
from tests.postgres import Postgres


@pytest.mark.parametrize(
    "address", ["sqlite:///data/easel.db", "sqlite+aiosqlite:///data/easel.db"]
)
def test_sqlite_has_one_driver(address: str) -> None:
    assert str(parse_url(address)) == "sqlite+aiosqlite:///data/easel.db"


@pytest.mark.parametrize(
    ("address", "dsn"),
    [
        ("postgres://u:p@h/d", "postgresql://u:p@h/d"),
        ("postgresql+psycopg2://u:p@h:6432/d", "postgresql://u:p@h:6432/d"),
        ("postgresql+asyncpg://u:p%40@h/d?ssl=require", "postgresql://u:p%40@h/d?sslmode=require"),
        (
            "postgres://u:p@h/d?sslmode=verify-full&channel_binding=require&connect_timeout=10",
            "postgresql://u:p@h/d?sslmode=verify-full",
        ),
        (
            "postgresql://u@h/d?application_name=easel",
            "postgresql://u@h/d?application_name=easel",
        ),
    ],
)
def test_postgresql_is_taken_as_it_is_meant(address: str, dsn: str) -> None:
    parsed = parse_url(address)
    assert parsed.drivername == "postgresql+asyncpg"
    assert dsn_of(parsed) == dsn


@pytest.mark.parametrize("address", ["mysql://u:sesame@h/d", "sesame", "sqlite://", ""])
def test_other_address_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(AddressError) as caught:
        parse_url(address)
    assert "sesame" not in str(caught.value)


async def test_parameters_of_libpq_reach_the_server(postgres: Postgres) -> None:
    async with postgres.database() as url:
        address = make_url(url).set(drivername="postgres")
        address = address.update_query_dict(
            {"sslmode": "prefer", "application_name": "somebody", "channel_binding": "prefer"}
        )
        async with Database.open(address.render_as_string(hide_password=False)) as database:
            name = await database.run_read(
                lambda connection: connection.exec_driver_sql("SHOW application_name").scalar()
            )
            await KeyValueStore(database).put("a", "b")
    assert name == "somebody"


async def test_database_that_does_not_exist_is_for_a_person_to_mend(postgres: Postgres) -> None:
    address = postgres.url("nowhere").render_as_string(hide_password=False)
    with pytest.raises(StorageError, match="does not exist") as caught:
        async with Database.open(address):
            pass
    assert not caught.value.passes


async def test_server_that_cannot_be_reached_may_come_back() -> None:
    with pytest.raises(StorageError) as caught:
        async with Database.open("postgresql://u:p@127.0.0.1:1/d"):
            pass
    assert caught.value.passes
