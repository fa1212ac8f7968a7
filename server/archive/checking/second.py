"""Format 2, all of it."""

from server.archive.checking.ballots import check_ballots, check_kept
from server.archive.checking.debates import Debate
from server.archive.checking.deeds import deeds
from server.archive.checking.heads import check_head
from server.archive.checking.lengths import check_lengths
from server.archive.checking.lines import (
    begun_anew,
    check_closing,
    kind_of,
    read_lines,
    read_opened,
    taken_back,
)
from server.archive.checking.report import Json, Report
from server.archive.checking.results import Results

NOTE = (
    "Questions and votes of those who took part in this debate: they chose to come and to vote. "
    "This is not a poll and represents nobody else; no margin of error can be given. "
    "Times are milliseconds since 1970-01-01 UTC, by the minute."
)

RESULTS = ("debate", "totals", "moderation", "questions")

FIELDS = {"format", "note", *RESULTS, "journal", "opened", "ballots"}

UNPROVED = (
    "that each phone is one person, and that a ballot is what a phone sent",
    "who asked or moderated: no line ties anything to a person, on purpose",
    "lengths of time beyond the minute, and how many people voted over all questions",
    "what is not opened: texts that were not shown, names and notes of moderators",
    "that there is no other log: compare this head with one on a phone, a picture, paper",
)


def believe_older(report: Report, archive: Json, debate: Debate) -> None:
    """Programs from before there was `between` told it of no question."""
    if any("between" in one for one in archive["questions"]):
        return
    unknown = [one.id for one in debate.shown if one.reworded[1:]]
    for one in debate.questions.values():
        del one.reworded[1:]
    if unknown:
        names = ", ".join(unknown)
        report.cannot.append(f"what {names} said in between, when people voted: an older file")


def check_second(report: Report, archive: Json, keys: list[str], given: bool) -> None:
    """Format 2, all of it."""
    report.unless(archive.keys() - {"checkpoint"} == FIELDS, "fields of the file: more, or missing")
    report.unless(archive.get("note") == NOTE, "the note is not the one of this format")
    lines = read_lines(archive["journal"])
    check_head(report, archive, keys, given, begun_anew(report, lines))
    said = read_opened(report, archive["opened"], lines)
    undone = taken_back(lines)
    happened = [
        line for line in lines if line["action"] not in undone and kind_of(line) != "ActionUndone"
    ]
    seals = check_closing(report, happened)
    check_kept(report, happened)
    debate = Debate(happened)
    believe_older(report, archive, debate)
    counted = check_ballots(report, archive["ballots"], seals, debate)
    check_lengths(report, seals["LengthsSealed"], debate)
    results = Results(archive, debate, said, seals, counted)
    report.same("debate", results.about(), archive["debate"])
    report.same("totals", results.totals(), archive["totals"])
    moderation = results.moderation() | deeds(happened, undone, debate)
    report.same("moderation", moderation, archive["moderation"])
    report.same("questions", results.questions, archive["questions"])
    for number, name in said:
        told = results.is_published(number, name, lines[number - 1]["event"])
        report.unless(told, f"line {number}: its {name} is opened, and published nowhere")
    report.proved.append("every field of the results follows from the lines")
    unnamed = ", ".join(one.id for one in debate.shown if results.is_named_by_nobody(one))
    if unnamed:
        report.cannot.append(f"the names, or that there is none, of {unnamed}: not opened")
    removed = ", ".join(one.id for one in debate.shown if results.has_lost_its_name(one))
    if removed:
        report.cannot.append(f"the names of {removed}: they were removed")
    report.cannot += UNPROVED
