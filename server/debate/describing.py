"""Setting up a debate, or changing its settings."""

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from server.debate import events as e
from server.debate.actors import Actor
from server.debate.phases import BEFORE_CLOSING, OWNERS
from server.debate.refusals import Rejected
from server.debate.state import Debate


class DescribeDebate(Struct, frozen=True, kw_only=True):
    """Set up a debate, or change its settings. Not on the wire: administration and the command
    line ask for it."""

    id: str
    title: e.Localised
    programme: str
    guests: dict[str, e.Guest] = {}
    piles: dict[str, e.Pile] = {}
    limits: e.Limits = e.Limits()
    chance: e.Chance = e.USUAL
    starts_at: int | None = None
    rehearsal: bool = False  # as it was made, it stays
    opens_at: int | None = None
    closes_at: int | None = None
    unlisted: bool = False  # found by its code and its links alone
    languages: tuple[str, ...] = ()
    voters_a_minute: int = 0
    code: str | UnsetType = UNSET  # only for a new debate


class ListDebate(Struct, frozen=True, kw_only=True):
    """Whether a debate stands on public lists: the one setting that changes also once it is over.
    Not on the wire: administration asks for it."""

    id: str
    unlisted: bool


def describe(debate: Debate, command: DescribeDebate, actor: Actor) -> list[e.JournalEvent]:
    if actor.role not in OWNERS:
        raise Rejected("not_allowed")
    if debate.phase not in BEFORE_CLOSING:
        raise Rejected("wrong_phase", phase=debate.phase)
    if debate.seq and command.rehearsal != debate.rehearsal:
        # What was asked in a rehearsal must not come into an archive, nor the other be wiped.
        raise Rejected("not_allowed")
    return [
        e.DebateDescribed(
            code=debate.code or (command.code if isinstance(command.code, str) else ""),
            programme=command.programme,
            title=command.title,
            guests=command.guests,
            piles=command.piles,
            limits=command.limits,
            starts_at=command.starts_at,
            chance=None if command.chance == e.USUAL else command.chance,
            rehearsal=command.rehearsal or None,
            opens_at=command.opens_at,
            closes_at=command.closes_at,
            unlisted=command.unlisted or None,
            languages=command.languages or None,
            voters_a_minute=command.voters_a_minute or None,
        )
    ]


def list_debate(debate: Debate, command: ListDebate, actor: Actor) -> list[e.JournalEvent]:
    if actor.role not in OWNERS:
        raise Rejected("not_allowed")
    if command.unlisted == debate.unlisted:
        return []
    return [replace(_as_described(debate), unlisted=command.unlisted or None)]


def _as_described(debate: Debate) -> e.DebateDescribed:
    """Its settings as they stand."""
    return e.DebateDescribed(
        code=debate.code,
        programme=debate.programme,
        title=debate.title,
        guests=debate.guests,
        piles=debate.piles,
        limits=debate.limits,
        starts_at=debate.starts_at,
        chance=None if debate.chance == e.USUAL else debate.chance,
        rehearsal=debate.rehearsal or None,
        opens_at=debate.opens_at,
        closes_at=debate.closes_at,
        unlisted=debate.unlisted or None,
        languages=debate.languages or None,
        voters_a_minute=debate.voters_a_minute or None,
    )
