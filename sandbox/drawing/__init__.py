"""Deterministic pictures for a request, drawn with Pillow."""

from sandbox.drawing.edit import edit
from sandbox.drawing.encode import FileFormat, encode
from sandbox.drawing.scene import draw

__all__ = ["FileFormat", "draw", "edit", "encode"]
