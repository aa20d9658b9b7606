"""From the bytes that the relay has sent to those that Discord takes."""

import io
from collections.abc import Callable, Mapping

from PIL import Image

from benchmarks.fitting.picture import painted
from benchmarks.process import measured, parser, run
from bot.imaging.executor import run_in_image_executor
from bot.imaging.outputs import fit, verify

_LIMIT = 10 * 2**20
_WHOLE_SIDE = 4096
_WARM_SIDE = 64


async def main(who: str, side: int) -> dict[str, float]:
    """One picture of this side; smaller ones have to become as many times smaller."""
    content = painted(side)
    limit = _LIMIT * side**2 // _WHOLE_SIDE**2
    await run_in_image_executor(_CONTENDERS[who], painted(_WARM_SIDE), limit)
    async with measured() as cost:
        uploaded = await run_in_image_executor(_CONTENDERS[who], content, limit)
    return {
        "processor": cost.processor,
        "wall": cost.wall,
        "memory": cost.grown / 1e6,
        # Pillow keeps four bytes a pixel.
        "times": cost.grown / (4 * side**2),
        "stall": cost.stall * 1e3,
        "received": len(content) / 1e6,
        "uploaded": len(uploaded) / 1e6,
    }


def _easel(content: bytes, limit: int) -> bytes:
    return fit(verify(content, fitted_above=limit), limit).content


def _floor(content: bytes, _limit: int) -> bytes:
    """Decoded and encoded once, by who knows the quality that fits."""
    image = Image.open(io.BytesIO(content))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=95, subsampling="4:4:4")
    return file.getvalue()


_CONTENDERS: Mapping[str, Callable[[bytes, int], bytes]] = {"easel": _easel, "floor": _floor}

if __name__ == "__main__":
    arguments = parser(__doc__)
    arguments.add_argument("who", choices=[*_CONTENDERS])
    found = arguments.parse_args()
    run(main(found.who, int(found.size)))
