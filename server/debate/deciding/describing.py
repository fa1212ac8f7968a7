"""Setting up a debate, or changing its settings."""

from msgspec.structs import replace

from server.debate import events as e
from server.debate.actors import Actor
from server.debate.described import LENGTHS, USUAL
from server.debate.inner_commands import DescribeDebate, ListDebate
from server.debate.refusals import Rejected
from server.debate.state import Debate


def describe(debate: Debate, command: DescribeDebate, actor: Actor) -> list[e.Event]:
    """Whole settings, those that stay the same as well. A code is given once, and a rehearsal stays
    one. Raises Rejected `malformed`, `not_allowed`."""
    if command.limits.max_length not in LENGTHS:
        why = f"Expected `int` from {LENGTHS[0]} to {LENGTHS[-1]} - at `$.limits.max_length`"
        raise Rejected("malformed", why=why)
    if debate.seq and command.rehearsal != debate.rehearsal:
        # What was asked in a rehearsal must not come into an archive, nor the other be wiped.
        raise Rejected("not_allowed")
    code = debate.code or (command.code if isinstance(command.code, str) else "")
    return [_described(command, code)]


def list_debate(debate: Debate, command: ListDebate, actor: Actor) -> list[e.Event]:
    """All other settings stay as they are. Nothing where it is listed so already."""
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
        chance=None if settings.chance == USUAL else settings.chance,
        rehearsal=settings.rehearsal or None,
        opens_at=settings.opens_at,
        closes_at=settings.closes_at,
        unlisted=settings.unlisted or None,
        languages=settings.languages or None,
        voters_a_minute=settings.voters_a_minute or None,
    )
