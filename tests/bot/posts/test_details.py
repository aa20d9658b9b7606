"""All about a picture on one page, and a command that asks for the same again."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.plain_text import clean_text
from bot.posts.details import command_file, details_text, slash_command
from bot.storage.records import Destination, Job, Source, State
from bot.texts import Texts
from bot.ui.command_options import DisplayOptions, build, options_of
from providers.base import ImageRequest
from providers.registry import OPERATIONS

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
GUILD, CHANNEL, THREAD, MEMBER = 5, 11, 12, 7
LARGEST = 2**64 - 1
TEXTS = Texts()


def job(operation: str = "flux", number: int = 100, **changes: Any) -> Job:
    place = {"channel_id": CHANNEL, "guild_id": GUILD, "upload_limit": 10 * 2**20}
    place |= {name: changes.pop(name) for name in ("private", "spoiler") if name in changes}
    request = {"prompt": "a red fox"} | changes.pop("request", {})
    values: dict[str, Any] = {
        "state": State.DONE,
        "member_id": MEMBER,
        "pictures": 1,
        "created_at": AT,
        "ended_at": AT + timedelta(seconds=12.4),
        "message_id": number + 1,
        "message_channel_id": CHANNEL,
    }
    return Job(
        id=number,
        destination=Destination(**place),
        operation=operation,
        request=request,
        **{**values, **changes},
    )


def details(of: Job, *chain: Job, **more: Any) -> str:
    return details_text(TEXTS, of, chain, more.pop("title", "Flux"), **more)


def read(command: str) -> tuple[str, dict[str, str]]:
    """A command as Discord's client reads it: a known option and a colon begin the next value."""
    kinds = sorted(OPERATIONS.values(), key=lambda kind: -len(kind.command))
    kind = next(kind for kind in kinds if command.startswith(f"/{kind.command} "))
    names = "|".join(
        option.name for model in (kind, DisplayOptions) for option in options_of(model)
    )
    _, *parts = re.split(rf"\b({names}):", command.removeprefix(f"/{kind.command}"))
    values = zip(parts[::2], parts[1::2], strict=True)
    found = [(name, value.strip()) for name, value in values]
    assert len({name for name, _ in found}) == len(found)
    return kind.operation, dict(found)


def squashed(value: object) -> str:
    return re.sub(r"[\s`]", "", str(value))


PARTS = st.sampled_from(
    ["fox", " ", "\n", "`", "```", "seed:", "7", "prompt:", "Width:", "://", "*_~|", "<@1>", "é狐"]
)
# As they are stored: cleaned where they come in.
PROMPTS = (
    (st.lists(PARTS, min_size=1, max_size=30).map("".join) | st.text())
    .map(clean_text)
    .filter(str.strip)
)
LONG = st.builds(lambda text, times: clean_text(text * times), PROMPTS, st.integers(1, 3000))
FLUX = st.fixed_dictionaries(
    {},
    optional={
        "width": st.integers(2, 64).map(lambda n: n * 32),
        "height": st.integers(2, 64).map(lambda n: n * 32),
        "seed": st.integers(0, 2**32 - 1),
        "safety_tolerance": st.integers(0, 6),
        "output_format": st.sampled_from(["png", "jpeg"]),
        "model": st.text(min_size=1, max_size=200),
    },
)
SD = st.fixed_dictionaries(
    {"model": st.just("Realistic_Vision_V5.1.safetensors")},
    optional={
        "negative_prompt": LONG,
        "steps": st.integers(1, 150),
        "cfg_scale": st.floats(1, 30),
        "seed": st.integers(-1, 2**32 - 1),
    },
)
GPT = st.fixed_dictionaries({"n": st.integers(1, 4), "quality": st.just("low")})
CHOSEN = st.one_of(
    st.tuples(st.just("flux"), FLUX),
    st.tuples(st.just("sd"), SD),
    st.tuples(st.just("gpt-image-edit"), GPT),
    st.tuples(st.just("a-provider-that-is-no-more"), FLUX),
)
SOURCES = st.none() | st.builds(
    Source,
    channel_id=st.just(LARGEST),
    message_id=st.just(LARGEST),
    picture=st.integers(1, 4),
    job_id=st.none() | st.just(LARGEST),
)


@st.composite
def jobs(draw: st.DrawFn) -> Job:
    operation, request = draw(CHOSEN)
    return job(
        operation,
        number=LARGEST - 1,
        request={**request, "prompt": draw(PROMPTS | LONG)},
        source=draw(SOURCES),
        private=draw(st.booleans()),
        spoiler=draw(st.booleans()),
        member_id=LARGEST,
        estimate=draw(st.none() | st.integers(0, 10**9)),
        ended_at=draw(st.none() | st.just(AT + timedelta(hours=3))),
    )


@given(jobs(), st.lists(jobs(), max_size=8), st.text(max_size=200), st.booleans())
def test_it_is_never_longer_than_a_message(
    of: Job, chain: list[Job], title: str, prices: bool
) -> None:
    text = details(of, *chain, title=title, prices=prices)
    assert len(text) <= 2000
    # Whatever was cut, the block was not.
    assert len(re.findall("```", text)) in (0, 2)
    for block in re.findall("```(.*?)```", text, re.DOTALL):
        assert block.strip("\n") == slash_command(of)
    assert ("↳" in text) or not (chain or of.source)


@given(jobs())
def test_command_asks_for_the_same(of: Job) -> None:
    command = slash_command(of)
    assert len(command.splitlines()) <= 1
    assert "```" not in command
    if of.operation not in OPERATIONS:
        assert command == ""
        return
    operation, values = read(command)
    assert operation == of.operation
    options = {option.name for option in options_of(OPERATIONS[operation])}
    chosen = {name: value for name, value in of.request.items() if name in options}
    shown = {"private": of.destination.private, "spoiler": of.destination.spoiler}
    assert values.keys() == chosen.keys() | {name for name in shown if shown[name]}
    for name, value in chosen.items():
        read_back = values[name]
        if isinstance(value, str):
            assert squashed(read_back) == squashed(value)
        else:
            assert float(read_back) == value


@given(FLUX, st.text(st.characters(exclude_characters="`:", categories=["L", "P", "S"])))
def test_command_builds_the_very_same_request(chosen: dict[str, Any], prompt: str) -> None:
    chosen.pop("model", None)
    kind = OPERATIONS["flux"]
    wanted = build(kind, {**chosen, "prompt": f"fox  {clean_text(prompt)}."})
    assert isinstance(wanted, ImageRequest)
    _, values = read(slash_command(job(request=wanted.chosen())))
    assert build(kind, values) == wanted


@pytest.mark.parametrize(
    ("of", "command"),
    [
        (job(request={"width": 512, "seed": 7}), "/flux prompt:a red fox width:512 seed:7"),
        (job("gpt-image-generate", request={"n": 2}), "/gpt-image generate prompt:a red fox n:2"),
        (
            job("sd", request={"cfg_scale": 7.0, "model": "my.safetensors"}),
            "/sd prompt:a red fox model:my.safetensors cfg_scale:7",
        ),
        (job("sd", request={"cfg_scale": 7.25}), "/sd prompt:a red fox cfg_scale:7.25"),
        (job(spoiler=True), "/flux prompt:a red fox spoiler:True"),
        (job(private=True), "/flux prompt:a red fox private:True"),
        # What is no option of the command is not in it.
        (job(request={"model": "FLUX-3", "gone": 1}), "/flux prompt:a red fox"),
        (job(request={"prompt": "a fox\r\nin snow\n"}), "/flux prompt:a fox in snow"),
        (job(request={"prompt": "my seed:7, Seed:8"}), "/flux prompt:my seed :7, Seed :8"),
        (job(request={"prompt": "steps:7 `a` ``b``"}), "/flux prompt:steps:7 `a` ``b``"),
        (job(request={"prompt": "```py````"}), "/flux prompt:``py``"),
        (job("qwen-edit", request={"size": "64x64"}), "/qwen edit prompt:a red fox size:64x64"),
    ],
)
def test_commands(of: Job, command: str) -> None:
    assert slash_command(of) == command


def test_everything_about_a_picture() -> None:
    of = job(request={"width": 512, "seed": 7}, estimate=36_000)
    assert details(of) == (
        "**a red fox**\n"
        f"-# <@7> · <t:{int(AT.timestamp())}:f> · Flux · took 12 s\n"
        "`width` 512 · `seed` 7\n"
        "Copy this to use it again:\n"
        "```\n/flux prompt:a red fox width:512 seed:7\n```"
    )


def test_price_is_for_those_who_may_see_it() -> None:
    of = job(estimate=36_000)
    assert "$" not in details(of)
    assert "estimated $0.036" in details(of, prices=True)
    assert "estimated $1.20" in details(job(estimate=1_200_000), prices=True)
    assert "$" not in details(job(), prices=True)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "took 1 s"), (59.4, "took 59 s"), (59.6, "took 1 min 0 s"), (187, "took 3 min 7 s")],
)
def test_how_long_it_took(seconds: float, words: str) -> None:
    assert words in details(job(ended_at=AT + timedelta(seconds=seconds)))


def test_one_that_is_still_being_made_took_no_time_yet() -> None:
    assert "took" not in details(job(ended_at=None, state=State.SUBMITTED))


def test_members_words_have_no_effect() -> None:
    of = job("sd", request={"prompt": "**<@1>** `x`", "negative_prompt": "||y|| <#2>"})
    page = details(of, title="a_*b*").partition("```")[0]
    assert r"**\*\*\<@1>\*\* \`x\`**" in page
    assert r"`negative_prompt` \|\|y\|\| \<#2>" in page
    assert r"a\_\*b\*" in page


def test_long_prompt_is_cut_and_its_command_is_not() -> None:
    of = job(request={"prompt": "fox " * 250})
    text = details(of)
    assert text.count(slash_command(of)) == 1
    assert command_file(text, of) is None
    assert re.match(r"\*\*fox [fox ]+…\*\*\n", text)


def test_command_without_room_is_left_out_for_the_prompt() -> None:
    of = job(request={"prompt": "fox " * 1500, "seed": 7})
    text = details(of)
    assert "```" not in text
    assert "in the attached file" in text
    assert command_file(text, of) == f"{slash_command(of)}\n".encode()
    assert 1900 < len(text) <= 2000


def test_where_it_comes_from() -> None:
    first = job(number=100, request={"prompt": "a fox_1"}, source=Source(CHANNEL, 50))
    second = job(
        number=200,
        request={"prompt": "in snow"},
        source=Source(CHANNEL, 101, job_id=100),
        message_channel_id=THREAD,
    )
    third = job("qwen-edit", number=300, source=Source(THREAD, 201, job_id=200))
    lines = details(third, second, first).splitlines()
    at = lines.index("Made from:")
    assert lines[at + 1 : at + 4] == [
        "↳ https://discord.com/channels/5/12/201 in snow",
        r"↳ https://discord.com/channels/5/11/101 a fox\_1",
        "↳ https://discord.com/channels/5/11/50 a member's own image",
    ]


def test_own_image_is_all_there_was() -> None:
    text = details(job(source=Source(CHANNEL, 50)))
    assert "↳ https://discord.com/channels/5/11/50 a member's own image" in text


def test_picture_whose_job_is_no_longer_known_is_linked() -> None:
    text = details(job(source=Source(CHANNEL, 50, job_id=49)))
    assert "↳ https://discord.com/channels/5/11/50 an older picture" in text


def test_picture_that_one_member_was_shown_is_not_told_to_others() -> None:
    secret = {"prompt": "a surprise"}
    for hidden in (
        job(request=secret, private=True),
        job(request=secret, message_channel_id=None),
    ):
        text = details(job(number=200, source=Source(CHANNEL, 101, job_id=100)), hidden)
        assert "surprise" not in text
        assert "channels/" not in text
        assert "↳ a picture that only its maker could see" in text


def test_prompt_of_a_hidden_picture_stays_hidden() -> None:
    of = job(number=200, source=Source(CHANNEL, 101, job_id=100))
    assert "||a red fox||" in details(of, job(spoiler=True))


def test_long_way_back_is_cut_at_the_far_end() -> None:
    chain = [
        job(number=n, request={"prompt": f"step {n}"}, source=Source(CHANNEL, n, job_id=n - 1))
        for n in range(130, 100, -1)
    ]
    text = details(job(number=200, source=Source(CHANNEL, 131, job_id=130)), *chain)
    shown = re.findall(r"↳ .* step (\d+)", text)
    assert shown == [str(n) for n in range(130, 130 - len(shown), -1)]
    assert len(shown) >= 3
    assert f"… and {31 - len(shown)} earlier" in text


@pytest.mark.parametrize(
    ("of", "inputs", "options"),
    [
        (job(), (), None),
        (job(), ("input_image", "input_image_3"), "input_image, input_image_3"),
        (job(source=Source(CHANNEL, 50)), (), "input_image"),
        (job("qwen-edit"), (), "image"),
        (job("gpt-image-edit"), ("mask", "image"), "image, mask"),
        (job("gemini", source=Source(CHANNEL, 50)), (), "image"),
    ],
)
def test_images_are_to_be_attached_by_hand(
    of: Job, inputs: tuple[str, ...], options: str | None
) -> None:
    text = details(of, inputs=inputs)
    assert ("[attach:" in text) == (options is not None)
    assert options is None or f"```\n[attach: {options}] An image" in text
    assert "attach" not in slash_command(of)


def test_provider_that_is_no_more_has_details_and_no_command() -> None:
    of = job("gone", request={"colour": "red"})
    assert slash_command(of) == ""
    assert command_file(details(of, title="gone"), of) is None
    text = details(of, title="gone")
    assert "`colour` red" in text
    assert "```" not in text
    assert "copy" not in text
