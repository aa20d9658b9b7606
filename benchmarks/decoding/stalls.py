"""The longest stall of the event loop while a member's largest images are worked on."""

import asyncio

from benchmarks.decoding.formats import BOUNDS, FORMATS
from benchmarks.process import measured, parser, run
from bot.imaging.decoding import UnreadableError
from bot.imaging.executor import image_workers
from bot.imaging.isolated import digest_image, normalise_image


async def main(share: float) -> dict[str, float]:
    """Normalise and fingerprint each image, as where moderators have removed others."""
    stalls = {}
    async with image_workers():
        for kind, make in FORMATS.items():
            content = await asyncio.to_thread(make, share)
            async with measured() as cost:
                await _use(content)
            stalls[kind] = cost.stall * 1e3
    return stalls


async def _use(content: bytes) -> None:
    try:
        await digest_image(content, max_pixels=BOUNDS.max_pixels, member=1)
        await normalise_image(content, BOUNDS, member=1)
    except UnreadableError as error:
        raise AssertionError("an image is larger than the largest one") from error


if __name__ == "__main__":
    run(main(parser(__doc__).parse_args().size))
