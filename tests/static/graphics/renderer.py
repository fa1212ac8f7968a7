"""A renderer of OGraf Graphics that is not ours: it knows what the specification says of manifests
and of the Web Component Interface, and nothing of how these graphics are made."""

import json
from typing import Any

from playwright.async_api import Page

from tests.static.modules import ORIGIN, STATIC

FOLDER = STATIC / "graphics"
MANIFESTS: dict[str, dict[str, Any]] = {
    file.name.removesuffix(".ograf.json"): json.loads(file.read_text("utf-8"))
    for file in sorted(FOLDER.glob("*.ograf.json"))
}
HD = (1920, 1080)

PROGRAM = """async (folder) => {
  const characteristics = () => ({
    resolution: { width: innerWidth, height: innerHeight }, frameRate: 50,
    accessToPublicInternet: false,
  })
  let made = 0
  window.renderer = {
    graphics: new Map(),
    // Into a layer of its own, as large as the picture.
    async add(manifest, data) {
      const { default: Graphic } = await import(folder + manifest.main)
      const tag = `graphic-${manifest.id.toLowerCase().replace(/[^a-z0-9]/g, "-")}`
      if (!customElements.get(tag)) customElements.define(tag, class extends Graphic {})
      const layer = document.createElement("div")
      layer.style.cssText = "position: absolute; inset: 0"
      document.body.append(layer)
      const graphic = document.createElement(tag)
      layer.append(graphic)
      const id = ++made
      this.graphics.set(id, graphic)
      const answer = data === undefined ? undefined : await graphic.load({
        data, renderType: "realtime", renderCharacteristics: characteristics() })
      return { id, answer }
    },
    async call(id, action, params) {
      const answer = await this.graphics.get(id)[action](params)
      return answer === undefined ? { statusCode: 200 } : answer
    },
    async remove(id) {
      const graphic = this.graphics.get(id)
      graphic.parentElement.remove()
      this.graphics.delete(id)
      return graphic.dispose({})
    },
  }
}"""


async def open_renderer(page: Page, size: tuple[int, int] = HD, folder: str = "/graphics/") -> None:
    """An empty, transparent picture with `window.renderer`, which finds graphics in the folder."""
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await page.evaluate("document.body.style.margin = 0")
    await page.evaluate(PROGRAM, ORIGIN + folder)


async def add(page: Page, graphic: str, data: Any) -> tuple[int, dict[str, Any]]:
    """Load it with its data; None: only put it into the document. Returns what it is called by
    and what it answered."""
    call = "async ([manifest, data]) => renderer.add(manifest, data ?? undefined)"
    made = await page.evaluate(call, [MANIFESTS[graphic], data])
    return made["id"], made.get("answer")


async def call(page: Page, id_: int, action: str, **params: Any) -> dict[str, Any]:
    """What it answered."""
    answer = await page.evaluate(
        "([id, action, params]) => renderer.call(id, action, params)", [id_, action, params]
    )
    assert isinstance(answer, dict)
    return answer


async def put_on_air(page: Page, graphic: str, data: dict[str, Any]) -> int:
    """Load it and play it without animation."""
    id_, answer = await add(page, graphic, data)
    assert answer["statusCode"] == 200, answer
    await call(page, id_, "playAction", skipAnimation=True)
    return id_


async def remove(page: Page, id_: int) -> None:
    await page.evaluate("(id) => renderer.remove(id)", id_)
