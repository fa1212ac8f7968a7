"""The order of shown questions is at every moment what sorting all of them anew would give."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from server.debate.refusals import Rejected
from server.debate.showing.ranking import Ranking
from tests.given.debates import Drive

QUESTIONS = 6
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("vote", "dismiss", "restore", "approve")),
        st.integers(0, QUESTIONS - 1),
        st.sampled_from(("ana", "besa", "ceca", "dritan")),
    ),
    max_size=40,
)


@given(STEPS, st.integers(1, QUESTIONS + 1))
def test_it_never_differs_from_sorting_anew(steps: list[tuple[str, int, str]], count: int) -> None:
    drive, ranking = Drive(), Ranking()
    ids = [drive.ask_openly(f"Pitanje {number}?") for number in range(QUESTIONS)]
    ranking.follow(drive.debate, ids)
    for what, number, name in steps:
        id_ = ids[number]
        with suppress(Rejected):
            if what == "vote":
                drive.vote(id_, name)
            else:
                drive.moderate(what, id_, **({"reason": "spam"} if what == "dismiss" else {}))
        ranking.follow(drive.debate, [id_])

        shown = list(drive.debate.shown)
        by_votes = sorted(shown, key=lambda q: (-drive.debate.tally(q), int(q[1:])))
        by_age = sorted(shown, key=lambda q: int(q[1:]))
        assert ranking.most_voted(count) == by_votes[:count]
        assert ranking.newest(count) == by_age[-count:]
