"""Files of the first format: what they prove, they prove as ever."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from server.archive.checking.main import check
from server.archive.checking.reading import read

FILE = Path(__file__).parents[1] / "format-1.json"
Json = dict[str, Any]


def archive() -> Json:
    """As a house handed it out before there was another format."""
    whole: Json = json.loads(FILE.read_text("utf-8"))
    return whole


def events(whole: Json) -> list[Json]:
    return [line["event"] for line in whole["journal"]]


def test_it_is_still_whole_and_says_what_is_to_be_compared() -> None:
    report = check(archive())

    assert report.wrong == []
    assert report.proved == [f"last hash {archive()['journal'][-1]['hash']}"]
    assert any("compare the hash" in one for one in report.cannot)


@pytest.mark.parametrize("name", ["tribina-482915.zip", "tribina-482915"])
def test_it_is_read_out_of_its_zip_and_out_of_the_folder_that_that_unpacks_to(
    tmp_path: Path, name: str
) -> None:
    with zipfile.ZipFile(tmp_path / "tribina-482915.zip", "w") as whole:
        for beside in ("README.txt", "check.py", "verify.html"):
            whole.writestr(beside, "not read")
        whole.writestr("tribina-482915.json", FILE.read_text("utf-8"))
        whole.extractall(tmp_path / "tribina-482915")

    read_, policy, others, answers = read(str(tmp_path / name))

    assert (read_, policy, answers) == (archive(), [], None)
    assert others == ["README.txt", "check.py", "verify.html"]


def test_what_was_answered_in_writing_may_lie_beside_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as whole:
        whole.writestr("tribina-482915.json", FILE.read_text("utf-8"))
        whole.writestr("answers.json", "{}")

    assert read(str(tmp_path / "a.zip")) == (archive(), [], [], b"{}")


def test_a_file_from_before_the_outcomes_were_counted_is_still_whole() -> None:
    whole = archive()
    del whole["totals"]["outcomes"]

    assert check(whole).wrong == []


TAMPERINGS: dict[str, Callable[[Json], Any]] = {
    "another text": lambda whole: whole["questions"][0].update(text="Nikada?"),
    "another translation": lambda whole: whole["questions"][0]["translations"].update(en="Never?"),
    "no translation": lambda whole: whole["questions"][0].pop("translations"),
    "another part": lambda whole: whole["opened"]["6"].update(text="Nikada?"),
    "no parts": lambda whole: whole["opened"].clear(),
    "more votes": lambda whole: whole["questions"][0].update(votes=3),
    "more own votes": lambda whole: whole["questions"][0].update(own_votes=3),
    "votes apart": lambda whole: whole["questions"][0].update(apart=1),
    "more votes, and sealed so": lambda whole: (
        whole["questions"][0].update(votes=99),
        events(whole)[-1]["tallies"].update(q1=99),
    ),
    "another outcome": lambda whole: whole["questions"][0].update(outcome="evaded"),
    "another time": lambda whole: whole["journal"][3].update(at=whole["journal"][3]["at"] + 1),
    "a line less": lambda whole: whole["journal"].pop(4),
    "two lines the other way round": lambda whole: whole["journal"].insert(
        4, whole["journal"].pop(5)
    ),
    "no seal": lambda whole: whole["journal"].pop(),
    "no closing": lambda whole: whole["journal"].__delitem__(slice(-2, None)),
    "another format": lambda whole: whole.update(format="tribina.results.3"),
    "nothing left": dict.clear,
}


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_a_changed_file_is_noticed(tamper: Callable[[Json], Any]) -> None:
    whole = archive()

    tamper(whole)

    assert check(whole).wrong
