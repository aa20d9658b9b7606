"""The image work of the bot in its lanes, and pictures that no worker can cope with."""

import asyncio
import os
import signal
import subprocess
from dataclasses import replace

import pytest
from PIL import Image

from bot.imaging import executor, isolated
from bot.imaging.comparison import side_by_side
from bot.imaging.decoding import Flaw, UnreadableError, translate_errors
from bot.imaging.fingerprints import digest_of, digests_of
from bot.imaging.inputs import InputBounds, InputRefusedError, normalise, normalise_mask
from bot.imaging.isolated import (
    compare_images,
    digest_image,
    digest_pictures,
    fit_picture,
    normalise_image,
    normalise_mask_image,
    verify_picture,
)
from bot.imaging.outputs import NotAPictureError, Picture, fit, verify
from tests.bot.imaging.hostile import blank_png, noise, saved, small_webp

pytestmark = pytest.mark.slow

BOUNDS = InputBounds(max_bytes=25 * 2**20, max_pixels=50_000_000, max_side=2048)
PICTURE = saved(noise("RGB", 90, 60), "png")
AVIF = saved(noise("RGB", 90, 60), "avif")


# What workers run in these tests in place of the real work.


def deadly(content: bytes, *, fitted_above: int | None, job_id: int | None) -> Picture:
    if fitted_above != 0:
        os.kill(os.getpid(), signal.SIGSEGV)
    return verify(content, fitted_above=0, job_id=job_id)


def always_deadly(*_: object, **__: object) -> Picture:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")


def deadly_but_alone(content: bytes, *, fitted_above: int | None, job_id: int | None) -> Picture:
    if "FIRST" not in os.environ:
        # The environment is the process's own: a fresh worker has another.
        os.environ["FIRST"] = ""
        return verify(content, fitted_above=fitted_above, job_id=job_id)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")


def no_memory(content: bytes, *, fitted_above: int | None, job_id: int | None) -> Picture:
    try:
        with translate_errors():
            bytearray(280_000_000)
    except UnreadableError as error:
        raise NotAPictureError(error.reason, **error.facts) from error
    picture = verify(content, fitted_above=fitted_above, job_id=job_id)
    return replace(picture, is_complete=False)


def no_memory_as_damage(content: bytes, *, fitted_above: int | None, job_id: int | None) -> Picture:
    try:
        return no_memory(content, fitted_above=fitted_above, job_id=job_id)
    except NotAPictureError:
        raise NotAPictureError(Flaw.BROKEN) from None


def no_process(*_: object, **__: object) -> None:
    raise OSError("no process")


async def test_work_gives_what_it_gives_without_a_worker() -> None:
    picture = verify(PICTURE)
    assert await verify_picture(PICTURE) == picture
    assert await fit_picture(picture, 9000) == fit(picture, 9000)
    assert await normalise_image(AVIF, BOUNDS, member=1) == normalise(AVIF, bounds=BOUNDS)
    mask = saved(Image.new("L", (90, 60), 255), "png")
    assert await normalise_mask_image(mask, (90, 60), BOUNDS, member=1) == normalise_mask(
        mask, (90, 60), BOUNDS
    )
    digest = digest_of(PICTURE, max_pixels=10**6)
    assert await digest_image(PICTURE, max_pixels=10**6, member=1) == digest
    digests = await digest_pictures([PICTURE, AVIF], BOUNDS, member=1)
    assert {*digests} == {*digests_of(PICTURE, BOUNDS), *digests_of(AVIF, BOUNDS)}
    assert await compare_images(PICTURE, AVIF, member=1) == side_by_side(PICTURE, AVIF)


async def test_picture_that_kills_every_decoder_is_posted_by_its_structure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(isolated, "verify", deadly)
    picture = await verify_picture(PICTURE, fitted_above=10**6)
    assert (picture.content, picture.width, picture.height) == (PICTURE, 90, 60)


async def test_picture_that_cannot_be_converted_is_posted_as_it_came(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(isolated, "verify", always_deadly)
    picture = await verify_picture(AVIF)
    assert (picture.content, picture.extension) == (AVIF, "avif")


async def test_what_has_no_sound_structure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "verify", always_deadly)
    with pytest.raises(NotAPictureError) as error:
        await verify_picture(PICTURE[:-200])
    assert error.value.reason is Flaw.BROKEN


async def test_picture_that_no_worker_makes_smaller_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(isolated, "fit", always_deadly)
    with pytest.raises(NotAPictureError) as error:
        await fit_picture(verify(PICTURE), 100)
    assert error.value.reason is Flaw.TOO_COMPLEX


@pytest.mark.parametrize("works", [no_memory, no_memory_as_damage])
async def test_picture_that_needs_more_memory_than_expected_gets_twice_as_much(
    works: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "verify", works)
    monkeypatch.setattr(isolated, "verifying_memory", lambda _: 150_000_000)
    picture = await verify_picture(PICTURE)
    # Not by its structure alone: the function says so by this flag.
    assert (picture.content, picture.is_complete) == (PICTURE, False)


async def test_picture_that_never_has_enough_memory_is_posted_by_its_structure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(isolated, "verify", no_memory)
    picture = await verify_picture(PICTURE)
    assert (picture.content, picture.is_complete) == (PICTURE, True)


async def test_picture_is_posted_where_no_process_can_be_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    executor._close()
    monkeypatch.setattr(subprocess, "Popen", no_process)
    assert (await verify_picture(PICTURE)).content == PICTURE
    with pytest.raises(OSError, match="no process"):
        await normalise_image(PICTURE, BOUNDS, member=1)
    executor._close()


async def test_members_file_that_ends_its_worker_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(isolated, "normalise", always_deadly)
    with pytest.raises(UnreadableError) as error:
        await normalise_image(PICTURE, BOUNDS, member=1)
    assert error.value.reason is Flaw.TOO_COMPLEX


async def test_picture_that_failed_beside_others_is_tried_in_a_fresh_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(isolated, "verify", deadly_but_alone)
    for _ in range(3):
        assert (await verify_picture(PICTURE)).content == PICTURE
        assert (await verify_picture(PICTURE, alone=True)).content == PICTURE


@pytest.mark.parametrize("colour", [0, 2, 3, 6])
async def test_largest_image_has_enough_memory(colour: int) -> None:
    result = await normalise_image(blank_png(7071, colour), BOUNDS, member=1)
    assert max(result.width, result.height) == 2048


async def test_largest_images_of_every_other_kind_have_enough_memory() -> None:
    images = [
        small_webp(4096),
        saved(Image.new("RGB", (6000, 6000)), "jpeg", progressive=True),
        saved(Image.new("RGB", (16384, 12240)), "jpeg"),
        saved(Image.new("L", (7071, 7071)), "gif"),
    ]
    for number, content in enumerate(images):
        result = await normalise_image(content, BOUNDS, member=number)
        assert max(result.width, result.height) == 2048


async def test_small_image_does_not_wait_for_a_members_large_ones() -> None:
    large = blank_png(7071, colour=2)
    ended: list[str] = []

    async def send(name: str, content: bytes) -> None:
        await normalise_image(content, BOUNDS, member=name)
        ended.append(name)

    await asyncio.gather(*(send("anna", large) for _ in range(3)), send("ben", PICTURE))
    assert ended == ["ben", "anna", "anna", "anna"]


async def test_image_that_would_take_too_much_is_refused_at_once() -> None:
    with pytest.raises(InputRefusedError) as error:
        await normalise_image(small_webp(7070), BOUNDS, member=1)
    assert error.value.reason is Flaw.TOO_MANY_PIXELS
