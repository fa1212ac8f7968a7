"""Documents are what their shapes say, and lack what these say may be absent."""

import pytest
from msgspec.structs import replace

from server.debate.showing.documents import VIEWS, View, you_document
from server.debate.showing.likely import Likely
from server.debate.showing.listing import listed
from server.debate.showing.shapes.documents import DOCUMENTS, ControlDocument, YouDocument
from server.debate.showing.shapes.questions import ControlQuestion, CuedQuestion, ListedQuestion
from server.debate.showing.shapes.shape import Shape, inside, lacking, plain
from server.debate.showing.views import project
from server.language.listed_words import ListedWords
from tests.given.debates import SETTINGS, Drive, looked
from tests.given.shapes import is_whole


@pytest.fixture
def drive() -> Drive:
    """A debate in which everything has happened that a question can go through."""
    drive = Drive(settings=replace(SETTINGS, languages=("sq", "sr-Latn")))
    one = drive.ask_openly("Kada će opština objaviti ugovor?", to="g1", name="Ana")
    same = drive.ask("Kada ce opstina objaviti ugovor?", by="besa")
    drive.moderate("merge", same, into=one)
    drive.moderate("edit", one, text="Kada će opština objaviti taj ugovor?")
    drive.moderate("translate", one, lang="sq", text="Kur do ta publikojë komuna kontratën?")
    drive.moderate("edit", one, text="Kada će opština objaviti baš taj ugovor?")
    drive.moderate("translate", one, lang="en", text="When will the municipality publish it?")
    drive.moderate("tag", one, pile="jobs")
    drive.ask_openly("Kada će opština objaviti sve ugovore?", by="cveta")
    drive.ask("Kada će opština objaviti sve te ugovore?", by="dea")
    held = drive.ask("Ko je potpisao ugovor?", by="hana")
    drive.moderate("hold", held, why="facts", note="datum")
    off = drive.ask("Ko je pobedio?", by="ema")
    drive.moderate("dismiss", off, reason="off_topic", note="sport")
    drive.moderate("block", off)
    answered = drive.ask_openly("Ko plaća grejanje?", by="fatos")
    drive.moderate("take", answered)
    drive.moderate("answered", answered, how="evaded")
    cued = drive.ask_openly("Ko održava park?", by="goran")
    drive.moderate("cue", cued)
    drive.moderate("take", one)
    for said in ({"text": "Pazi na vreme", "to": "host"}, {"preset": "wrap_up", "to": "host"}):
        drive.moderate("say", **said)
    drive.moderate("heard", remark=1)
    drive.moderate("clock", run=True)
    drive.moderate("clock", guest="g1", run=True)
    drive.moderate("countdown", preset="90")
    drive.moderate("show_countdown", on=True)
    drive.around.words = ListedWords(["grejanj*"])
    drive.vote(cued, "ines", "jeton")
    drive.burst("b1", "ines")
    drive.burst("b2", "jeton")
    drive.moderate("set_apart", burst="b2")
    return drive


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_its_type(drive: Drive, view: View) -> None:
    likely = looked(drive.debate)

    document = project(view, drive.debate, drive.around, likely, drive.now).document()

    assert document["questions"]
    assert is_whole(document, DOCUMENTS[view])


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_debate_has_it_too(view: View) -> None:
    drive = Drive("draft")

    document = project(view, drive.debate, drive.around, Likely(), drive.now).document()

    assert is_whole(document, DOCUMENTS[view])


def test_a_participants_own_document_has_its_type(drive: Drive) -> None:
    for handle in drive.debate.asked:
        assert is_whole(you_document(drive.debate, handle), YouDocument)


def test_listed_questions_have_their_type(drive: Drive) -> None:
    assert drive.debate.shown
    for id_ in drive.debate.shown:
        assert is_whole(listed(drive.debate, id_), ListedQuestion)


class _Seen(Shape, frozen=True, kw_only=True):
    by: str
    times: int = 0
    where: list[str] = []  # noqa: RUF012


def test_what_is_as_its_default_is_left_out() -> None:
    assert plain(_Seen(by="ana")) == {"by": "ana"}
    assert plain(_Seen(by="ana", times=0, where=[])) == {"by": "ana"}
    assert plain(_Seen(by="ana", times=1, where=["here"])) == {
        "by": "ana",
        "times": 1,
        "where": ["here"],
    }


def test_what_has_a_default_may_be_lacking() -> None:
    assert lacking(_Seen) == {"times": None, "where": None}
    assert lacking(CuedQuestion).keys() < lacking(ControlQuestion).keys()
    assert "text" not in lacking(ControlQuestion)


def test_a_shape_knows_what_is_inside() -> None:
    assert inside(ControlDocument, "questions") is ControlQuestion
    assert inside(DOCUMENTS["host"], "questions") is CuedQuestion


@pytest.mark.parametrize(
    "wrong", [{"by": None}, {"by": "ana", "times": 0}, {"by": "ana", "when": 1}, {}]
)
def test_another_document_is_noticed(wrong: dict[str, object]) -> None:
    assert not is_whole(wrong, _Seen)
