"""The graphics as a package of EBU OGraf Graphics (https://ograf.ebu.io), for other people's
renderers, with a page for each as a template of CasparCG and SPX.

It is the same for every debate and holds nothing of any, no address either: whoever plays it brings
the data. Only who may open a display gets it.
"""

import asyncio
import html
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, Final

from quart import Blueprint, Response, current_app

from server.web.delivery.assets import STATIC
from server.web.delivery.zipping import zipped
from server.web.requests.asking import room_of, who_asks

GRAPHICS = STATIC / "graphics"
LICENCE = STATIC.parent / "LICENSE"
MANIFEST = ".ograf.json"
NAME = "tribina-ograf.zip"

_PACKED = frozenset({".js", ".css", ".json", ".woff2", ".txt"})
_TEMPLATE: Final = Template(
    """<!doctype html>
<html lang="en" data-graphic="$graphic">
<head>
<meta charset="utf-8">
<title>$title</title>
<script>window.SPXGCTemplateDefinition = $definition</script>
</head>
<body>
<script src="caspar.js"></script>
</body>
</html>
"""
)

ograf = Blueprint("ograf", __name__)


@ograf.get("/studio/<code:code>/ograf.zip")
async def package_of(code: str) -> Response:
    """The package, for who may look at the debate's display."""
    await who_asks(await room_of(code, "display"), "display")
    packed = await asyncio.to_thread(package)
    response: Response = current_app.response_class(packed, mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@cache
def package() -> bytes:
    """The zip file, byte by byte the same of the same graphics. Some 10 ms; in a thread."""
    return zipped(dict(_contents()))


def _contents() -> Iterator[tuple[str, bytes]]:
    yield LICENCE.name, LICENCE.read_bytes()
    for file in sorted(GRAPHICS.rglob("*")):
        if file.suffix in _PACKED:
            yield file.relative_to(GRAPHICS).as_posix(), file.read_bytes()
        if file.name.endswith(MANIFEST):
            graphic = file.name.removesuffix(MANIFEST)
            yield f"{graphic}.html", _template_of(graphic, file).encode()


def _template_of(graphic: str, manifest: Path) -> str:
    """The page by which CasparCG and SPX play it."""
    described = json.loads(manifest.read_text("utf-8"))
    definition = json.dumps(_definition(described), ensure_ascii=False).replace("<", "\\u003c")
    title = html.escape(described["name"])
    return _TEMPLATE.substitute(graphic=graphic, title=title, definition=definition)


def _definition(described: dict[str, Any]) -> dict[str, Any]:
    """As SPX reads it out of a template (TuomoKu/SPX-GC, ASSETS/templates). All fields are of the
    kind that every version knows."""
    fields = described["schema"]["properties"].items()
    return {
        "description": described["name"],
        "playserver": "OVERLAY",
        "playchannel": "1",
        "playlayer": "10",
        "webplayout": "10",
        "out": "manual",
        "steps": "1",
        "dataformat": "json",
        "DataFields": [
            {"field": key, "ftype": "textfield", "title": one["title"], "value": _text(one)}
            for key, one in fields
        ],
    }


def _text(field: dict[str, Any]) -> str:
    default = field["default"]
    return "" if default is None else str(default)
