"""The files that are kept beside this one, to be read by people and held against what is made now.

`python -m tests.studio.markers.goldens` writes them anew.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from server.studio.markers.formats import FORMATS
from tests.studio.markers.evening import CAMERA, evening, files_of

FOLDER = Path(__file__).parent / "golden"


class Golden(NamedTuple):
    """A recording counted in one way."""

    name: str
    recording: str
    rate: str
    start: str


GOLDENS = (
    Golden("obs-25", "OBS", "25", "01:00:00:00"),  # with a pause in it
    Golden("camera-2997df", CAMERA, "29.97df", "day"),  # over midnight
)


def made() -> Iterator[tuple[Path, str]]:
    """Where each stands, and what is made for it now."""
    drive = evening()
    for golden in GOLDENS:
        for form in FORMATS.values():
            (text,) = files_of(
                drive, form.key, golden.recording, rate=golden.rate, start=golden.start
            )
            yield FOLDER / f"{golden.name}.{form.key}.{form.ending}", text


if __name__ == "__main__":
    for file, text in made():
        file.write_bytes(text.encode())
