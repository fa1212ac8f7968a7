"""Law 1. Views are honest: merge(view(before), patch(event)) == view(after), for every view, every
state and every event; and a client that comes back is brought to the same document. Each is what
the wire says of it.

Law 3. Nothing leaks: what a view must not show is in no frame of that view."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from server.debate.actors import Actor
from server.debate.patches import Json, diff, merge
from server.debate.showing.documents import you_document
from server.debate.showing.shapes.documents import YouDocument
from server.debate.showing.views import Projection
from server.debate.state import Touched
from tests.given.debates import Drive, done, follow, looked
from tests.given.handles import handle
from tests.given.shapes import is_whole
from tests.laws.machine import PEOPLE, AnyDebate, small_project

VIEWS = ("audience", "few", "control", "display", "host")
EXAMPLES = settings(
    max_examples=500,
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow],
)


class _Look:
    """One view: its projection, and a client that has only ever seen frames of it."""

    def __init__(self, view: str, machine: "HonestViews") -> None:
        long_ago = machine.drive.now - 3_600_000  # so that coming back is not refused as too long
        self.projection: Projection = small_project(view, machine.drive, machine.likely, long_ago)
        self.client: Json = deepcopy(self.projection.document())
        self.kept: list[tuple[int, Json]] = [(machine.drive.now, self.client)]


class HonestViews(AnyDebate):
    of: Drive

    def happened(self, touched: Touched) -> None:
        drive = self.drive
        if not hasattr(self, "looks") or self.of is not drive:
            self.of = drive
            self.likely = looked(drive.debate)
            self.looks = {view: _Look(view, self) for view in VIEWS}
            self.you = {name: you_document(drive.debate, handle(name)) for name in PEOPLE}
            return
        touched.questions |= follow(self.likely, drive.debate, touched.questions)
        fresh_likely = looked(drive.debate)
        for view, look in self.looks.items():
            patch = look.projection.update(touched, drive.now)
            look.client = merge(look.client, json.loads(json.dumps(patch)))
            fresh = small_project(view, drive, fresh_likely, drive.now).document()
            assert look.client == fresh, view
            assert is_whole(fresh, look.projection.shape), view
            look.kept.append((drive.now, look.client))
        for name in PEOPLE:
            # Whom nothing touched, nothing may have changed for.
            now = you_document(drive.debate, handle(name))
            assert is_whole(now, YouDocument)
            if handle(name) not in touched.participants:
                assert now == self.you[name]
            assert merge(self.you[name], diff(self.you[name], now)) == now
            self.you[name] = now

    @rule(view=st.sampled_from(VIEWS), back=st.integers(0, 30))
    def come_back(self, view: str, back: int) -> None:
        look = self.looks[view]
        at, document = look.kept[max(0, len(look.kept) - 1 - back)]
        patch = look.projection.since(at)
        if patch is not None:
            assert merge(document, json.loads(json.dumps(patch))) == look.client


class NothingLeaks(AnyDebate):
    """Texts, names and notes are unique to their question, so that each can be looked for."""

    hid = 0
    of: Drive

    def attempt(self, actor: Actor, do: str, **fields: Any) -> None:
        mark = self.drive.id()
        if "text" in fields:
            fields["text"] += f" secret-{mark}-text"
        if "name" in fields:
            fields["name"] = f"secret-{mark}-name"
        if "note" in fields:
            fields["note"] = f"secret-{mark}-note"
        super().attempt(actor, do, **fields)

    def happened(self, touched: Touched) -> None:
        debate = self.drive.debate
        if not hasattr(self, "frames") or self.of is not self.drive:
            self.of = self.drive
            self.frames = {v: small_project(v, self.drive, looked(debate), 0) for v in VIEWS}
            return
        public: set[str] = set()
        secret: set[str] = {question.author for question in debate.questions.values()}
        for question in debate.questions.values():
            texts = {t for t in (question.text, question.name) if t} | {
                *question.translated.values()
            }
            secret |= {one.text for one in question.translations.values()}
            secret |= {t for t in (question.note, question.original) if t}
            secret |= {question.held.note} if question.held and question.held.note else set()
            texts |= {one.text for one in question.reworded[:1] if one.text}
            if question.shown:
                public |= texts
            else:
                secret |= texts
        secret -= public
        remarks = self.drive.around.remarks.values()
        said = {remark.text for remark in remarks}
        to_host = {remark.text for remark in remarks if remark.awaits_host}
        NothingLeaks.hid += len(secret) + len(said)
        for view in ("audience", "few", "display", "host"):
            projection = self.frames[view]
            frames = [projection.update(touched, self.drive.now), projection.document()]
            since = projection.since(self.drive.now)
            text = json.dumps([*frames, since], ensure_ascii=False)
            if view in ("audience", "few") and debate.chance.hidden_counts:
                self._tells_no_hidden_count([*frames, since])
            assert '"words"' not in text
            for marked in secret | (said - to_host if view == "host" else said):
                assert marked not in text, view
            for question in debate.questions.values():
                if question.shown or question.id not in text:
                    continue
                assert frames[0].get("questions", {}).get(question.id, 0) is None or (
                    f'"{question.id}": {{' not in text
                )

    def _tells_no_hidden_count(self, frames: list[Json | None]) -> None:
        debate = self.drive.debate
        for frame in frames:
            assert (frame or {}).get("debate", {}).get("totals", {}).get("votes") is None
            for id_, question in (frame or {}).get("questions", {}).items():
                one = debate.questions[id_]
                was_taken = one.publicly in ("on_air", "answered") or one.is_aside
                if not was_taken:
                    assert (question or {}).get("votes") is None
                    assert ((question or {}).get("before") or {}).get("votes") is None
                    NothingLeaks.hid += debate.tally(id_)


@pytest.mark.slow
def test_patches_bring_every_view_to_the_document_a_fresh_client_gets() -> None:
    run_state_machine_as_test(HonestViews, settings=EXAMPLES)


def test_who_comes_back_sees_no_likeness_that_was_gone_meanwhile() -> None:
    drive, text = Drive(), "Kada će opština otvoriti nova radna mesta?"
    one = drive.ask_openly(text)
    in_review = drive.ask(text, by="besa")
    likely = looked(drive.debate)
    projection = small_project("control", drive, likely, drive.now - 3_600_000)
    known = deepcopy(projection.document())
    assert known["questions"][in_review]["likely"] == {one: 1.0}

    touched = drive.moderate("dismiss", one, reason="spam")
    touched.questions |= follow(likely, drive.debate, touched.questions)
    projection.update(touched, drive.now)
    other = drive.ask_openly(text, by="ceca")
    affected = follow(likely, drive.debate, {other})
    projection.update(Touched(questions={other, *affected}, debate=True), drive.now)

    back = projection.since(drive.now)
    seen = projection.document() if back is None else merge(known, back)
    assert seen["questions"][in_review]["likely"] == {other: 1.0}


def test_what_is_changed_while_it_is_looked_for_is_shown_as_it_is_now() -> None:
    drive, text = Drive(), "Kada će opština otvoriti nova radna mesta?"
    one = drive.ask(text)
    other = drive.ask(text, by="besa")
    likely = looked(drive.debate)
    assert likely.hints(one).likely == {other: 1.0}

    third = drive.ask(text, by="ceca")
    assert likely.follow(drive.debate, {third}) == set(), "nothing was looked for yet"
    steps = likely.steps()
    for _ in range(3):
        next(steps)
    drive.moderate("edit", other, text="Ko plaća vodu?")
    affected = likely.follow(drive.debate, {other})
    for changed in steps:
        affected |= changed

    assert affected == {one, third}
    assert (likely.hints(one).likely, likely.hints(other).likely) == ({third: 1.0}, {})


def test_a_view_filled_while_it_changes_is_the_view_as_it_is() -> None:
    drive = Drive()
    one = drive.ask_openly("Kada će most?")
    drive.ask("Ko plaća vodu?", by="besa")
    likely = looked(drive.debate)
    for view in VIEWS:
        filling = small_project(view, drive, likely, drive.now, whole=False)
        steps = filling.fill(drive.now)
        next(steps)
        touched = drive.moderate("edit", one, text=f"Kada će most, {view}?")
        new = drive.ask_openly(f"Zašto {view}?", by=view)
        for _ in steps:
            pass
        filling.update(Touched(touched.questions | {new}, debate=True), drive.now)

        assert filling.document() == small_project(view, drive, likely, drive.now).document()


def test_a_view_brought_up_to_date_while_it_changes_is_the_view_as_it_is() -> None:
    drive = Drive()
    asked = [drive.ask_openly(f"Kada će most {number}?", by=f"p{number}") for number in range(4)]
    likely = looked(drive.debate)
    for view in VIEWS:
        kept = small_project(view, drive, likely, drive.now)
        client = deepcopy(kept.document())
        first = drive.moderate("edit", asked[0], text=f"Kada će most, {view}?")
        first |= Touched(set(asked), debate=True)
        steps = kept.updating(first, drive.now)
        next(steps)
        later = drive.moderate("dismiss", asked[1], reason="spam")
        later |= drive.moderate("edit", asked[0], text=f"Kada će put, {view}?")
        client = merge(merge(client, done(steps)), kept.update(later, drive.now))

        fresh = small_project(view, drive, likely, drive.now).document()
        assert client == kept.document() == fresh
        drive.moderate("undo")
        drive.moderate("undo")


def test_what_a_view_must_not_show_is_in_no_frame_of_it() -> None:
    NothingLeaks.hid = 0
    run_state_machine_as_test(NothingLeaks, settings=settings(EXAMPLES, max_examples=200))
    assert NothingLeaks.hid > 1_000, "there was hardly anything to hide"
