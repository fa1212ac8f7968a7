"""Translations by moderators: of one wording, shown beside it, and gone from public with it."""

from copy import deepcopy
from typing import Any

import pytest

from server.debate.patches import Json, merge
from server.debate.refusals import Rejected
from server.debate.showing.documents import (
    audience_question,
    control_question,
    display_question,
    host_question,
)
from server.debate.showing.likely import Likely
from server.debate.showing.listing import Listing
from server.debate.showing.views import project
from tests.given.debates import SCREENER, Drive, command, done

TEXT = "Kada će opština objaviti ugovor?"
ALBANIAN = "Kur do ta publikojë komuna kontratën?"
ENGLISH = "When will the municipality publish the contract?"


def translate(drive: Drive, question: str, lang: str = "sq", **fields: Any) -> None:
    drive.do(SCREENER, command("translate", drive.id(), question=question, lang=lang, **fields))


def refusal(drive: Drive, question: str, **fields: Any) -> Rejected:
    with pytest.raises(Rejected) as caught:
        translate(drive, question, **fields)
    return caught.value


def public(drive: Drive, question: str) -> Json:
    document = audience_question(drive.debate, drive.debate.questions[question])
    assert document is not None
    return document


def control(drive: Drive, question: str) -> Json:
    return control_question(drive.debate, drive.around, drive.debate.questions[question])


def test_a_translation_stands_beside_the_question_wherever_that_is_shown() -> None:
    drive = Drive()
    question = drive.ask_openly(TEXT)

    translate(drive, question, text=f"  {ALBANIAN} ")
    translate(drive, question, "en", text=ENGLISH)
    drive.moderate("take", question)

    both = {"en": ENGLISH, "sq": ALBANIAN}
    one = drive.debate.questions[question]
    documents = [v(drive.debate, one) for v in (audience_question, display_question, host_question)]
    for document in (*documents, control_question(drive.debate, drive.around, one)):
        assert document is not None and document["translations"] == both
        assert document["text"] == TEXT
        assert "edited" not in document


def test_nobody_but_moderators_sees_translations_of_a_question_that_is_not_shown() -> None:
    drive = Drive()
    question = drive.ask(TEXT)

    translate(drive, question, text=ALBANIAN)

    assert audience_question(drive.debate, drive.debate.questions[question]) is None
    assert control(drive, question)["translations"] == {"sq": ALBANIAN}


def test_a_translation_is_replaced_removed_and_brought_back() -> None:
    drive = Drive()
    question = drive.ask_openly(TEXT)
    translate(drive, question, text="Kur?")

    translate(drive, question, text=ALBANIAN)
    assert public(drive, question)["translations"] == {"sq": ALBANIAN}

    translate(drive, question)
    assert "translations" not in public(drive, question)

    drive.moderate("undo")
    assert public(drive, question)["translations"] == {"sq": ALBANIAN}
    drive.moderate("undo")
    assert public(drive, question)["translations"] == {"sq": "Kur?"}


def test_what_is_so_already_is_no_news() -> None:
    drive = Drive()
    question = drive.ask_openly(TEXT)
    translate(drive, question, text=ALBANIAN)
    seq = drive.debate.seq

    translate(drive, question, text=ALBANIAN)
    translate(drive, question, "en")

    assert drive.debate.seq == seq


def test_after_an_edit_only_moderators_see_the_translation_until_one_looked_it_over() -> None:
    drive = Drive()
    question = drive.ask_openly(f"{TEXT} Tel. 044 123 456")
    translate(drive, question, text=f"{ALBANIAN} Tel. 044 123 456")

    drive.moderate("edit", question, text=TEXT)

    assert "translations" not in public(drive, question)
    assert control(drive, question)["outdated"] == ["sq"]
    assert control(drive, question)["translations"]["sq"].startswith(ALBANIAN)

    drive.moderate("undo")
    assert "outdated" not in control(drive, question)
    assert "translations" in public(drive, question)

    drive.moderate("edit", question, text=TEXT)
    translate(drive, question, text=ALBANIAN)
    assert public(drive, question)["translations"] == {"sq": ALBANIAN}


def test_an_outdated_translation_is_confirmed_by_saving_it_unchanged() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada ce opstina objaviti ugovor?")
    translate(drive, question, text=ALBANIAN)
    drive.moderate("edit", question, text=TEXT)

    translate(drive, question, text=ALBANIAN, was=ALBANIAN, of=TEXT)

    assert public(drive, question)["translations"] == {"sq": ALBANIAN}
    assert "outdated" not in control(drive, question)


@pytest.mark.parametrize(("tag", "lang"), [("sr-Cyrl", "sr"), ("sr", "sr"), ("sq-XK", "sq")])
def test_a_question_is_not_translated_into_its_own_language(tag: str, lang: str) -> None:
    drive = Drive()
    question = drive.ask_openly("Pa?", lang=tag)

    refused = refusal(drive, question, lang=lang, text="Pa?")

    assert refused.code == "malformed"
    assert refused.args_ == {"why": "the question is in that language - at `$.lang`"}


def test_a_question_in_any_other_language_is_translated_into_all_three() -> None:
    drive = Drive()
    question = drive.ask_openly("Wann?", lang="de")

    for lang in ("sr", "sq", "en"):
        translate(drive, question, lang, text="?")

    assert list(public(drive, question)["translations"]) == ["en", "sq", "sr"]


@pytest.mark.parametrize(("text", "code"), [("  ", "empty"), ("a" * 301, "too_long")])
def test_a_translation_is_a_text_like_a_question(text: str, code: str) -> None:
    drive = Drive()

    assert refusal(drive, drive.ask_openly(TEXT), text=text).code == code


def test_what_a_colleague_has_just_translated_or_edited_is_not_overwritten() -> None:
    drive = Drive()
    question = drive.ask_openly("Kada ce?")
    drive.moderate("translate", question, lang="sq", text="Kur do?")
    translate(drive, question, "en", text="When?")  # another language is another matter

    told = refusal(drive, question, text="Kur?", was="")
    assert told.args_ == {"state": "open", "did": "translate", "by": "mira"}

    drive.moderate("edit", question, text="Kada će?")
    told = refusal(drive, question, text="Kur?", was="Kur do?", of="Kada ce?")
    assert told.args_ == {"state": "open", "did": "edit", "by": "mira"}

    translate(drive, question, text="Kur?", was="Kur do?", of="Kada će?")
    assert public(drive, question)["translations"] == {"sq": "Kur?"}


def test_a_phone_that_comes_back_forgets_translations_that_went() -> None:
    """Also when there was none in between: then nothing of the patch would name what went."""
    drive = Drive()
    question = drive.ask_openly(TEXT)
    translate(drive, question, text=ALBANIAN)
    projection = project("audience", drive.debate, drive.around, Likely(), drive.now)
    phone, left = deepcopy(projection.document()), drive.now
    drive.now += 10_000
    for lang, fields in (("sq", {}), ("en", {"text": ENGLISH})):
        touched = drive.do(
            SCREENER, command("translate", drive.id(), question=question, lang=lang, **fields)
        )
        projection.update(touched, drive.now)

    patch = projection.since(left + 5_000)

    now = projection.document() if patch is None else merge(phone, patch)
    assert now["questions"][question]["translations"] == {"en": ENGLISH}


def test_phones_find_a_question_by_its_translation() -> None:
    drive = Drive()
    question = drive.ask_openly(TEXT)
    drive.ask_openly("Kada?")
    translate(drive, question, text=ALBANIAN)

    listing = Listing()
    listing.follow(drive.debate, drive.debate.questions)
    found, _ = done(listing.search(drive.debate, None, "kontraten KOMUNA"))

    assert [one["id"] for one in found] == [question]


def test_what_is_merged_dismissed_or_withdrawn_is_not_translated() -> None:
    drive = Drive()
    first, second = drive.ask_openly(TEXT), drive.ask_openly("Kada?")
    drive.moderate("merge", second, into=first)

    assert refusal(drive, second, text=ALBANIAN).code == "wrong_state"
