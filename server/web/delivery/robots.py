"""What search engines are asked to leave out: debates that are not listed, and rehearsals."""

from quart import Response

from server.debate.phases import DRAFT
from server.debate.state import Debate
from server.store import DebateRow


def may_be_found(debate: Debate | DebateRow) -> bool:
    """Whether everybody may find it without its code, and show it elsewhere."""
    return not (debate.unlisted or debate.rehearsal or debate.phase in DRAFT)


def keep_out(response: Response, debate: Debate | DebateRow) -> None:
    """Where the debate is none to be found by search. In a header, so that it holds for downloads,
    and for pages that a worker made, too."""
    if debate.unlisted or debate.rehearsal:
        response.headers["X-Robots-Tag"] = "noindex"
