"""The control page names all that it needs, and all words that its scripts say exist."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from server.debate.commands import Gate, HoldReason, How, OnQuestion, Phase, Preset
from server.debate.deciding.subjects import JournalEvent
from server.debate.events import DoorOpened, DoorShut, GateEvent
from server.debate.rules import RULES
from server.language.almost import But
from server.language.flags import Flag
from server.web.delivery.assets import house_assets

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "static"
TEMPLATE = ROOT / "server" / "web" / "templates" / "control.html"
LOCALES = ("sr-Latn", "sq-XK", "en")

# What a card offers by name; the rest has buttons of its own.
ON_A_CARD = {
    str(kind.__struct_config__.tag)
    for kind, rule in RULES.items()
    if issubclass(kind, OnQuestion) and "producer" in rule.roles
} - {"take", "place", "answered"}
# What can be taken back, by the word that tells of it.
DEEDS = {
    *(
        kind.deed
        for kind in get_args(JournalEvent)
        if kind.deed and not issubclass(kind, GateEvent)
    ),
    *(f"{kind.deed}_{door}" for kind in (DoorOpened, DoorShut) for door in get_args(Gate)),
    *get_args(How),
}

# Keys that a script puts together from a part of it and a name.
COMPOSED = {
    "control.order_": ("newest", "oldest"),
    "control.list_": ("in_review", "held", "dismissed", "merged", "withdrawn"),
    "control.empty_": ("in_review", "held", "dismissed", "merged", "withdrawn"),
    "control.hold_": get_args(HoldReason),
    "control.changed_": (
        "hold",
        "unhold",
        "edit",
        "translate",
        "tag",
        "assign",
        "undo",
        "clear",
        "note",
        "hands",
        "air_text",
    ),
    "control.how_": get_args(How),
    "control.choose_": ("dismiss", "hold", "tag", "assign"),
    "control.status_": ("connecting", "online", "offline"),
    "control.to_": get_args(Phase),
    "control.keys_": ("move", "inbox", "decide", "produce", "clocks"),
    "control.setting_": ("shortcuts", "latin"),
    "control.way_": ("cards", "import", "admin"),
    "control.": (
        *("inbox", "open", "rundown", "submissions", "voting", "place_up", "place_down"),
        *ON_A_CARD,
        *(f"as_{how}" for how in get_args(How)),
        *("closed_title", "closed_explained", "archived_title", "archived_explained"),
        *("order_oldest", "compact"),
    ),
    "control.done_": (
        *(DEEDS | ON_A_CARD),
        *("clock_runs", "clock_stands", "countdown_started", "countdown_stopped"),
        *("countdown_paused", "countdown_goes_on"),
        *("countdown_shown", "countdown_hidden"),
        *("mark", "recording", "slate", "panic_off"),
        *("approve_many", "dismiss_many", "tag_many", "merge_many"),
        *(f"to_{phase}" for phase in get_args(Phase)),
    ),
    "control.suggested_": (
        *("votes", "guest", "pile", "language"),
        *("votes_none", "guest_none", "pile_none", "language_none"),
    ),
    "control.burst_": (*("at_once", "young", "only", "no_line", "even", "uneven", "expected"),),
    "control.but_": get_args(But),
    "control.flood_start_": ("author", "likeness", "minute", "since"),
    "control.flood_grouping_": ("author", "likeness", "minute", "each"),
    "control.flood_alone_": ("author", "likeness"),
    "control.flood_going_": ("dismiss", "restore"),
    "control.flood_": ("done_dismiss", "stopped_dismiss", "done_restore", "stopped_restore"),
    "control.inbox_": ("slow", "slow_explained", "full", "full_explained"),
    "control.via_": ("card", "import"),
    "control.preset_": get_args(Preset),
    "control.flag_": get_args(Flag),
    "control.output_": ("display", "overlay"),
}


def scripts() -> Iterator[tuple[str, str]]:
    for file in sorted((STATIC / "control").rglob("*.js")):
        yield file.relative_to(STATIC).as_posix(), file.read_text("utf-8")


def test_every_module_and_stylesheet_is_used() -> None:
    used = house_assets().imported_by("control/main.js")
    sheets = {
        file.relative_to(STATIC / "control").with_suffix("").as_posix()
        for file in (STATIC / "control").rglob("*.css")
    }

    assert {path for path, _ in scripts()} == {
        *(path for path in used if path.startswith("control/")),
        "control/main.js",
    }
    assert sheets == set(re.findall(r'"([a-z/-]+)"', _list("sheets")))


def _list(name: str) -> str:
    found = re.search(rf"set {name} = \[(.*?)\]", TEMPLATE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_that_the_scripts_say_exists(locale: str) -> None:
    words = {
        f"{section}.{key}"
        for section in ("common", "control")
        for key in json.loads((STATIC / "locales" / locale / f"{section}.json").read_text("utf-8"))
    }
    text = "\n".join(source for _, source in scripts())
    said = set(re.findall(r'"((?:common|control)\.[a-z_]+)"', text))
    composed = {start + end for start, ends in COMPOSED.items() for end in ends}
    actions = set(re.findall(r'action: "([a-z_]+)"', text))

    assert len(said) > 50
    assert (said | composed | {f"control.key_{action}" for action in actions}) <= words


def test_every_composed_key_is_accounted_for() -> None:
    text = "\n".join(source for _, source in scripts())
    starts = set(re.findall(r"`(control\.[a-z_]*)\$", text))

    assert starts - {"control.key_"} == set(COMPOSED)


def test_no_word_is_there_for_nothing() -> None:
    text = "\n".join(source for _, source in scripts()) + TEMPLATE.read_text("utf-8")
    composed = {start + end for start, ends in COMPOSED.items() for end in ends}
    words = json.loads((STATIC / "locales" / "en" / "control.json").read_text("utf-8"))

    for key in words:
        name = f"control.{key}"
        assert name in composed or key.startswith("key_") or f'"{name}"' in text, name


def test_no_script_writes_markup_from_text() -> None:
    for path, source in scripts():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|dangerously", source), path


def test_a_question_s_number_has_its_form_in_one_place() -> None:
    files = [file for ending in ("js", "json") for file in STATIC.rglob(f"*.{ending}")]
    saying = {file.name for file in files if "№ " in file.read_text("utf-8")}

    assert saying == {"names.js"}
