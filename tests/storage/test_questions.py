"""Questions about prices: a few a member, taken once, dropped when they are old."""

import asyncio
from dataclasses import replace

import pytest

from bot.storage.database import Database
from bot.storage.expired import ExpiredStore
from bot.storage.member_data import MemberDataStore
from bot.storage.questions import REFUSED, Question, QuestionStore
from tests.storage.rows import GUILD, MEMBER, NOON, later

QUESTION = Question(1, MEMBER, GUILD, 11, NOON, {"values": {"prompt": "a fox", "side": 1}})


@pytest.fixture
def questions(database: Database) -> QuestionStore:
    return QuestionStore(database)


async def test_a_question_reads_back_as_it_was_asked(questions: QuestionStore) -> None:
    assert await questions.get(1) is None
    assert await questions.add(QUESTION, 3, later(-60))
    assert await questions.get(1) == QUESTION


async def test_of_questions_at_once_only_as_many_are_kept_as_may_be_open(
    questions: QuestionStore,
) -> None:
    asked = [replace(QUESTION, id=number) for number in range(1, 10)]

    kept = await asyncio.gather(*(questions.add(one, 3, later(-60)) for one in asked))

    assert kept.count(True) == 3
    assert await questions.add(replace(QUESTION, id=20, member_id=MEMBER + 1), 3, later(-60))


async def test_the_same_event_asks_once(questions: QuestionStore) -> None:
    assert await questions.add(QUESTION, 1, later(-60))
    for _ in range(3):
        assert await questions.add(QUESTION, 1, later(-60)) is None
    assert await questions.get(1) == QUESTION
    assert await questions.take(1)
    assert await questions.add(QUESTION, 1, later(-60))


async def test_old_questions_do_not_count_and_are_dropped(
    questions: QuestionStore, database: Database
) -> None:
    assert await questions.add(QUESTION, 1, later(-60))
    assert not await questions.add(replace(QUESTION, id=2, asked_at=later(60)), 1, later(0))
    assert await questions.add(replace(QUESTION, id=2, asked_at=later(60)), 1, later(30))
    assert await questions.get(1) is None
    assert await ExpiredStore(database).drop_questions(later(61)) == 1
    assert await questions.get(2) is None


async def test_refused_requests_replace_the_oldest_and_count_for_themselves(
    questions: QuestionStore,
) -> None:
    for number in range(1, 6):
        refused = replace(QUESTION, id=number, asked_at=later(number), kind=REFUSED)
        await questions.keep(refused, 2, later(-60))
        # The same event is refused twice.
        await questions.keep(refused, 2, later(-60))
    await questions.keep(replace(refused, id=9, member_id=MEMBER + 1), 2, later(-60))

    kept = [number for number in range(1, 10) if await questions.get(number)]
    assert kept == [4, 5, 9]
    assert await questions.get(5) == refused
    assert await questions.add(replace(QUESTION, id=20), 1, later(-60))
    await questions.keep(replace(refused, id=6), 2, later(30))
    assert [number for number in range(1, 10) if await questions.get(number)] == [6]


async def test_a_question_too_old_to_count_is_kept_for_a_while(questions: QuestionStore) -> None:
    assert await questions.add(QUESTION, 1, later(-60))
    newer = replace(QUESTION, id=2, asked_at=later(60))
    assert await questions.add(newer, 1, later(30), later(-60))
    assert await questions.get(1) == QUESTION


async def test_of_those_who_take_it_at_once_one_has_it(questions: QuestionStore) -> None:
    await questions.add(QUESTION, 3, later(-60))

    taken = await asyncio.gather(*(questions.take(1) for _ in range(5)))

    assert sum(taken) == 1
    await questions.put_back(QUESTION)
    assert await questions.get(1) == QUESTION


async def test_a_member_who_is_forgotten_has_no_question(
    questions: QuestionStore, database: Database
) -> None:
    await questions.add(QUESTION, 3, later(-60))
    await questions.add(replace(QUESTION, id=2, member_id=MEMBER + 1), 3, later(-60))

    await MemberDataStore(database).forget(MEMBER, later(0))

    assert await questions.get(1) is None
    assert await questions.get(2) is not None
