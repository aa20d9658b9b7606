"""Pictures that a request decides, drawn with Pillow: deterministic, and made to be seen."""

from sandbox.drawing.edit import edit
from sandbox.drawing.encode import FileFormat, encode
from sandbox.drawing.scene import draw

__all__ = ["FileFormat", "draw", "edit", "encode"]
