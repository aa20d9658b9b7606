"""From the bytes that the relay has sent to those that are uploaded to Discord."""

import asyncio
import io
from collections.abc import Callable, Mapping

from PIL import Image

from benchmarks.fitting.picture import paint
from benchmarks.process import measured, parser, run
from bot.imaging.outputs import fit, verify

_LIMIT = 10 * 2**20
_WHOLE_SIDE = 4096
_WARM_SIDE = 64


async def main(contender: str, side: int) -> dict[str, float]:
    """Measure one picture of this side; the limit is proportional to its area."""
    content = paint(side)
    limit = _LIMIT * side**2 // _WHOLE_SIDE**2
    # In a thread of this process, so that its memory and the work of the processor are measured.
    await asyncio.to_thread(_CONTENDERS[contender], paint(_WARM_SIDE), limit)
    async with measured() as cost:
        uploaded = await asyncio.to_thread(_CONTENDERS[contender], content, limit)
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
    """Decode and encode once, with a quality that is known to fit."""
    image = Image.open(io.BytesIO(content))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=95, subsampling="4:4:4")
    return file.getvalue()


_CONTENDERS: Mapping[str, Callable[[bytes, int], bytes]] = {"easel": _easel, "floor": _floor}

if __name__ == "__main__":
    arguments = parser(__doc__)
    arguments.add_argument("contender", choices=[*_CONTENDERS])
    chosen = arguments.parse_args()
    run(main(chosen.contender, int(chosen.size)))
