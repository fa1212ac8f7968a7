"""The answers in writing to a debate in the file of an organisation. Its signed head does not cover
them: a debate ends with its journal. What is written must make that very file again.
"""

import re
from collections import Counter
from collections.abc import Collection
from typing import Any

import msgspec
from msgspec import Struct

from server.archive.checking.report import Wrong
from server.archive.results import Results
from server.archive.written import export_answers, told
from server.debate.minutes import minute
from server.language.languages import TAGS
from server.store import WrittenAnswer
from server.store.answers.written import EACH_AT_MOST, TEXT_AT_MOST
from server.store.chain import canonical
from server.store.leaving.moving_in import MovedAnswers

LATEST_MS = 253_402_300_800_000
UNKNOWN = "und"
_ID = re.compile("[0-9a-f]{16}")


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    """See `export_answers`; `questions` are only compared."""

    format: str
    debate: str
    questions: list[dict[str, Any]]
    lines: list[str]


def moved_answers(body: bytes | None, results: Results) -> MovedAnswers:
    """None where there is no file. Raises Wrong."""
    if body is None:
        return MovedAnswers()
    try:
        said = msgspec.json.decode(body, type=_File)
        answers = [msgspec.json.decode(line, type=WrittenAnswer) for line in said.lines]
    except msgspec.MsgspecError:
        raise Wrong("its answers in writing are not what they should be") from None
    shown = {one.id for one in results.questions}
    for number, (line, answer) in enumerate(zip(said.lines, answers, strict=True), 1):
        same = canonical(msgspec.to_builtins(answer)) == line.encode()
        if not same or answer.seq != number or not _can_be(answer, results, shown):
            raise Wrong(f"its answer in writing {number} is none that can be")
    each = Counter((one.question, one.guest) for one in answers)
    ids = {one.id for one in answers}
    if len(ids) < len(answers) or max(each.values(), default=0) > EACH_AT_MOST:
        raise Wrong("it has more answers in writing than can be")
    over = sorted({guest for one in said.questions for guest in one.get("no_answer_by", ())})
    code, guests = results.debate.code, results.debate.guests
    if export_answers(code, guests, told(results, answers, over), said.lines) != body:
        raise Wrong("its answers in writing are not what their lines make")
    return MovedAnswers(answers, over)


def _can_be(answer: WrittenAnswer, results: Results, shown: Collection[str]) -> bool:
    return bool(
        _ID.fullmatch(answer.id)
        and 0 <= answer.at < LATEST_MS
        and minute(answer.at) == answer.at
        and answer.question in shown
        and answer.guest in results.debate.guests
        and answer.lang in (*TAGS, UNKNOWN)
        and 0 < len(answer.text) <= TEXT_AT_MOST
    )
