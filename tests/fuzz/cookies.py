"""Cookies: anything may stand in the header, and ours is found among it."""

from hypothesis import strategies as st

from server.identity.cookies import read_cookies
from tests.fuzz.fuzzing import Target, cheap

PIECES = st.sampled_from(
    ("a=b", "; ", ";", "=", '"', "\\", '\\"', "\\073", "$Version=1", "path=/", ",", " ", "\t", "é")
)
HEADERS = st.lists(
    st.one_of(
        st.lists(PIECES, max_size=30).map("".join),
        st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=80),
        st.builds(lambda piece, times: (piece * times)[:16_000], PIECES, st.integers(1, 8_000)),
    ),
    max_size=6,
)


def check(headers: list[str]) -> None:
    with cheap():
        found = read_cookies(headers)
    assert {type(text) for pair in found.items() for text in pair} <= {str}


TARGET = Target("cookies", HEADERS, check)
