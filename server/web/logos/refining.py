"""A logo that somebody uploads, drawn anew: nothing of the file goes on but its pixels. Pure; hard
work, and a stranger's bytes in decoders: only the worker does it.

SVG is refused: it is a program as much as a picture, and what is left of it when all that runs,
loads or links is taken away is hardly what anybody has drawn.
"""

import io
from hashlib import sha256
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from server.store import Drawn, Logo
from server.web.requests.limits import LOGO_LIMIT

PIXELS_AT_MOST: Final = 4_000_000
LARGE: Final = (1000, 400)  # px: the largest place is on a poster of A3
SMALL: Final = (176, 56)  # for phones, twice as large as it is shown
LARGE_BYTES: Final = 150_000
SMALL_BYTES: Final = 1_400  # of the 60 KB in which a phone's page comes
FORMATS: Final = ("PNG", "JPEG", "WEBP")
# Of a JPEG: a progressive one has ten or so. Each passes over the whole picture, and can be written
# in fourteen bytes: a file of 2 MB could keep the worker busy for half an hour.
SCANS_AT_MOST: Final = 60
_SCAN: Final = b"\xff\xda"  # within what is drawn, 0xff is followed by 0
_QUALITIES = (90, 75, 60, 45, 30, 15)
_BROKEN = (  # what Pillow raises for files that are none
    OSError,
    ValueError,
    SyntaxError,
    ArithmeticError,
    LookupError,
)
_START = 1_000  # bytes in which a drawing says what it is
_FAINT = 8  # of 255: what is fainter is no part of the picture


class Refused(Exception):
    """`reason`: of the words `look.refused_REASON`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def refined(body: bytes) -> Drawn:
    """Raises Refused."""
    picture = _cropped(_decoded(body))
    large = _encoded(_within(picture, LARGE), LARGE_BYTES)
    small = _encoded(_within(picture, SMALL), SMALL_BYTES)
    width, height = _within(picture, LARGE).size
    return Drawn(Logo(sha256(large).hexdigest(), width, height), large, small)


def _decoded(body: bytes) -> Image.Image:
    """How large it will be is looked at before anything of it is decoded."""
    if len(body) > LOGO_LIMIT:
        raise Refused("heavy")
    start = body[:_START].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--")):
        raise Refused("svg")
    if body.startswith(b"\xff\xd8") and body.count(_SCAN) > SCANS_AT_MOST:
        raise Refused("broken")
    _must_be_small(*_webp_size(body))
    try:
        with Image.open(io.BytesIO(body), formats=FORMATS) as opened:
            _must_be_small(*opened.size)
            if opened.format != "MPO" and getattr(opened, "is_animated", False):
                raise Refused("animated")
            opened.load()
            upright = ImageOps.exif_transpose(opened)
            return upright.convert("RGBA")
    except UnidentifiedImageError:
        raise Refused("kind") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("large") from None
    except Refused:
        raise
    except _BROKEN:
        raise Refused("broken") from None


def _must_be_small(width: int, height: int) -> None:
    if width * height > PIXELS_AT_MOST:
        raise Refused("large")


def _webp_size(body: bytes) -> tuple[int, int]:
    """What the beginning of a WebP file says: the decoder takes memory for it as soon as it is
    opened. Nothing of others."""
    if body[:4] != b"RIFF" or body[8:12] != b"WEBP" or len(body) < 30:
        return 0, 0
    match body[12:16]:
        case b"VP8X":
            return _number(body[24:27]) + 1, _number(body[27:30]) + 1
        case b"VP8L":
            bits = _number(body[21:25])
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return _number(body[26:28]) & 0x3FFF, _number(body[28:30]) & 0x3FFF
    return 0, 0


def _number(digits: bytes) -> int:
    return int.from_bytes(digits, "little")


def _cropped(picture: Image.Image) -> Image.Image:
    """Without the empty margins that drawings come with. Raises Refused where all is empty."""
    there = picture.getchannel("A").point(lambda alpha: 255 if alpha > _FAINT else 0).getbbox()
    if there is None:
        raise Refused("empty")
    return picture.crop(there)


def _within(picture: Image.Image, box: tuple[int, int]) -> Image.Image:
    """As large as it fits, and never larger than it is."""
    share = min(1.0, box[0] / picture.width, box[1] / picture.height)
    size = max(1, round(picture.width * share)), max(1, round(picture.height * share))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _encoded(picture: Image.Image, at_most: int) -> bytes:
    """Without loss where that is small enough, else as good as is."""
    bare = Image.new("RGBA", picture.size)
    bare.paste(picture)  # and nothing that the file said besides
    while True:
        body = _webp(bare, lossless=True, quality=60)
        if len(body) <= at_most:
            return body
        for quality in _QUALITIES:
            body = _webp(bare, quality=quality, alpha_quality=quality)
            if len(body) <= at_most:
                return body
        half = max(1, bare.width // 2), max(1, bare.height // 2)
        bare = bare.resize(half, Image.Resampling.LANCZOS)


def _webp(picture: Image.Image, **how: int | bool) -> bytes:
    made = io.BytesIO()
    picture.save(made, "WEBP", method=4, **how)
    return made.getvalue()
