"""A logo goes on as pixels alone, and only where it is small, still and a picture."""

import contextlib
import io
import random
import struct
import time
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from server.store import Drawn
from server.web.logos.refining import LARGE, LARGE_BYTES, SMALL, SMALL_BYTES, Refused, refined
from server.web.requests.limits import LOGO_LIMIT
from tests.web.logos.pictures import as_file, drawn, png


def opened(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body), formats=("WEBP",))


def reason(body: bytes) -> str:
    with pytest.raises(Refused) as refused:
        refined(body)
    return refused.value.reason


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_each_kind_is_drawn_anew_in_two_sizes(kind: str) -> None:
    picture = drawn((3000, 1000))

    made = refined(as_file(picture.convert("RGB") if kind == "JPEG" else picture, kind))

    large, small = opened(made.body), opened(made.small)
    assert large.size == (made.logo.width, made.logo.height)
    assert large.width <= LARGE[0] and large.height <= LARGE[1]
    assert small.width <= SMALL[0] and small.height <= SMALL[1]
    assert len(made.body) <= LARGE_BYTES and len(made.small) <= SMALL_BYTES


def test_its_empty_margins_go_and_its_ground_stays_transparent() -> None:
    made = refined(png((500, 500)))

    picture = opened(made.body).convert("RGBA")

    assert picture.size == (400, 400)
    corner = picture.getpixel((0, 0))
    assert isinstance(corner, tuple) and corner[3] == 0


def test_a_photograph_is_no_heavier_than_a_phone_can_bear() -> None:
    noise = Image.frombytes("RGB", (1600, 640), random.Random(7).randbytes(1600 * 640 * 3))

    made = refined(as_file(noise, "JPEG", quality=60))

    assert len(made.body) <= LARGE_BYTES and len(made.small) <= SMALL_BYTES


def test_nothing_that_a_file_says_besides_goes_on() -> None:
    about = PngInfo()
    about.add_text("Author", "SECRET")
    exif = Image.Exif()
    exif[0x010E] = "SECRET"
    files = [
        as_file(drawn(), pnginfo=about, exif=exif, icc_profile=b"SECRET" * 20),
        as_file(drawn().convert("RGB"), "JPEG", exif=exif, comment=b"SECRET"),
        as_file(drawn(), "WEBP", exif=exif.tobytes(), xmp=b"SECRET"),
        png() + b"SECRET<script>",
    ]

    for file in files:
        assert b"SECRET" in file
        made = refined(file)
        for body in (made.body, made.small):
            assert b"SECRET" not in body and b"EXIF" not in body and b"ICCP" not in body
            assert b"XMP " not in body


def test_a_photograph_that_lies_on_its_side_is_put_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter

    made = refined(as_file(Image.new("RGB", (200, 100), "red"), "JPEG", exif=exif))

    assert (made.logo.width, made.logo.height) == (100, 200)


def test_the_same_picture_has_the_same_address() -> None:
    assert refined(png()).logo == refined(as_file(drawn(), compress_level=1)).logo
    assert refined(png(ink="#123456")).logo != refined(png()).logo


@pytest.mark.parametrize(
    "start",
    [b"<svg xmlns=", b"\xef\xbb\xbf<?xml version='1.0'?><svg", b"\n  <!-- made by --><svg"],
)
def test_svg_is_refused_by_its_name(start: bytes) -> None:
    assert reason(start + b"'http://www.w3.org/2000/svg'><script>alert(1)</script></svg>") == "svg"


def test_what_moves_is_refused() -> None:
    others = [drawn(ink="#000000")]
    moving = [
        as_file(drawn(), "WEBP", save_all=True, append_images=others),
        as_file(drawn(), "PNG", save_all=True, append_images=others),
    ]

    assert [reason(file) for file in moving] == ["animated", "animated"]


def test_what_is_no_picture_is_refused() -> None:
    assert reason(b"") == "kind"
    assert reason(b"GIF89a" + bytes(100)) == "kind"
    assert reason(as_file(drawn().convert("RGB"), "BMP")) == "kind"
    assert reason(as_file(Image.new("RGBA", (20, 20)))) == "empty"
    assert reason(png() + bytes(LOGO_LIMIT)) == "heavy"


def test_half_a_picture_is_refused() -> None:
    for kind in ("PNG", "JPEG", "WEBP"):
        whole = as_file(drawn((900, 700)).convert("RGB"), kind)
        assert reason(whole[: len(whole) // 2]) in ("broken", "kind"), kind


def test_whatever_is_damaged_is_refused_or_drawn_and_never_anything_else() -> None:
    chance = random.Random(11)
    files = [as_file(drawn((60, 40)).convert("RGB"), kind) for kind in ("PNG", "JPEG", "WEBP")]
    for _ in range(300):
        file = bytearray(chance.choice(files))
        for _ in range(chance.randint(1, 8)):
            file[chance.randrange(len(file))] = chance.randrange(256)
        with contextlib.suppress(Refused):
            assert isinstance(refined(bytes(file)), Drawn)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@pytest.mark.parametrize("size", [(60_000, 60_000), (2_001, 2_000), (4_000_001, 1)])
def test_a_bomb_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    width, height = size
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000), 9)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    extended = struct.pack("<I", 0x10) + (16_383).to_bytes(3, "little") * 2
    canvas = b"RIFF\x64\x00\x00\x00WEBPVP8X" + struct.pack("<I", 10) + extended + bytes(80)

    assert reason(bomb) == "large"
    assert reason(canvas) == "large"


def test_text_that_unpacks_to_much_is_refused_or_left_out() -> None:
    head = struct.pack(">IIBBBBB", 10, 10, 8, 0, 0, 0, 0)
    text = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(50_000_000), 9))
    rows = chunk(b"IDAT", zlib.compress(bytes(11 * 10)))
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + text + rows + chunk(b"IEND", b"")

    assert reason(bomb) == "broken"


def test_a_picture_that_is_drawn_over_and_over_again_is_not_drawn_at_all() -> None:
    """A scan of fourteen bytes passes over the whole picture once more."""
    made = io.BytesIO()
    Image.new("L", (2000, 2000), 128).save(made, "JPEG", progressive=True)
    whole = made.getvalue()
    last = whole[whole.rindex(b"\xff\xda") : -2]
    bomb = whole[:-2] + last * 1_000 + whole[-2:]
    assert refined(whole).body and len(bomb) < 50_000

    began = time.process_time()
    assert reason(bomb) == "broken"
    assert time.process_time() - began < 1
