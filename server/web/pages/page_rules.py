"""The table of rules, and what there is to choose from, as data of a moderator's page: its scripts
hold no copy of either."""

from collections.abc import Collection, Sequence
from typing import get_args

from server.debate import commands as c
from server.debate.actors import Role
from server.debate.air.wording import AIR_TEXT_AT_MOST
from server.debate.commands import State
from server.debate.deciding.labelling import HANDS_AT_MOST
from server.debate.deciding.remarks import REMARK_LIMIT
from server.debate.patches import Json
from server.debate.phases import OVER
from server.debate.rule import Rule
from server.debate.rules import MERGE_TARGETS, NAMED, RULES, TRANSITIONS, UNDOING

_PHASES: tuple[c.Phase, ...] = get_args(c.Phase)
_STATES: tuple[State, ...] = get_args(State)
_SEEN = {
    kind.__struct_config__.tag for kind in RULES if issubclass(kind, c.OnSeenQuestion)
}  # say how their sender saw the question

CHOICES: Json = {
    "dismiss": get_args(c.Reason),
    "hold": get_args(c.HoldReason),
    "answered": get_args(c.How),
    "say": get_args(c.Preset),
}
LIMITS: Json = {
    "note": c.NOTE_LIMIT,
    "remark": REMARK_LIMIT,
    "many": c.MANY_AT_MOST,
    "merge_many": c.MERGED_AT_MOST,
    "hands": HANDS_AT_MOST,
    "air_text": AIR_TEXT_AT_MOST,
}


def rules_of(role: Role) -> Json:
    """What the role may do (`may`: by name, in which `phases` and on a question in which `states`,
    where that matters, and whether it is `seen`), and what holds for all."""
    return {
        "may": {name: _told(name, rule) for name, rule in NAMED.items() if role in rule.roles},
        "undoes_all": role in UNDOING[False],
        "into": _sorted(_STATES, MERGE_TARGETS),
        "following": {phase: _sorted(_PHASES, TRANSITIONS[phase]) for phase in _PHASES},
        "over": _sorted(_PHASES, OVER),
        "choices": CHOICES,
        "limits": LIMITS,
    }


def _told(name: str, rule: Rule) -> Json:
    told: Json = {}
    if rule.phases:
        told["phases"] = _sorted(_PHASES, rule.phases)
    if rule.states is not None:
        told["states"] = _sorted(_STATES, rule.states)
    if name in _SEEN:
        told["seen"] = True
    return told


def _sorted(order: Sequence[str], found: Collection[str]) -> list[str]:
    return [one for one in order if one in found]
