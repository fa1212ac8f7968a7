"""What the door of pages answers: pages, JSON, feeds, embeds, files, headers; what is packed is
looked into."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from msgspec import Struct

from tests.given.web_house import Browser
from tests.laws.walls.people import Visitor

# Whoever asks these asks nothing any more.
_LEAVE = ("/logout", "/logout-everywhere")


class Answer(Struct, frozen=True):
    """`said`: all of it, headers too. `let_in`: they got what they asked for."""

    said: str = ""
    let_in: bool = False


async def answered(visitor: Visitor, method: str, address: str, **sent: Any) -> Answer:
    """What they are told."""
    if address in _LEAVE:
        return Answer()  # they go on asking
    browser = visitor.browser
    if visitor.query:
        address += ("&" if "?" in address else "?") + visitor.query
    if method == "GET":
        response = await browser.get(address, **_from_our_pages(browser))
    else:
        response = await browser.post(address, **sent)
    assert response.status_code < 500 or response.status_code == 503, (address, visitor.name)
    body = b"\n".join(_opened(await response.get_data(as_text=False)))
    said = f"{response.headers}\n{body.decode('utf-8', 'replace')}"
    return Answer(said, response.status_code == 200)


def _opened(body: bytes) -> list[bytes]:
    """What it says, also where it is packed, and packed again."""
    if not body.startswith(b"PK"):
        return [body]
    with ZipFile(BytesIO(body)) as packed:
        names = packed.namelist()
        inside = [part for name in names for part in _opened(packed.read(name))]
    return ["\n".join(names).encode(), *inside]


def _from_our_pages(browser: Browser) -> dict[str, str]:
    """What a page of ours sends beside: without it cookies open no door of programs."""
    return {"Origin": browser.origin} if browser.origin else {}
