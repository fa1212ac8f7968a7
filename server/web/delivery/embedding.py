"""A page with a long document inside it. It is put in as it was encoded for messages, some of it
at a time: a control screen of ten thousand questions would hold the loop whenever one is loaded.
"""

import secrets
from collections.abc import Generator
from typing import Any

from quart import render_template

from server.clock import Clock
from server.live.slices import in_slices

AT_A_TIME = 256 * 1024  # bytes, which take less than a millisecond
# As the filter `tojson` does: nothing may end the element that the JSON stands in.
_ESCAPED = ((b"&", rb"\u0026"), (b"<", rb"\u003c"), (b">", rb"\u003e"), (b"'", rb"\u0027"))


async def page_with(
    template: str, page: dict[str, Any], state: bytes | None, clock: Clock, **more: Any
) -> str | bytes:
    """The page of this template, `page` being the data in it. `state` and `more`: as of
    `page_around`; without `state` all of it is in `page`."""
    if state is None:
        return await render_template(template, page=page, **more)
    return await page_around(template, page, state, clock, **more)


async def page_around(
    template: str, page: dict[str, Any], state: bytes, clock: Clock, **more: Any
) -> bytes:
    """The page of this template. `state`: what is in the place of `page["state"]` in its data;
    `more`: what else the template is given."""
    place = secrets.token_hex(16)  # whoever knew it could have their question taken for it
    html = await render_template(template, page=page, data=page | {"state": place}, **more)
    before, _, after = html.encode().partition(f'"{place}"'.encode())
    return await in_slices(_together(before, state, after), clock)


def _together(before: bytes, state: bytes, after: bytes) -> Generator[None, None, bytes]:
    parts = [before]
    for at in range(0, len(state), AT_A_TIME):
        part = state[at : at + AT_A_TIME]
        for plain, escaped in _ESCAPED:
            part = part.replace(plain, escaped)
        parts.append(part)
        yield
    return b"".join((*parts, after))
