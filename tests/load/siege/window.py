"""What honest people noticed between two moments, and whether they can live with it."""

from collections import Counter

from msgspec import Struct

from tests.load.siege.notes import Notes, longest_s, ms_of

VOTE_P99_MS = 250.0
TURNED_AWAY_S = 5.0
MEMORY_MB = 600.0
LOGIN_S = 30.0


class Window(Struct):
    """`vote…`, `air…`, `command…`: from the wish to its answer; `question_ms`: the longest until a
    question was acknowledged; `picture_ms`: the longest until a
    control screen had its document; `page_ms`, `in_ms`: the same for a newcomer's page and first
    document; `away_s`: the longest that anybody was without a document, who had one or came;
    `memory…`: most, and at the end; `hold_ms`: the loop was held no longer; `lines`: in the log;
    `late_ms`: how late this program was itself, which is in all of the above."""

    vote_p50_ms: float | None
    vote_p99_ms: float | None
    vote_max_ms: float | None
    question_ms: float | None
    air_p99_ms: float | None
    command_p99_ms: float | None
    picture_ms: float | None
    page_ms: float | None
    in_ms: float | None
    away_s: float
    login_s: float | None
    memory_mb: float
    memory_after_mb: float
    hold_ms: float | None
    cores: float
    lines: int
    late_ms: float | None
    refused: Counter[str]

    def failings(self) -> list[str]:
        """What honest people could not live with."""
        found = []
        if self.vote_p99_ms is None or self.vote_p99_ms > VOTE_P99_MS:
            found.append("votes wait")
        if self.away_s > TURNED_AWAY_S:
            found.append("turned away")
        if self.memory_mb > MEMORY_MB:
            found.append("memory")
        if self.login_s is not None and self.login_s > LOGIN_S:
            found.append("the owner is kept out")
        return found


class Used(Struct):
    """Of the server: bytes, most and last; CPU in cores; lines of its log."""

    most: int
    last: int
    cores: float
    hold_ms: float | None
    lines: int


def look_back(notes: Notes, begin: float, end: float, used: Used) -> Window:
    """`begin`, `end`: s, of the loop."""
    waits = {
        kind: notes.between(kind, begin, end)
        for kind in ("vote", "question", "air", "command", "picture", "page", "in", "late")
    }
    away = [
        *notes.reaching_into("away", begin, end),
        *waits["page"],
        *waits["in"],
    ]
    logins = notes.between("login", begin, end)
    return Window(
        vote_p50_ms=ms_of(waits["vote"], 0.5),
        vote_p99_ms=ms_of(waits["vote"], 0.99),
        vote_max_ms=ms_of(waits["vote"], 1),
        question_ms=ms_of(waits["question"], 1),
        air_p99_ms=ms_of(waits["air"], 0.99),
        command_p99_ms=ms_of(waits["command"], 0.99),
        picture_ms=ms_of(waits["picture"], 1),
        page_ms=ms_of(waits["page"], 1),
        in_ms=ms_of(waits["in"], 1),
        away_s=longest_s(away),
        login_s=longest_s(logins) if logins else None,
        memory_mb=used.most / 1e6,
        memory_after_mb=used.last / 1e6,
        hold_ms=used.hold_ms,
        cores=used.cores,
        lines=used.lines,
        late_ms=ms_of(waits["late"], 0.99),
        refused=notes.refusals(begin, end),
    )
