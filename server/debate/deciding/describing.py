"""Setting up a debate, or changing its settings."""

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from server.debate import events as e
from server.debate.actors import Actor
from server.debate.refusals import Rejected
from server.debate.rules import BEFORE_CLOSING, OWNERS
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
    code = debate.code or (command.code if isinstance(command.code, str) else "")
    return [_described(command, code)]


def list_debate(debate: Debate, command: ListDebate, actor: Actor) -> list[e.JournalEvent]:
    if actor.role not in OWNERS:
        raise Rejected("not_allowed")
    if command.unlisted == debate.unlisted:
        return []
    return [replace(_described(debate, debate.code), unlisted=command.unlisted or None)]


def _described(settings: DescribeDebate | Debate, code: str) -> e.DebateDescribed:
    """The settings that are wanted, or those of a debate as they stand."""
    return e.DebateDescribed(
        code=code,
        programme=settings.programme,
        title=settings.title,
        guests=settings.guests,
        piles=settings.piles,
        limits=settings.limits,
        starts_at=settings.starts_at,
        chance=None if settings.chance == e.USUAL else settings.chance,
        rehearsal=settings.rehearsal or None,
        opens_at=settings.opens_at,
        closes_at=settings.closes_at,
        unlisted=settings.unlisted or None,
        languages=settings.languages or None,
        voters_a_minute=settings.voters_a_minute or None,
    )
