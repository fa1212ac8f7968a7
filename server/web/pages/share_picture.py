"""The picture that goes with a link: a debate's title or one question, as a PNG of 1,200 by 630, as
https://ogp.me and the services that draw links want it. Pure: no request is known here.

Drawn with the studio's letters. What these do not have (other scripts, pictographs) is left out.
"""

import io
import threading
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from PIL import Image, ImageDraw, ImageFont, features

from server.web.delivery.assets import STATIC

SIZE = (1200, 630)
MARGIN = 72
BAR = 18  # px of the programme's colour at the top
INK, PAPER, MUTED = "#1a1915", "#ffffff", "#57544b"
LOGO = (300, 80)  # px, at most
PAD = 18
SIZES = (84, 72, 62, 54, 46, 40)  # px of the letters of the text: the largest that fits
TEXT_TOP, TEXT_BOTTOM = 150, 500
LEADING = 1.18
HEAVY, STRONG, PLAIN = 800, 650, 400
CAN_SHAPE = features.check("raqm")  # then Cyrillic has its Serbian forms

# What each file of letters holds, as static/graphics/fonts/fonts.css says it.
_FILES = ("latin", "latin-ext", "cyrillic")
_EXTENDED = frozenset("\u0106\u0107\u010c\u010d\u0110\u0111\u0160\u0161\u017d\u017e")
_LATIN = frozenset(
    "\u00a0\u00ab\u00b7\u00bb\u00c7\u00cb\u00d7\u00e7\u00eb\u2013\u2014"
    "\u2018\u2019\u201a\u201c\u201d\u201e\u2026\u20ac"
)

# Faces of letters are not made for two threads at once.
_drawing = threading.Lock()


class Picture(Struct, frozen=True):
    """`above`: the programme; `below`: where and when. `accent`: `#rrggbb`, on which white can be
    read. `logo`: as the house has drawn it; `plate`: it was made for a dark ground."""

    text: str
    above: str = ""
    below: str = ""
    code: str = ""
    accent: str = INK
    logo: bytes = b""
    plate: bool = False


@lru_cache(maxsize=64)
def png(picture: Picture) -> bytes:
    """About 30 ms; in a thread."""
    with _drawing:
        image = Image.new("RGB", SIZE, PAPER)
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, 0, SIZE[0], BAR), fill=picture.accent)
        width = SIZE[0] - 2 * MARGIN
        left = width - _logo(image, draw, picture)
        _line(draw, MARGIN, 72, _fitted(picture.above, 36, STRONG, left), 36, STRONG, INK)
        size, lines = _laid_out(picture.text, width)
        for number, line in enumerate(lines):
            _line(draw, MARGIN, TEXT_TOP + round(number * size * LEADING), line, size, HEAVY, INK)
        code = picture.code
        beside = width - (round(_length(code, 64, HEAVY)) + 40 + 2 * PAD if code else 0)
        _line(draw, MARGIN, 548, _fitted(picture.below, 32, PLAIN, beside), 32, PLAIN, MUTED)
        if code:
            right = SIZE[0] - MARGIN - PAD - round(_length(code, 64, HEAVY))
            box = (right - PAD, 518, SIZE[0] - MARGIN, 600)
            draw.rounded_rectangle(box, 12, fill=picture.accent)
            _line(draw, right, 516, code, 64, HEAVY, PAPER)
        made = io.BytesIO()
        image.save(made, "PNG")
        return made.getvalue()


def _logo(image: Image.Image, draw: ImageDraw.ImageDraw, picture: Picture) -> int:
    """At the right of the head; returns how much of that it takes."""
    if not picture.logo:
        return 0
    try:
        with Image.open(io.BytesIO(picture.logo), formats=("WEBP",)) as opened:
            logo = opened.convert("RGBA")
    except (OSError, ValueError):  # a picture without it is one, too
        return 0
    logo.thumbnail(LOGO)
    left, top = SIZE[0] - MARGIN - logo.width, 50 + (LOGO[1] - logo.height) // 2
    if picture.plate:
        left -= PAD
        plate = (left - PAD, top - 8, left + logo.width + PAD, top + logo.height + 8)
        draw.rounded_rectangle(plate, 10, fill=INK)
    image.paste(logo, (left, top), logo)
    return SIZE[0] - MARGIN - left + 40


def can_be_drawn(text: str) -> bool:
    """Whether most of it would be there."""
    letters = [letter for letter in text if not letter.isspace()]
    return 2 * sum(_file_of(letter) is not None for letter in letters) > len(letters)


# Letters.


def _file_of(letter: str) -> str | None:
    """Which file has the letter; None: none of them."""
    if " " <= letter <= "~" or letter in _LATIN:
        return "latin"
    if letter in _EXTENDED:
        return "latin-ext"
    return "cyrillic" if "\u0402" <= letter <= "\u045f" else None


@lru_cache(maxsize=64)
def _font(file: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(STATIC / "graphics/fonts" / f"source-sans-3-{file}.woff2", size)
    font.set_variation_by_axes([weight])
    return font


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """File and letters, one after the other, without what nobody can draw."""
    run, file = "", ""
    for letter in text:
        found = _file_of(letter)
        if found is None:
            continue
        if found != file and run:
            yield file, run
            run = ""
        run, file = run + letter, found
    if run:
        yield file, run


def _length(text: str, size: int, weight: int) -> float:
    return sum(_font(file, size, weight).getlength(run) for file, run in _runs(text))


def _line(
    draw: ImageDraw.ImageDraw, x: int, y: int, text: str, size: int, weight: int, ink: str
) -> None:
    """`y`: the top of the line."""
    at = float(x)
    for file, run in _runs(text):
        font = _font(file, size, weight)
        language = "sr" if CAN_SHAPE and file == "cyrillic" else None
        draw.text((at, y + size), run, fill=ink, font=font, anchor="ls", language=language)
        at += font.getlength(run)


# Lines.


def _fitted(text: str, size: int, weight: int, width: int) -> str:
    """As much as has room in one line."""
    text = " ".join(text.split())
    while text and _length(text, size, weight) > width:
        text = text.rstrip("…")[:-1].rstrip() + "…"
    return text


def _laid_out(text: str, width: int) -> tuple[int, list[str]]:
    """The size of the letters and the lines; of the smallest size as many as there is room for."""
    for size in SIZES:
        lines = _wrapped(text, size, width)
        if len(lines) * size * LEADING <= TEXT_BOTTOM - TEXT_TOP:
            return size, lines
    room = int((TEXT_BOTTOM - TEXT_TOP) / (SIZES[-1] * LEADING))
    last = _fitted(f"{lines[room - 1]} …", SIZES[-1], HEAVY, width)
    return SIZES[-1], [*lines[: room - 1], last]


def _wrapped(text: str, size: int, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        word = _fitted(word, size, HEAVY, width)
        longer = f"{lines[-1]} {word}".strip()
        if _length(longer, size, HEAVY) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
