"""The overlay as a browser source has it: open for hours, on a transparent picture."""

import io
from typing import Any

from PIL import Image

from tests.browser.hall import Hall, Person
from tests.given.servers import RunningServer
from tests.static.overlay.overlay import SEEN

SIZES = ((1920, 1080), (1280, 720))

# Of every frame from now on: what is seen, and whether anything moves. Each picture is kept once.
WATCH = """(seen) => {
  window.pictures = []
  const look = () => {
    const picture = JSON.stringify(seen())
    if (picture !== pictures.at(-1)) pictures.push(picture)
    requestAnimationFrame(look)
  }
  look()
}"""
WATCHED = """async () => {
  for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame)
  return pictures.map((one) => JSON.parse(one))
}"""
MOVING = """() => [...document.querySelectorAll(".overlay__layer > *")]
  .flatMap((one) => one.stage.getAnimations()).length"""


class Source(Person):
    async def until(self, *graphics: str) -> dict[str, str]:
        """Until just these are to be seen and stand still; returns what they say."""
        wanted = sorted(graphics)
        await self.page.wait_for_function(
            f"(wanted) => JSON.stringify(Object.keys(({SEEN})()).sort()) === JSON.stringify(wanted)"
            f" && ({MOVING})() === 0",
            arg=wanted,
        )
        return dict(await self.page.evaluate(SEEN))

    async def until_said(self, text: str) -> None:
        await self.page.wait_for_function(
            f"(text) => JSON.stringify(({SEEN})()).includes(text) && ({MOVING})() === 0", arg=text
        )

    async def watch(self) -> None:
        """From now on keep what is seen."""
        await self.page.evaluate(f"({WATCH})({SEEN})")

    async def pictures(self) -> list[dict[str, str]]:
        """What was seen since, frame by frame, each once."""
        found: list[dict[str, str]] = await self.page.evaluate(WATCHED)
        return found

    async def picture(self) -> Image.Image:
        """What goes out, with its alpha."""
        return Image.open(io.BytesIO(await self.page.screenshot(omit_background=True)))


async def open_source(
    hall: Hall, server: RunningServer, code: str, *, size: tuple[int, int] = SIZES[0], **asks: Any
) -> Source:
    """With a display's key, as the producer copied its address."""
    key = await server.token(code, "display")
    more = "".join(f"&{name}={value}" for name, value in asks.items())
    person = await hall.screen(f"/overlay/{code}?key={key}{more}", "en-GB")
    source = Source(person.page)
    hall.people.append(source)
    await source.page.set_viewport_size({"width": size[0], "height": size[1]})
    return source
