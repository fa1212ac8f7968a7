"""Files of questions: whatever comes, every line is taken or comes back, and nothing takes long."""

from hypothesis import strategies as st

from server.web.admin.ahead.csv_questions import decoded, read_sheet
from server.web.requests.limits import FILE_LIMIT
from tests.fuzz.fuzzing import Target, cheap, mutated
from tests.given.debates import Drive

PIECES = st.sampled_from(
    (
        *("text", "name", "to", "lang", "texttext"),
        *(";", ",", "\t", "\n", "\r\n", "\r", '"', '""', "'=1"),
        *("Kada?", "g1", "sr", "\x00", "\ufeff", "\u200b", "\u2028", "Ђ"),
    )
)
FILES = st.one_of(
    st.lists(PIECES, max_size=40).map(lambda pieces: "".join(pieces).encode()),
    st.lists(PIECES, max_size=20).map(lambda pieces: "".join(pieces).encode("utf-16")),
    st.binary(max_size=60),
    st.builds(lambda piece: (piece * 140_000).encode()[:FILE_LIMIT], PIECES),
)
DRIVE = Drive()


def check(data: bytes) -> None:
    text = decoded(data)
    if text is None:
        return
    with cheap():
        sheet = read_sheet(text, DRIVE.debate)
    assert sheet.problem is None or not sheet.lines
    assert all((line.written is None) != (line.problem is None) for line in sheet.lines)
    if sheet.bad:
        again = read_sheet(sheet.rest(), DRIVE.debate)
        assert [line.cells for line in again.lines] == [line.cells for line in sheet.bad]


TARGET = Target(
    "sheets",
    mutated(FILES),
    check,
    found=(b'\ttexttext\t";text\ntext', b"text\r;text", b'"' * 140_000, b"x" + b"\n" * 140_000),
)
