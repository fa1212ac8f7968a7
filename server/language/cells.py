"""Texts in cells of spreadsheet files: what others wrote must never run as a formula there. Pure.

A file says nowhere what its separator is: a spreadsheet takes that of its language, or asks. Read
with another one than it was written with, a cell ends in the middle of a text, and what comes next
begins a cell: `"Kada?, =HYPERLINK(…)"` of a file with semicolons, opened with commas. So a text is
disarmed wherever any separator, or a line's end, may make a cell begin.

Which characters begin a formula: OWASP, "CSV Injection"; their fullwidth and small forms, which
East Asian editions take for them (Unicode NFKC), and the minus sign U+2212.
"""

import re

FORMULA = "=+-@＝＋－＠﹦﹢﹣﹫\u2212"
SEPARATORS = ",;|\t"
_LINE_ENDS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"

# What a spreadsheet may pass over before it looks what a cell begins with: space of any kind,
# what cannot be seen, and the quotes that a file puts around a text and doubles in it.
_PASSED_OVER = (
    r"\s\"\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    r"\U000e0000-\U000e0fff"
)
_BEGINNING = rf"((?:^|[{re.escape(SEPARATORS)}{_LINE_ENDS}])[{_PASSED_OVER}]*+)"
_FORMULA = rf"(?='*+[{re.escape(FORMULA)}])"
_ARMED = re.compile(_BEGINNING + _FORMULA)
_DISARMED = re.compile(_BEGINNING + "'" + _FORMULA)


def harmless(text: str) -> str:
    """The text with an apostrophe before whatever might be calculated, for a cell of a file."""
    return _ARMED.sub(r"\1'", text)


def as_written(cell: str) -> str:
    """The text of which `harmless` made this cell. A cell of another origin loses an apostrophe
    that stands where `harmless` would put one, as spreadsheets take it away themselves."""
    return _DISARMED.sub(r"\1", cell)
