"""What the log of administration tells of a debate's settings: the ones that anybody may know, and
no text that the audience wrote."""

from server.debate.state import Debate
from server.store.administration.fields import Told


def told_of(debate: Debate) -> Told:
    """As they stand."""
    return {
        "programme": debate.programme,
        "title": debate.title,
        "guests": [guest.name for guest in debate.guests.values()],
        "piles": [pile.name for pile in debate.piles.values()],
        "limits": debate.limits,
        "chance": debate.chance,
        "languages": debate.languages,
        "starts_at": debate.starts_at,
        "opens_at": debate.opens_at,
        "closes_at": debate.closes_at,
        "voters_a_minute": debate.voters_a_minute,
        "rehearsal": debate.rehearsal,
        "unlisted": debate.unlisted,
    }
