"""A server's usage over time: the bars, the sums, and the CSV file."""

import csv
import gzip
import io
from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.usage import Granularity, UsageSum
from bot.usage.tally import MAX_GROUPS, Period, Tally, UsageCsv, largest_groups
from providers.registry import OPERATIONS

NOW = datetime(2026, 11, 22, 14, 30, 15, 250_000, tzinfo=UTC)
TODAY = datetime(2026, 11, 22, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BARS = Period.MONTH.bars(NOW)

moments = st.integers(-7000, 7000).map(lambda days: NOW + days * DAY)
bars = st.sampled_from(BARS)


@st.composite
def sums(draw: st.DrawFn, times: st.SearchStrategy[datetime] = bars) -> UsageSum:
    jobs = draw(st.integers(1, 50))
    unpriced = draw(st.integers(0, jobs))
    return UsageSum(
        at=draw(times),
        member_id=draw(st.integers(0, 30)),
        operation=draw(st.sampled_from([*OPERATIONS, "a-retired-one"])),
        jobs=jobs,
        pictures=draw(st.integers(0, 10**6)),
        micro=draw(st.integers(0, 2**50)) if unpriced < jobs else 0,
        unpriced=unpriced,
    )


def tallied(rows: list[UsageSum], begins: list[datetime] = BARS) -> Tally:
    tally = Tally(begins)
    for row in rows:
        tally.add(row)
    return tally


def parsed(
    rows: list[UsageSum], granularity: Granularity = Granularity.DAY
) -> list[dict[str, str]]:
    table = UsageCsv(granularity)
    for row in rows:
        table.add(row)
    file = table.file()
    assert file is not None
    name, content = file
    assert name == "easel-usage.csv"
    return [*csv.DictReader(io.StringIO(content.decode("ascii"), newline=""))]


def test_bars_of_each_period_end_with_the_current_one() -> None:
    assert Period.DAY.bars(NOW)[::23] == [TODAY - 9 * HOUR, TODAY + 14 * HOUR]
    assert Period.WEEK.bars(NOW)[::6] == [TODAY - 6 * DAY, TODAY]
    assert Period.MONTH.bars(NOW)[::29] == [TODAY - 29 * DAY, TODAY]
    assert Period.YEAR.bars(NOW)[::11] == [
        datetime(2025, 12, 1, tzinfo=UTC),
        datetime(2026, 11, 1, tzinfo=UTC),
    ]


@given(st.sampled_from(Period), moments.map(lambda at: at + at.day * HOUR))
def test_bars_are_in_order_and_now_is_in_the_last(period: Period, now: datetime) -> None:
    begins = period.bars(now)
    assert len(begins) == {"day": 24, "week": 7, "month": 30, "year": 12}[period]
    assert begins == sorted({*begins})
    assert begins[-1] <= now < begins[-1] + (31 * DAY if period is Period.YEAR else DAY)
    assert len({period.label(bar) for bar in begins}) == len(begins)


@pytest.mark.parametrize(
    ("period", "label"),
    [("day", "14:00"), ("week", "11-22"), ("month", "11-22"), ("year", "2026-11")],
)
def test_labels_need_no_translation(period: str, label: str) -> None:
    assert Period(period).label(Period(period).bars(NOW)[-1]) == label


@given(st.lists(sums(), max_size=60))
def test_all_totals_agree(rows: list[UsageSum]) -> None:
    tally = tallied(rows)
    pictures = sum(row.pictures for row in rows)
    assert tally.pictures == pictures
    assert tally.jobs == sum(row.jobs for row in rows)
    assert tally.micro == sum(row.micro for row in rows)
    assert tally.unpriced == sum(row.unpriced for row in rows)
    for parts in (tally.by_model, tally.by_member):
        assert sum(map(sum, parts.values())) == pictures
        by_bar: Counter[datetime] = Counter()
        for row in rows:
            by_bar[row.at] += row.pictures
        drawn = [sum(values) for values in zip(*parts.values(), strict=True)]
        assert drawn == [by_bar[bar] for bar in BARS] or not rows


@given(st.lists(sums(moments), max_size=30))
def test_sums_outside_the_bars_are_not_lost(rows: list[UsageSum]) -> None:
    assert sum(map(sum, tallied(rows).by_member.values())) == sum(row.pictures for row in rows)


@given(st.lists(sums(), max_size=60))
def test_the_largest_groups_and_the_rest_are_complete(rows: list[UsageSum]) -> None:
    parts = tallied(rows).by_member
    top, rest = largest_groups(parts)
    assert len(top) == min(MAX_GROUPS, len(parts))
    assert (rest is not None) == (len(parts) > MAX_GROUPS)
    sizes = [sum(values) for values in top.values()]
    assert sizes == sorted(sizes, reverse=True)
    for key in parts.keys() - top.keys():
        assert sum(parts[key]) <= sizes[-1]
    assert sum(sizes) + sum(rest or ()) == sum(map(sum, parts.values()))


def test_operations_of_a_model_are_one_group_and_a_retired_one_keeps_its_name() -> None:
    operations = ("gpt-image-generate", "gpt-image-edit", "a-retired-one")
    rows = [UsageSum(TODAY, 5, operation, 1, 2, 0, 1) for operation in operations]
    by_model = tallied(rows).by_model
    assert {title: sum(values) for title, values in by_model.items()} == {
        "GPT Image": 4,
        "a-retired-one": 2,
    }


def test_days_of_a_year_count_in_their_months() -> None:
    days = (TODAY, TODAY.replace(day=1), TODAY.replace(month=10, day=31), TODAY.replace(month=2))
    tally = tallied([UsageSum(day, 5, "flux", 1, 1, 0, 0) for day in days], Period.YEAR.bars(NOW))
    assert tally.by_member[5] == [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2]


@given(st.lists(sums(), max_size=60))
def test_table_has_every_row_and_adds_up_to_the_micro_dollar(rows: list[UsageSum]) -> None:
    read = parsed(rows)
    assert [
        (row["day"], int(row["member_id"]), row["operation"], int(row["jobs"])) for row in read
    ] == [(f"{row.at:%Y-%m-%d}", row.member_id, row.operation, row.jobs) for row in rows]
    assert [int(row["pictures"]) for row in read] == [row.pictures for row in rows]
    assert [int(row["jobs_without_price"]) for row in read] == [row.unpriced for row in rows]
    in_all = sum(Fraction(Decimal(row["dollars"] or 0)) for row in read)
    assert in_all == Fraction(sum(row.micro for row in rows), 10**6)


@given(st.lists(sums(), max_size=60))
def test_no_cell_of_the_table_is_a_formula(rows: list[UsageSum]) -> None:
    cells = {cell for row in parsed(rows) for cell in row.values()}
    assert not [cell for cell in cells if cell[:1] in {*"=+-@\t\r"} and cell]


def test_hours_have_a_time_zone() -> None:
    [row] = parsed([UsageSum(TODAY + 14 * HOUR, 5, "flux", 1, 2, 45_000, 0)], Granularity.HOUR)
    assert (row["hour"], row["dollars"]) == ("2026-11-22T14:00Z", "0.045")


def test_unknown_price_is_empty_and_a_price_of_zero_is_not() -> None:
    rows = [UsageSum(TODAY, 5, "flux", 2, 2, 0, 2), UsageSum(TODAY, 6, "sd", 2, 2, 0, 1)]
    assert [row["dollars"] for row in parsed(rows)] == ["", "0.00"]


def test_table_without_rows_has_its_header() -> None:
    assert UsageCsv(Granularity.DAY).file() == (
        "easel-usage.csv",
        b"day,member_id,operation,jobs,pictures,dollars,jobs_without_price\r\n",
    )


def test_table_that_is_too_large_is_compressed_or_left_out() -> None:
    table = UsageCsv(Granularity.DAY)
    for member_id in range(500):
        table.add(UsageSum(TODAY, member_id, "flux", 1, 1, 0, 1))
    plain = table.file()
    assert plain is not None
    packed = table.file(max_bytes=len(plain[1]) - 1)
    assert packed is not None
    assert packed[0] == "easel-usage.csv.gz"
    assert gzip.decompress(packed[1]) == plain[1]
    assert table.file(max_bytes=len(packed[1]) - 1) is None
