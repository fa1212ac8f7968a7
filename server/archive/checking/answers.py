"""What was answered in writing since: no part of what is proven of the debate, but a chain."""

from server.archive.checking.report import Json, Report, canonical, is_hex, loads, sha256

ANSWERS = "answers.json"
ANSWERS_FORMAT = "tribina.answers.1"
ANSWER_FIELDS = {"at", "guest", "id", "lang", "question", "seq", "text"}


def check_answers(report: Report, body: bytes, archive: Json) -> None:
    """`body`: the file that lies beside the archive."""
    try:
        said = loads(body.decode())
        right = said["format"] == ANSWERS_FORMAT and said["debate"] == archive["debate"]["code"]
        lines = [(line, loads(line)) for line in said["lines"]]
        told = [
            {name: value for name, value in one.items() if name != "name"}
            for question in said["questions"]
            for one in question["answers"]
            if one["question"] == question["question"]
        ]
        count = sum(len(question["answers"]) for question in said["questions"])
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError):
        report.wrong.append(f"{ANSWERS} cannot be read")
        return
    report.unless(right, f"{ANSWERS} is of another debate, or of another format")
    last = bytes(32)
    for number, (line, answer) in enumerate(lines, 1):
        is_line = isinstance(answer, dict) and answer.keys() == ANSWER_FIELDS
        if not is_line or canonical(answer) != line.encode() or answer["seq"] != number:
            report.wrong.append(f"answer in writing {number} is not as they are written")
            return
        report.unless(is_hex(answer["id"], 16), f"answer in writing {number} has another id")
        last = sha256(last + line.encode())
    in_order = sorted(map(canonical, told)) == sorted(line.encode() for line, _ in lines)
    report.unless(in_order and count == len(lines), f"{ANSWERS} tells others than its lines")
    if lines:
        report.cannot.append(
            f"that the {len(lines)} answers in writing were published so: compare the hash of the "
            f"last, {last.hex()}, with a line answer_written of the house's log"
        )
