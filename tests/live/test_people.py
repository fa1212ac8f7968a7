"""What each participant is told of themselves."""

from hypothesis import given
from hypothesis import strategies as st

from server.debate.patches import Json, diff
from server.live.people import _difference, _Told

VOTES = st.dictionaries(st.sampled_from(("q1", "q2", "q3")), st.just(True))
TEXTS = st.sampled_from(("", "Kada će voda?", "Kada?"))  # it matters only whether they are the same
MINE = st.dictionaries(st.sampled_from(("q4", "q5")), st.fixed_dictionaries({"text": TEXTS}))
DOCUMENTS = st.fixed_dictionaries({"mine": MINE, "votes": VOTES})


@given(DOCUMENTS, DOCUMENTS)
def test_the_quick_difference_is_the_difference(before: Json, after: Json) -> None:
    assert _difference(_Told(**before), after) == diff(before, after)
