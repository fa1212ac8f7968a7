#!/usr/bin/env python3
"""Check a downloaded Tribina archive by itself:  python3 check.py tribina-482915.json

Needs nothing but Python: this file is handed out as it is, so that anybody can read what it does
and run it. It recomputes

1. the chain: every line's hash is SHA-256 of the previous hash and this line, so that no line can
   be changed, removed or inserted without changing all that follow;
2. the digests of the texts that were published, so that none was altered afterwards;
3. the votes of every question against the tallies that closing the debate sealed in the journal;
4. how many questions came to which outcome, against the outcomes of the questions.

Compare the last hash with the one that was read out or printed when the debate was closed.
"""

import hashlib
import json
import sys
from collections import Counter
from typing import Any

FORMAT = "tribina.results.1"
START = bytes(32)  # stands for the hash before the first line


def canonical(value: Any) -> bytes:
    """The one way to write a value as JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode()


def problems(archive: dict[str, Any]) -> list[str]:
    """What is wrong with an exported archive, in plain English; empty when nothing is."""
    if archive.get("format") != FORMAT:
        return [f"the format is not {FORMAT}"]
    lines = archive["journal"]
    texts = opened_texts(archive["opened"], lines)
    questions = archive["questions"]
    return [
        *chain(lines),
        *texts.problems,
        *wording(questions, texts),
        *tallies(questions, lines),
        *outcomes(questions, archive["totals"]),
    ]


def chain(lines: list[dict[str, Any]]) -> list[str]:
    """Where the hash chain breaks: the first place only, all that follows it is in doubt."""
    previous = START
    for number, line in enumerate(lines, start=1):
        if line.get("seq") != number:
            return [f"line {number}: the number is {line.get('seq')}"]
        body = {key: value for key, value in line.items() if key != "hash"}
        previous = hashlib.sha256(previous + canonical(body)).digest()
        if line["hash"] != previous.hex():
            return [f"line {number}: the hash does not follow from the line"]
    return []


class Texts:
    """Published texts by question, the latest of each, and its translations by language."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}
        self.translations: dict[str, dict[str, str]] = {}
        self.problems: list[str] = []

    def add(self, event: dict[str, Any], text: str) -> None:
        """A later wording of the same question, or of the same translation, takes its place."""
        if event["event"] == "QuestionTranslated":
            self.translations.setdefault(event["question"], {})[event["lang"]] = text
        else:
            self.of[event["question"]] = text


def opened_texts(opened: dict[str, dict[str, Any]], lines: list[dict[str, Any]]) -> Texts:
    """Compare the published sealed parts with the digests in their lines."""
    texts = Texts()
    by_number = {str(line.get("seq")): line for line in lines}
    for number, sealed in sorted(opened.items(), key=lambda pair: int(pair[0])):
        line = by_number.get(number, {})
        if hashlib.sha256(canonical(sealed)).hexdigest() != line.get("sealed"):
            texts.problems.append(f"line {number}: the text is not the one that was sealed")
            continue
        texts.add(line["event"], sealed["text"])
    return texts


def wording(questions: list[dict[str, Any]], texts: Texts) -> list[str]:
    """Compare the questions and their translations with what the journal holds."""
    found = []
    for question in questions:
        id_ = question["id"]
        if texts.of.get(id_) != question["text"]:
            found.append(f"{id_}: its text is not in the journal")
        if texts.translations.get(id_, {}) != question.get("translations", {}):
            found.append(f"{id_}: its translations are not the ones in the journal")
    return found


def tallies(questions: list[dict[str, Any]], lines: list[dict[str, Any]]) -> list[str]:
    """Compare the votes of the questions with what the journal holds."""
    sealed = [line["event"] for line in lines if line["event"]["event"] == "TalliesSealed"]
    found = []
    for question in questions:
        id_ = question["id"]
        with_apart = sealed[-1].get("with_apart", {}) if sealed else {}
        apart = with_apart.get(id_, question["votes"]) - question["votes"]
        if sealed and apart != question.get("apart", 0):
            found.append(f"{id_}: its votes that are set apart are not the ones that were sealed")
        for name, votes in (("tallies", "votes"), ("own", "own_votes")):
            if sealed and sealed[-1][name].get(id_) != question[votes]:
                found.append(f"{id_}: its {votes} are not the ones that were sealed")
    return found


def outcomes(questions: list[dict[str, Any]], totals: dict[str, Any]) -> list[str]:
    """Count what became of the questions again. Files from before have no such numbers."""
    counts = dict(Counter(question["outcome"] for question in questions))
    if totals.get("outcomes", counts) != counts:
        return ["the numbers of the outcomes are not those of the questions"]
    return []


def main(path: str) -> int:
    """Print what is wrong with the file, each in a line that begins with WRONG, or what it holds.
    Returns the exit code: 0 when nothing is wrong."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            archive = json.load(file)
        found = problems(archive)
    except OSError as error:
        print(f"WRONG the file cannot be read: {error.strerror}: {ascii(path)[1:-1]}")
        return 1
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        found = [f"not a whole archive: {type(error).__name__} {error}"]
    for problem in found:
        # What stands in the archive must not look like a line of ours, nor speak to the terminal.
        print("WRONG", ascii(problem)[1:-1])
    if not found:
        lines = archive["journal"]
        print(f"OK    {len(lines)} lines, {len(archive['questions'])} questions")
        print(f"      last hash {lines[-1]['hash'] if lines else START.hex()}")
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
