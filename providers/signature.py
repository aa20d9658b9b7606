"""Image formats, recognised by the first bytes of a file: names and content types lie."""

import re
from enum import StrEnum


class Format(StrEnum):
    """A format of image files that is recognised, which does not mean that it can be read."""

    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"
    GIF = "gif"
    AVIF = "avif"
    HEIC = "heic"
    BMP = "bmp"
    TIFF = "tiff"

    @property
    def media_type(self) -> str:
        """The format in HTTP, such as `image/png`."""
        return f"image/{self.value}"

    @property
    def extension(self) -> str:
        """The end of a file name, without a dot."""
        return "jpg" if self is Format.JPEG else self.value


HEAD_BYTES = 256
"""Bytes from the start of a file that are enough to recognise it."""

_SIGNATURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), Format.PNG),
    (re.compile(rb"\xff\xd8\xff"), Format.JPEG),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), Format.WEBP),
    (re.compile(rb"GIF8[79]a"), Format.GIF),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), Format.BMP),
    (re.compile(rb"II\*\0|MM\0\*"), Format.TIFF),
)

# The brands of AVIF (aomediacodec.github.io/av1-avif) and of HEIF (ISO/IEC 23008-12). `mif1` and
# `msf1` say only that a file is one of the two, so `avif` among the others decides.
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


def sniff(content: bytes) -> Format | None:
    """Return the format of a file, or of its first `HEAD_BYTES`; None for anything else."""
    for signature, kind in _SIGNATURES:
        if signature.match(content):
            return kind
    brands = _brands(content)
    if brands & _AVIF_BRANDS:
        return Format.AVIF
    return Format.HEIC if brands & _HEIC_BRANDS else None


def _brands(content: bytes) -> set[bytes]:
    """Return the major and the compatible brands of a file that begins with an `ftyp` box.

    ISO/IEC 14496-12: size, `ftyp`, major brand, version, compatible brands; four bytes each.
    """
    if content[4:8] != b"ftyp":
        return set()
    size = min(int.from_bytes(content[:4]), HEAD_BYTES)
    box = content[:size]
    return {box[at : at + 4] for at in (8, *range(16, len(box), 4))}
