"""Pictures that somebody might upload as a logo."""

import io
from typing import Any

from PIL import Image, ImageDraw


def drawn(size: tuple[int, int] = (600, 200), ink: str = "#b4232a") -> Image.Image:
    """A round shape on nothing, with an empty margin around it."""
    picture = Image.new("RGBA", size)
    width, height = size
    margin = min(width, height) // 10
    box = (margin, margin, width - margin - 1, height - margin - 1)
    ImageDraw.Draw(picture).ellipse(box, fill=ink)
    return picture


def as_file(picture: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    made = io.BytesIO()
    picture.save(made, kind, **how)
    return made.getvalue()


def png(size: tuple[int, int] = (600, 200), ink: str = "#b4232a") -> bytes:
    return as_file(drawn(size, ink))
