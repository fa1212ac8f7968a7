"""The manifests are as the standard wants them, and say of each graphic what is true of it."""

from typing import Any

import pytest

from tests.static.graphics.renderer import FOLDER, MANIFESTS
from tests.static.graphics.rules import SCHEMA, broken_rules
from tests.static.modules import evaluate

graphics = pytest.mark.parametrize("graphic", MANIFESTS)

GOOD: dict[str, Any] = {
    "$schema": SCHEMA,
    "id": "a",
    "name": "A",
    "main": "a.js",
    "supportsRealTime": True,
    "supportsNonRealTime": False,
    "schema": {"type": "object", "properties": {}},
}


def test_the_rules_find_what_is_wrong() -> None:
    assert not broken_rules(GOOD | {"v_ours": 1})
    engine: dict[str, Any] = {"renderRequirements": [{"engine": [{"type": "CEF"}]}]}
    others: tuple[dict[str, Any], ...] = (
        {"id": "a/b"},
        {"$schema": "x"},
        {"ours": 1},
        {"stepCount": "1"},
        {"author": {}},
    )
    for one in ({"type": ["string", "null"]}, {"type": "integer", "default": None}, {},
                {"type": "string", "gddType": "color-rrggbb", "pattern": "."}):  # fmt: skip
        schema = {"schema": {"type": "object", "properties": {"one": one}}}
        assert broken_rules(GOOD | schema), one
    for worse in (*others, {"schema": {}}, engine):
        assert broken_rules(GOOD | worse), worse
    assert broken_rules({key: GOOD[key] for key in GOOD if key != "main"})


@graphics
def test_it_breaks_no_rule(graphic: str) -> None:
    assert broken_rules(MANIFESTS[graphic]) == []


@graphics
def test_its_parts_are_there_and_it_asks_for_the_engine_that_it_is_written_for(
    graphic: str,
) -> None:
    manifest = MANIFESTS[graphic]
    (needs,) = manifest["renderRequirements"]

    assert (FOLDER / manifest["main"]).is_file()
    assert {int(one["version"]["min"]) for one in needs["engine"]} == {117}
    assert manifest["supportsRealTime"] and not manifest["supportsNonRealTime"]


def test_each_has_an_id_of_its_own() -> None:
    assert len({one["id"] for one in MANIFESTS.values()}) == len(MANIFESTS) == 6


@pytest.mark.browser
@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.usefixtures("modules")
@graphics
async def test_its_schema_has_the_keys_and_defaults_of_the_graphic_in_their_order(
    graphic: str,
) -> None:
    """The order is that of f0, f1, … of CasparCG's clients."""
    program = "async (main) => Object.entries((await import(main)).default.defaults)"
    defaults = await evaluate(program, f"/graphics/{MANIFESTS[graphic]['main']}")
    described = MANIFESTS[graphic]["schema"]["properties"]

    assert [[key, one["default"]] for key, one in described.items()] == defaults
