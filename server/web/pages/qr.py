"""QR codes of addresses, as SVG."""

import re
from functools import lru_cache
from io import BytesIO

import segno

QUIET_ZONE = 4  # modules, as ISO/IEC 18004 asks for
# What the alphanumeric mode can hold; hosts do not mind capitals, our paths are digits, or those
# of a fingerprint (`fingerprints.py`).
_ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+\-./:]+")
_HOST_AND_DIGITS = re.compile(r"https?://[^/]+(/\d*|/S/\d+/\d+/[A-Z2-7]+)?")


def draw(url: str) -> bytes:
    """The code, dark on light whatever it stands on, without a size: the page decides it. Some
    6 ms.

    An address that may be written in capitals is: it then takes fewer modules and is read from
    farther away."""
    capitals = url.upper()
    if _HOST_AND_DIGITS.fullmatch(url) and _ALPHANUMERIC.fullmatch(capitals):
        url = capitals
    made = BytesIO()
    segno.make(url, error="m", micro=False, boost_error=True).save(
        made,
        kind="svg",
        border=QUIET_ZONE,
        dark="#000",
        light="#fff",
        omitsize=True,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return made.getvalue()


svg = lru_cache(maxsize=256)(draw)  # of the house's own addresses
