"""An archive of format 2, and what is wrong with it."""

from collections.abc import Sequence

from tests.archive.third.ballots import check_ballots
from tests.archive.third.bytes import Json, WrongError, canonical, demand, plain
from tests.archive.third.debate import check_closing, debate_of, log_named
from tests.archive.third.lengths import check_lengths
from tests.archive.third.lines import open_parts, read_lines, take_back
from tests.archive.third.notes import check_checkpoint
from tests.archive.third.results import results_of
from tests.archive.third.words import check_words

FORMAT = "tribina.results.2"
NOTE = (
    "Questions and votes of those who took part in this debate: they chose to come and to vote."
    " This is not a poll and represents nobody else; no margin of error can be given."
    " Times are milliseconds since 1970-01-01 UTC, by the minute."
)
RESULTS = ("debate", "totals", "moderation", "questions")
FIELDS = {"format", "note", *RESULTS, "journal", "opened", "ballots"}


def verify(archive: Json, vkeys: Sequence[str] = ()) -> list[str]:
    """The first thing that is wrong in the file, and what of the results does not follow from it;
    empty where all is right. `vkeys` are of the house and of witnesses: all of them must have
    signed; without any the signatures are not looked at."""
    try:
        return _verify(archive, vkeys)
    except WrongError as error:
        return [str(error)]
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        return [f"something is not there, or is not what it must be: {error!r}"]


def _verify(archive: Json, vkeys: Sequence[str]) -> list[str]:
    plain(archive)
    demand(set(archive) - {"checkpoint"} == FIELDS, "there are other fields")
    demand(archive["format"] == FORMAT and archive["note"] == NOTE, "this is not format 2")
    texts = archive["journal"]
    lines = read_lines(texts)
    demand(bool(vkeys) <= ("checkpoint" in archive), "the house signs, and here is no checkpoint")
    if "checkpoint" in archive:
        name = log_named(archive["debate"]["code"], lines)
        check_checkpoint(archive["checkpoint"], texts, name, vkeys)
    open_parts(lines, archive["opened"])
    history = take_back(lines)
    check_closing(lines)
    debate = debate_of(history.happened)
    if not any("between" in one for one in archive["questions"]):
        debate.forget_between()
    check_words(lines, debate)
    check_ballots(archive["ballots"], debate)
    check_lengths(debate)
    right = results_of(debate, history)
    return [
        f"{part}: {name} is otherwise in the lines"
        for part in RESULTS
        for name in _different(archive[part], right[part])
    ]


def _different(told: Json | list[Json], right: Json | list[Json]) -> list[str]:
    """The names, or numbers, of what differs."""
    if isinstance(told, list):
        return [] if canonical(told) == canonical(right) else ["one"]
    assert isinstance(right, dict)
    missing = object()
    return [
        name
        for name in sorted({*told, *right})
        if name not in told
        or name not in right
        or canonical(told.get(name, missing)) != canonical(right.get(name, missing))
    ]
