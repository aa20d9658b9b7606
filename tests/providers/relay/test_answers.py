"""Pictures in every shape that the relay answers."""

import base64
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.errors import (
    BadAnswerError,
    ContentDeclinedError,
    ProviderFailedError,
    TextAnswerError,
)
from providers.relay.answers import (
    Inline,
    Link,
    Progress,
    Result,
    find_seed,
    find_sources,
    read_poll,
    read_result,
    read_unended,
)
from providers.relay.refusals import AnswerMetadata

HEADS = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpeg": b"\xff\xd8\xff\xe0",
    "webp": b"RIFF\x10\x00\x00\x00WEBPVP8 ",
    "gif": b"GIF89a",
    "avif": b"\x00\x00\x00\x20ftypavif",
}
NOTHING = AnswerMetadata()
LINK = "https://cdn.example/a.png"

pictures = st.builds(
    lambda head, rest: head + rest, st.sampled_from(list(HEADS.values())), st.binary(min_size=16)
)


def encode(picture: bytes) -> str:
    return base64.b64encode(picture).decode()


def data_uri(picture: bytes) -> str:
    return f"data:image/png;base64,{encode(picture)}"


def taken(sources: tuple[Any, ...]) -> list[bytes | str]:
    return [source.take() if isinstance(source, Inline) else source.url for source in sources]


FORMS = [
    encode,
    data_uri,
    lambda picture: {"b64_json": encode(picture)},
    lambda picture: {"b64": data_uri(picture)},
    lambda picture: {"base64": encode(picture), "url": None},
    lambda picture: {"url": data_uri(picture)},
    lambda picture: {"url": LINK, "b64_json": encode(picture)},
]


@given(
    st.sampled_from(["images", "urls", "data"]),
    st.lists(st.tuples(pictures, st.sampled_from(FORMS)), min_size=1, max_size=4),
)
def test_every_inline_form_in_every_array_gives_the_same_bytes(
    name: str, items: list[tuple[bytes, Any]]
) -> None:
    sources = find_sources({name: [form(picture) for picture, form in items]})
    assert taken(sources) == [picture for picture, _ in items]


@pytest.mark.parametrize("name", ["images", "urls", "data"])
@pytest.mark.parametrize("item", [LINK, {"url": LINK}, {"url": LINK, "b64_json": None}])
def test_links_are_found_in_every_array(name: str, item: Any) -> None:
    assert find_sources({name: [item]}) == (Link(LINK),)


@pytest.mark.parametrize("key", ["url", "image", "image_url", "b64_json"])
def test_a_single_picture_is_found_under_its_key(key: str) -> None:
    assert taken(find_sources({key: encode(HEADS["png"] + b"rest")})) == [HEADS["png"] + b"rest"]


def test_the_same_picture_as_image_and_as_url_counts_once_and_inline() -> None:
    picture = HEADS["png"] + b"rest"
    body = {"urls": [LINK, LINK + "?2"], "images": [encode(picture)]}
    assert taken(find_sources(body)) == [picture, LINK + "?2"]


def test_inline_is_preferred_wherever_it_stands() -> None:
    picture = HEADS["png"] + b"rest"
    for other in ("urls", "data"):
        assert taken(find_sources({"images": [LINK], other: [encode(picture)]})) == [picture]


def test_inline_form_knows_the_link_to_the_same_picture() -> None:
    inline = encode(HEADS["png"] + b"rest")
    for body in (
        {"images": [inline], "urls": [LINK]},
        {"data": [{"b64_json": inline, "url": LINK}]},
        {"image": inline, "url": LINK},
    ):
        [source] = find_sources(body)
        assert isinstance(source, Inline)
        assert source.link == Link(LINK)


def test_an_array_wins_over_the_single_keys() -> None:
    assert find_sources({"urls": [LINK], "url": LINK + "?single"}) == (Link(LINK),)


def test_wrapped_base64_without_its_padding_is_read() -> None:
    picture = HEADS["png"] + b"0123456789" * 20
    text = base64.encodebytes(picture).decode().rstrip("=\n")
    assert taken(find_sources({"images": [text]})) == [picture]


def test_no_more_pictures_are_read_than_a_message_has() -> None:
    links = [f"{LINK}?{number}" for number in range(120)]
    assert find_sources({"urls": links}) == tuple(Link(link) for link in links[:10])


def test_items_that_are_no_pictures_are_looked_at_a_few_hundred_times_at_most() -> None:
    class Item(dict[str, Any]):
        looks = 0

        def get(self, key: str, default: Any = None) -> Any:
            Item.looks += 1
            return super().get(key, default)

    assert find_sources({"images": [Item()] * 10_000}) == ()
    assert 0 < Item.looks < 2_000


def test_an_inline_picture_is_not_kept_after_it_is_read() -> None:
    source = Inline(encode(HEADS["png"] + b"rest"))
    source.take()
    assert repr(source) == "Inline(taken)"
    with pytest.raises(LookupError):
        source.take()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["images", "urls", "data", "url", "image", "b64_json", "info", "seed"]),
        json_values,
    )
)
def test_junk_is_never_a_picture_and_never_a_crash(body: dict[str, Any]) -> None:
    assert find_sources(body) == ()
    seed = find_seed(body)
    assert seed is None or seed >= 0


def test_the_seed_is_read_from_the_answer_or_from_the_info_of_automatic1111() -> None:
    assert find_seed({"seed": 7}) == 7
    assert find_seed({"info": orjson.dumps({"seed": 8}).decode()}) == 8
    assert find_seed({"info": "not json"}) is None
    assert find_seed({"seed": -1}) is None
    assert find_seed({"seed": True}) is None


@pytest.mark.parametrize(
    ("status", "progress"),
    [
        ("queued", Progress.UNFINISHED),
        ("running", Progress.UNFINISHED),
        ("paused", Progress.UNFINISHED),
        ("", Progress.UNKNOWN),
        (7, Progress.UNKNOWN),
        (["completed"], Progress.UNKNOWN),
        (None, Progress.UNKNOWN),
    ],
)
def test_a_status_nobody_named_means_not_finished(status: object, progress: Progress) -> None:
    assert read_poll({"status": status, "result": None}, NOTHING) is progress


@pytest.mark.parametrize("status", ["completed", "COMPLETED", " Completed\n", None, 7, ["done"]])
def test_pictures_are_taken_with_any_status_that_is_no_other_word(status: object) -> None:
    body = {"status": status, "result": {"urls": [LINK]}}
    assert read_poll(body, NOTHING) == Result((Link(LINK),))


def test_pictures_beside_a_word_that_nobody_knows_are_kept_for_the_end_of_patience() -> None:
    body = {"status": "succeeded", "result": {"urls": [LINK]}}
    assert read_poll(body, NOTHING) is Progress.UNFINISHED
    assert read_unended(body, NOTHING) == Result((Link(LINK),))
    assert read_unended({"status": "running", "result": None}, NOTHING) is None


@pytest.mark.parametrize(
    "result",
    [
        {"urls": [LINK]},
        [LINK],
        [{"url": LINK}],
        LINK,
        orjson.dumps({"urls": [LINK]}).decode(),
        orjson.dumps([LINK]).decode(),
    ],
)
def test_a_result_in_another_form_is_read(result: object) -> None:
    assert read_poll({"status": "completed", "result": result}, NOTHING) == Result((Link(LINK),))


@pytest.mark.parametrize("result", [None, {}, [], "", "{", 7])
def test_pictures_beside_an_empty_result_are_read(result: object) -> None:
    body = {"status": "completed", "result": result, "urls": [LINK]}
    assert read_poll(body, NOTHING) == Result((Link(LINK),))


ID = "direct:0d9c2f0e-6a1b-4c55-9d7e-3f1f5b1f0a11"
OTHER = "direct:ffffffff-6a1b-4c55-9d7e-3f1f5b1f0a11"


@pytest.mark.parametrize(
    ("named", "ours"),
    [
        ({"task_id": ID}, True),
        ({"task_id": ID.upper()}, True),
        ({"task_id": OTHER, "task_address": ID}, True),
        ({"task_id": "0x1234"}, True),
        ({"task_id": None, "task_address": 7}, True),
        ({"task_id": OTHER}, False),
        ({"task_id": None, "task_address": OTHER}, False),
    ],
)
@pytest.mark.parametrize("status", ["completed", "failed"])
def test_the_end_of_another_task_is_no_word_about_ours(
    named: dict[str, Any], ours: bool, status: str
) -> None:
    body = {**named, "status": status, "result": {"urls": [LINK]}}
    try:
        read: object = read_poll(body, NOTHING, ID)
    except ProviderFailedError as error:
        read = error
    assert (read is not Progress.UNKNOWN) == ours


def test_a_completed_task_gives_its_pictures_and_the_warning() -> None:
    body = {"status": "completed", "result": {"urls": [LINK], "seed": 3}}
    expected = Result((Link(LINK),), seed=3, credit_warning=True)
    assert read_poll(body, AnswerMetadata(credit_warning=True)) == expected


def test_pictures_beside_the_status_are_found_too() -> None:
    assert read_poll({"status": "completed", "urls": [LINK]}, NOTHING) == Result((Link(LINK),))
    assert read_poll({"urls": [LINK]}, NOTHING) == Result((Link(LINK),))


@pytest.mark.parametrize("result", [None, {}, {"images": []}, {"images": ["not a picture"]}])
def test_a_completed_task_without_a_picture_is_a_bad_answer(result: object) -> None:
    with pytest.raises(BadAnswerError):
        read_poll({"status": "completed", "result": result}, NOTHING)


def test_words_instead_of_a_picture_are_a_text_answer() -> None:
    with pytest.raises(TextAnswerError) as caught:
        read_result({"images": [], "text": "I would rather not."}, NOTHING)
    assert caught.value.words == "I would rather not."


def test_a_failed_task_says_why_by_its_code() -> None:
    body = {
        "status": "failed",
        "error": "declined",
        "error_code": "CONTENT_POLICY_DECLINED",
        "error_detail": {"block_reason": "SAFETY", "text": "No."},
    }
    with pytest.raises(ContentDeclinedError) as caught:
        read_poll(body, AnswerMetadata(request_id="r-9"))
    error = caught.value
    assert (error.reason, error.words, error.request_id) == ("SAFETY", "No.", "r-9")


@given(json_values, json_values, json_values)
def test_a_failed_task_with_any_fields_is_a_typed_error(
    error: object, code: object, detail: object
) -> None:
    body = {"status": "failed", "error": error, "error_code": code, "error_detail": detail}
    with pytest.raises(ProviderFailedError):
        read_poll(body, NOTHING)


def test_a_link_is_not_shown() -> None:
    shown = repr(Result((Link("https://cdn.example/secret.png?sig=abc"),)))
    assert "secret" not in shown
    assert "sig" not in shown


PICTURE = HEADS["png"] + bytes(range(200))


@pytest.mark.parametrize(
    "result",
    [
        {"images": [[encode(PICTURE)]]},
        {"images": [{"image": encode(PICTURE)}]},
        {"images": [{"image_url": {"url": data_uri(PICTURE)}}]},
        {"images": {"0": encode(PICTURE)}},
        {"output": {"images": [encode(PICTURE)], "preview_url": LINK}},
        {"result": {"images": [encode(PICTURE)], "text": "Here it is"}},
    ],
)
def test_a_picture_in_a_shape_that_nobody_named_is_found(result: Any) -> None:
    answer = read_poll({"status": "completed", "result": result}, NOTHING)
    assert isinstance(answer, Result)
    assert taken(answer.sources) == [PICTURE]


@pytest.mark.parametrize("name", ["output", "image_url", "href"])
def test_a_link_in_a_shape_that_nobody_named_is_found(name: str) -> None:
    answer = read_result({"images": [{name: LINK}]}, NOTHING)
    assert taken(answer.sources) == [LINK]


@pytest.mark.parametrize(
    "body",
    [
        {"parameters": {"init_images": [encode(PICTURE)], "mask": data_uri(PICTURE)}},
        {"request": {"image": encode(PICTURE)}, "input_image": encode(PICTURE)},
        {"poll_url": "/v2/tasks/direct:1", "docs": "https://relay.example/docs"},
        {"text": "I will not draw that.", "url": None, "help": {"url": LINK}},
    ],
)
def test_what_was_sent_and_what_leads_elsewhere_is_no_picture(body: dict[str, Any]) -> None:
    with pytest.raises((BadAnswerError, TextAnswerError)):
        read_result(body, NOTHING)


def test_a_deep_answer_is_not_searched_to_its_end() -> None:
    deep: Any = encode(PICTURE)
    for _ in range(90):
        deep = [deep]
    with pytest.raises(BadAnswerError):
        read_result({"images": deep}, NOTHING)


@pytest.mark.parametrize("path", ["/v2/files/a.png", "//cdn.example/a.png?sig=%2F", "/a"])
def test_a_path_is_a_link(path: str) -> None:
    assert taken(find_sources({"urls": [path]})) == [path]


@pytest.mark.parametrize("text", ["/", "/a b", "/über.png", "a/b.png"])
def test_other_text_with_a_slash_is_no_link(text: str) -> None:
    assert find_sources({"urls": [text]}) == ()
