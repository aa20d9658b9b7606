"""How a task is found in the answer to a submit."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from providers.errors import BadAnswerError, ContentDeclinedError, TextAnswerError
from providers.relay.answers import Link
from providers.relay.refusals import AnswerMetadata
from providers.relay.tasks import Task, find_task_path, read_accepted

BASE = URL("https://relay.example")
ID = "direct:0d9c2f0e"
HOSTILE = [
    "../../admin",
    "..",
    ".",
    "a/b",
    "a b",
    "a?wait=1",
    "a#b",
    "a%2fb",
    "a\r\nX: y",
    "a\\b",
    "ä",
    "x" * 513,
]


@pytest.mark.parametrize("poll_url", [f"/v2/tasks/{ID}", f"https://relay.example/v2/tasks/{ID}"])
def test_poll_url_on_the_relays_own_origin_is_taken(poll_url: str) -> None:
    assert find_task_path({"poll_url": poll_url, "task_id": "other"}, BASE) == f"/v2/tasks/{ID}"


@pytest.mark.parametrize(
    "poll_url",
    [
        f"https://evil.example/v2/tasks/{ID}",
        f"http://relay.example/v2/tasks/{ID}",
        f"https://relay.example:444/v2/tasks/{ID}",
        f"https://relay.example@evil.example/v2/tasks/{ID}",
        f"//evil.example/v2/tasks/{ID}",
        "/v2/tasks/../admin",
        "/v2/tasks/x?key=1",
        "file:///etc/passwd",
        "",
        None,
        7,
    ],
)
def test_any_other_poll_url_gives_way_to_the_id(poll_url: object) -> None:
    assert find_task_path({"poll_url": poll_url, "task_id": ID}, BASE) == f"/v2/tasks/{ID}"


def test_the_specs_task_address_is_taken_where_there_is_no_id() -> None:
    assert find_task_path({"task_address": "0xabc"}, BASE) == "/v2/tasks/0xabc"


@pytest.mark.parametrize("task_id", HOSTILE)
def test_a_hostile_id_is_a_bad_answer_that_does_not_show_it(task_id: str) -> None:
    for name in ("task_id", "task_address"):
        with pytest.raises(BadAnswerError) as caught:
            find_task_path({name: task_id}, BASE)
        assert task_id not in str(caught.value) or len(task_id) < 3


@pytest.mark.parametrize("task_id", [*HOSTILE, None, "", [], True])
def test_an_id_that_cannot_be_used_gives_way_to_the_other(task_id: object) -> None:
    body = {"task_id": task_id, "task_address": ID}
    assert find_task_path(body, BASE) == f"/v2/tasks/{ID}"


def test_an_id_may_be_a_number() -> None:
    assert find_task_path({"task_id": 12345}, BASE) == "/v2/tasks/12345"


@pytest.mark.parametrize(
    "path", ["v2/tasks/a", "/", "/v2/tasks/", "/v2/../a", "/v2/tasks/a b", "http://a/b", "//a/b"]
)
def test_a_path_that_is_no_plain_path_makes_no_task(path: str) -> None:
    with pytest.raises(BadAnswerError):
        Task(path)


@given(st.text(), st.text())
def test_no_poll_url_and_no_id_leads_away_from_the_relay(poll_url: str, task_id: str) -> None:
    try:
        path = find_task_path({"poll_url": poll_url, "task_id": task_id}, BASE)
    except BadAnswerError:
        return
    if path is not None:
        url = URL(str(BASE) + path, encoded=True)
        assert url.origin() == BASE.origin()
        assert url.raw_path == path


def test_the_path_under_an_address_with_a_path_is_stored_without_it() -> None:
    base = URL("https://proxy.example/relay/")
    for poll_url in (f"/relay/v2/tasks/{ID}", f"/v2/tasks/{ID}"):
        assert find_task_path({"poll_url": poll_url}, base) == f"/v2/tasks/{ID}"


def test_a_task_is_rebuilt_from_its_path() -> None:
    task = read_accepted(202, {"task_id": ID, "status": "queued"}, BASE, AnswerMetadata())
    assert Task(task.path) == task


def test_a_task_does_not_show_its_id() -> None:
    assert "0d9c2f0e" not in repr(Task(f"/v2/tasks/{ID}"))


@pytest.mark.parametrize(
    "body",
    [
        {"urls": ["https://a.example/x.png"]},
        {"status": "completed", "result": {"url": "https://a.example/x.png"}},
    ],
)
def test_pictures_that_come_at_once_are_in_the_task(body: dict[str, Any]) -> None:
    task = read_accepted(200, body, BASE, AnswerMetadata())
    assert task.path == ""
    assert task.result is not None
    assert task.result.sources == (Link("https://a.example/x.png"),)


def test_a_202_is_a_task_whatever_else_it_holds() -> None:
    body = {"task_id": ID, "url": "https://relay.example/somewhere"}
    assert read_accepted(202, body, BASE, AnswerMetadata()).result is None


def test_a_task_that_a_200_names_is_polled() -> None:
    assert read_accepted(200, {"task_id": ID}, BASE, AnswerMetadata()) == Task(f"/v2/tasks/{ID}")


@pytest.mark.parametrize("result", [None, {}, {"images": []}, {"text": "Almost there."}])
def test_a_finished_task_whose_answer_lacks_the_picture_is_polled(result: object) -> None:
    body = {"task_id": ID, "status": "completed", "result": result}
    assert read_accepted(200, body, BASE, AnswerMetadata()) == Task(f"/v2/tasks/{ID}")


def test_an_answer_without_task_and_picture_is_a_bad_answer() -> None:
    with pytest.raises(BadAnswerError):
        read_accepted(202, {"status": "queued"}, BASE, AnswerMetadata())


def test_words_at_once_are_a_text_answer_and_a_failure_at_once_is_itself() -> None:
    with pytest.raises(TextAnswerError):
        read_accepted(200, {"text": "No."}, BASE, AnswerMetadata())
    failed = {"task_id": ID, "status": "failed", "error_code": "CONTENT_POLICY_DECLINED"}
    with pytest.raises(ContentDeclinedError):
        read_accepted(200, failed, BASE, AnswerMetadata())
