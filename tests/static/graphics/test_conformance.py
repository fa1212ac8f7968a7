"""Each graphic is a Graphic as EBU OGraf v1 describes it: whatever a renderer does with it, in
whatever order, it answers as it must and shows nothing that was not played."""

import itertools
from typing import Any

import pytest
from playwright.async_api import Page

from tests.static.graphics.renderer import MANIFESTS, add, call, open_renderer, put_on_air, remove

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

graphics = pytest.mark.parametrize("graphic", MANIFESTS)
SOME = {"text": "Kada?", "name": "Ana", "votes": "12", "code": "482 915", "accent": "#b4232a"}
METHODS = ("load", "dispose", "playAction", "stopAction", "updateAction", "customAction")

# A renderer may do these in any order. Each: its method, its parameters.
STEPS: dict[str, tuple[str, dict[str, Any]]] = {
    "load": ("load", {"data": SOME, "renderType": "realtime"}),
    "play": ("playAction", {}),
    "first": ("playAction", {"goto": 0, "skipAnimation": True}),
    "next": ("playAction", {"delta": None, "goto": None}),
    "end": ("playAction", {"goto": 7}),
    "before": ("playAction", {"delta": -5}),
    "stop": ("stopAction", {"skipAnimation": False}),
    "update": ("updateAction", {"data": {"text": "Zašto?", "unknown": 1, "accent": None}}),
    "bad": ("updateAction", {"data": "text"}),
    "custom": ("customAction", {"id": "explode", "payload": {}}),
    "dispose": ("dispose", {}),
}

# What is to be seen of a graphic: nothing, or something that is painted.
SEEN = """(id) => {
  const graphic = renderer.graphics.get(id)
  const inside = [...graphic.shadowRoot?.querySelectorAll("*") ?? []]
  return inside.some((one) => getComputedStyle(one).visibility === "visible"
    && one.tagName !== "LINK" && one.getClientRects().length > 0)
}"""


class Model:
    """The specification, as far as a graphic of one step can be asked about it."""

    def __init__(self) -> None:
        self.loaded = False
        self.step: int | None = None

    def do(self, name: str) -> tuple[bool, int | None]:
        """Whether it succeeds, and the step that it is at afterwards."""
        if name == "load":
            self.loaded, self.step = True, None
            return True, None
        if name == "dispose":
            self.loaded, self.step = False, None
            return True, None
        if not self.loaded:
            return False, None
        if name in ("play", "next"):
            self.step = 0 if self.step is None else None
        elif name == "first":
            self.step = 0
        elif name in ("end", "stop"):
            self.step = None
        return name not in ("before", "bad", "custom"), self.step


RUN = """async ([id, steps, order]) => {
  const answers = []
  for (const name of order) {
    const [method, params] = steps[name]
    const answer = await renderer.call(id, method, structuredClone(params))
    answers.push([answer.statusCode, answer.currentStep ?? null, (SEEN)(id)])
  }
  return answers
}""".replace("SEEN", SEEN)


def in_every_order(names: list[str], length: int) -> list[str]:
    """So that each `length` of the names stand one after the other once (de Bruijn)."""
    order = [names[0]] * (length - 1)
    seen: set[tuple[str, ...]] = set()
    while True:
        end = tuple(order[len(order) - length + 1 :])
        new = next((name for name in reversed(names) if (*end, name) not in seen), None)
        if new is None:
            return order
        seen.add((*end, new))
        order.append(new)


async def test_the_order_has_all_orders() -> None:
    order = in_every_order(list(STEPS), 3)

    assert set(zip(order, order[1:], order[2:], strict=False)) == {
        *itertools.product(STEPS, repeat=3)
    }


@graphics
async def test_it_is_a_class_that_its_renderer_defines(page: Page, graphic: str) -> None:
    await open_renderer(page)
    facts = await page.evaluate(
        """async ([main, methods]) => {
          let defined = 0
          const define = customElements.define
          customElements.define = (...all) => { defined += 1; define.apply(customElements, all) }
          const { default: Graphic } = await import(main)
          customElements.define = define
          return { defined, extends: Graphic.prototype instanceof HTMLElement,
            lacks: methods.filter((name) => typeof Graphic.prototype[name] !== "function") }
        }""",
        [f"/graphics/{MANIFESTS[graphic]['main']}", METHODS],
    )

    assert facts == {"defined": 0, "extends": True, "lacks": []}


@graphics
async def test_every_action_in_every_order(page: Page, graphic: str) -> None:
    """Every three actions one after the other; of the graphics that are alike, every two."""
    await page.emulate_media(reduced_motion="reduce")
    await open_renderer(page)
    id_, _ = await add(page, graphic, None)
    order = in_every_order(list(STEPS), 3 if graphic == "question" else 2)
    answers = await page.evaluate(RUN, [id_, STEPS, order])

    model = Model()
    for at, (name, (status, step, seen)) in enumerate(zip(order, answers, strict=True)):
        succeeds, current = model.do(name)
        where = f"{order[max(0, at - 3) : at + 1]}: {status}, step {step}"
        assert (200 <= status < 300) is succeeds, where
        assert succeeds or 400 <= status < 500, where
        assert seen is (model.step is not None), where
        if STEPS[name][0] == "playAction" and model.loaded:
            assert step == current, where


@graphics
async def test_calls_that_come_while_another_runs_are_all_carried_out(
    page: Page, graphic: str
) -> None:
    await open_renderer(page)
    id_, _ = await add(page, graphic, SOME)
    answers = await page.evaluate(
        """async (id) => {
          const graphic = renderer.graphics.get(id)
          const done = []
          const call = (name, params) => graphic[name](params).then((answer) => done.push(
            [name, answer.statusCode, answer.currentStep ?? null]))
          const calls = [call("playAction", {}), call("updateAction", { data: { text: "Two" } }),
            call("stopAction", {}), call("playAction", {}), call("playAction", { goto: 0 })]
          await Promise.all(calls)
          return done
        }""",
        id_,
    )

    assert answers == [
        ["playAction", 200, 0],
        ["updateAction", 200, None],
        ["stopAction", 200, None],
        ["playAction", 200, 0],
        ["playAction", 200, 0],
    ]
    assert await page.evaluate(SEEN, id_)


@graphics
async def test_it_moves_in_and_out_within_300_to_600_ms(page: Page, graphic: str) -> None:
    await open_renderer(page)
    id_, _ = await add(page, graphic, SOME)
    times = await page.evaluate(
        """async (id) => {
          const graphic = renderer.graphics.get(id)
          const lasts = []
          for (const action of ["playAction", "stopAction"]) {
            const done = graphic[action]({})
            await new Promise(requestAnimationFrame)
            lasts.push(graphic.stage.getAnimations()[0]?.effect.getTiming().duration ?? 0)
            await done
          }
          return lasts
        }""",
        id_,
    )

    assert all(300 <= ms <= 600 for ms in times), times


@graphics
async def test_what_is_asked_for_without_animation_does_not_wait_for_one(
    page: Page, graphic: str
) -> None:
    await open_renderer(page)
    id_, _ = await add(page, graphic, SOME)
    painted = await page.evaluate(
        """async (id) => {
          const graphic = renderer.graphics.get(id)
          const frame = () => new Promise(requestAnimationFrame)
          const playing = graphic.playAction({})
          await frame()
          await frame()
          void graphic.updateAction({ data: {} })
          await graphic.stopAction({ skipAnimation: true })
          const moving = graphic.stage.getAnimations().length
          await playing
          return moving
        }""",
        id_,
    )

    assert painted == 0
    assert not await page.evaluate(SEEN, id_)


@graphics
async def test_an_update_may_be_partial_and_what_is_null_is_as_by_default(
    page: Page, graphic: str
) -> None:
    await open_renderer(page)
    known = MANIFESTS[graphic]["schema"]["properties"]
    key = next(key for key in ("text", "name", "votes", "code", "word_default") if key in known)
    id_ = await put_on_air(page, graphic, {key: "Prvo", "lang": "sq"})
    inner = "(id) => renderer.graphics.get(id).shadowRoot.textContent"
    assert "Prvo" in await page.evaluate(inner, id_)

    await call(page, id_, "updateAction", data={"accent": "#112233"}, skipAnimation=True)
    assert "Prvo" in await page.evaluate(inner, id_)
    await call(page, id_, "updateAction", data={key: None}, skipAnimation=True)
    assert "Prvo" not in await page.evaluate(inner, id_)


@graphics
async def test_it_refuses_what_it_cannot_do(page: Page, graphic: str) -> None:
    await open_renderer(page)
    id_, answer = await add(page, graphic, "text")
    assert 400 <= answer["statusCode"] < 500

    given = {"data": SOME, "renderType": "non-realtime"}
    assert 400 <= (await call(page, id_, "load", **given))["statusCode"] < 500
    assert (await call(page, id_, "load", data=SOME, renderType="realtime"))["statusCode"] == 200
    assert 400 <= (await call(page, id_, "customAction", id="?", payload=1))["statusCode"] < 500
    await remove(page, id_)


@graphics
async def test_its_letters_are_there_before_it_is_loaded(page: Page, graphic: str) -> None:
    await open_renderer(page)
    await add(page, graphic, SOME)
    loaded = await page.evaluate(
        """() => [...document.fonts].filter((face) => face.family.includes("Source Sans 3"))
          .map((face) => [face.status, face.display])"""
    )

    assert loaded == [["loaded", "block"]] * 3


async def test_a_graphic_that_cannot_have_its_parts_says_so_and_can_be_loaded_again(
    page: Page,
) -> None:
    await open_renderer(page)
    await page.route("**/name.css", lambda route: route.abort())
    id_, answer = await add(page, "name", SOME)
    assert answer["statusCode"] == 500
    assert (await call(page, id_, "playAction"))["statusCode"] == 409

    await page.unroute("**/name.css")
    await call(page, id_, "dispose")
    assert (await call(page, id_, "load", data=SOME))["statusCode"] == 200
