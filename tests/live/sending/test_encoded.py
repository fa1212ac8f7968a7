"""A long document that is encoded while it changes is true again with the patches since."""

import json
from random import Random

from server.debate.patches import Json, merge
from server.debate.showing.likely import Likely
from server.debate.showing.views import project
from server.debate.state import Debate, Question, Touched
from server.debate.surroundings import Surroundings
from server.live.sending.encoded import is_long, state_steps
from server.wire.messages import StateMessage, encode


def many(number: int) -> Debate:
    debate = Debate()
    for at in range(1, number + 1):
        debate.put(Question(id=f"q{at}", text=f"Kada {at}?", author=f"a{at}", lang="sr", at=at))
    return debate


def test_what_changes_while_a_long_document_is_encoded_is_in_it_with_the_patches_since() -> None:
    debate, chance = many(700), Random(1)
    view = project("control", debate, Surroundings(), Likely(), 0)
    assert is_long(view.document())
    steps = state_steps(StateMessage(at=0, seq=0, doc=view.document()))
    patches: list[Json] = []
    made = b""
    try:
        while True:
            next(steps)
            id_ = f"q{chance.randint(1, 700)}"
            held = chance.choice((None, "ana", "besa"))
            debate.change(id_, note=held, text=chance.choice(("Zašto?", "Kako?")))
            new = f"q{len(debate.questions) + 1}"
            debate.put(Question(id=new, text="Novo?", author=new, lang="sr", at=0))
            patches.append(view.update(Touched(questions={id_, new}, debate=True), 1))
    except StopIteration as stop:
        made = stop.value

    document = json.loads(made)["doc"]
    assert len(patches) > 10 and document != view.document()
    for patch in patches:
        document = merge(document, patch)
    assert document == json.loads(encode(StateMessage(at=0, seq=0, doc=view.document())))["doc"]


def test_encoded_by_steps_it_is_what_it_is_at_once() -> None:
    for number in (0, 1, 50, 51, 600):
        view = project("control", many(number), Surroundings(), Likely(), 0)
        state = StateMessage(at=5, seq=7, doc=view.document())
        steps = state_steps(state)
        made = b""
        try:
            while True:
                next(steps)
        except StopIteration as stop:
            made = stop.value
        assert made == encode(state)
