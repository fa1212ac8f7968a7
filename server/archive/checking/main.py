"""Check a downloaded Tribina archive by itself:

    python3 check.py [--vkey KEY]... tribina-482915.json

(or the .zip, or the folder it unpacks to). Needs nothing but Python; this file is there to be read
before it is run. KEY: the public key of the house, as on its page about itself or on a poster, or
that of a witness. Without one nothing is proved of who signed: the archive's own `policy`, if it
has one, came with it.

It follows docs/archive.md, and prints lines of three kinds. WRONG: what does not agree. OK, PROVED:
what does. CANNOT: what no file can prove, or this one does not. Exits with 1 if anything is WRONG.
"""

import sys
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from server.archive.checking.answers import check_answers
from server.archive.checking.first import check_first
from server.archive.checking.reading import read
from server.archive.checking.report import Report, Wrong
from server.archive.checking.second import check_second

FIRST_FORMAT, FORMAT = "tribina.results.1", "tribina.results.2"

TOLD_AT_MOST = 100  # of problems


def check(archive: Any, keys: Iterable[str] = (), policy: Iterable[str] = ()) -> Report:
    """Look through an archive. `keys`: vkeys of the house and of witnesses, from whoever asks;
    without one those of the `policy` that came with it."""
    report, given = Report(), list(keys)
    try:
        if archive.get("format") == FIRST_FORMAT:
            check_first(report, archive)
        elif archive.get("format") == FORMAT:
            check_second(report, archive, given or list(policy), bool(given))
        else:
            raise Wrong(f"the format is neither {FORMAT} nor {FIRST_FORMAT}")
    except Wrong as wrong:
        report.wrong.append(str(wrong))
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
    ) as error:
        report.wrong.append(f"not a whole archive: {type(error).__name__} {error}")
    return report


def lines_of(report: Report) -> Iterator[tuple[str, str]]:
    """What is to be printed, each with its kind. Where anything is wrong, nothing else is said."""
    if report.wrong:
        yield from (("WRONG", problem) for problem in report.wrong[:TOLD_AT_MOST])
        if len(report.wrong) > TOLD_AT_MOST:
            yield "WRONG", f"and {len(report.wrong) - TOLD_AT_MOST} more"
        return
    yield "OK", "nothing is wrong"
    yield from (("PROVED", one) for one in report.proved)
    yield from (("CANNOT", one) for one in report.cannot)


def main(path: str, *keys: str) -> int:
    """Print what was found. Returns the exit code: 0 when nothing is wrong."""
    try:
        archive, policy, others, answers = read(path)
        report = check(archive, keys, policy)
        if answers is not None:
            check_answers(report, answers, archive)
        if others:
            report.cannot.append(f"what stands in {', '.join(others)}: nothing looked at it")
    except OSError as error:
        report = Report([f"the file cannot be read: {error.strerror}: {path}"])
    except (LookupError, TypeError, ValueError, RecursionError, Wrong, zipfile.BadZipFile) as error:
        report = Report([f"not an archive: {type(error).__name__} {error}"])
    for kind, said in lines_of(report):
        # What stands in the archive must not look like a line of ours, nor speak to the terminal.
        print(f"{kind:6}", ascii(f"{said:.300}")[1:-1])
    return 1 if report.wrong else 0


def run(arguments: list[str]) -> int | str:
    """What the program exits with. `arguments`: those of the command line."""
    *options, path = arguments or [""]
    if not path or path.startswith("-") or options[::2] != ["--vkey"] * (len(options) // 2):
        return __doc__ or ""
    return main(path, *options[1::2])


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
