"""The questions of a long document as JSON, each encoded once as long as it stands: to encode ten
thousand in one go would hold the loop, and hardly any of them change from one tick to the next.
"""

from collections.abc import Generator

import msgspec
from msgspec import Raw

from server.debate.patches import Json

MANY = 500  # questions; fewer are encoded in less time than it takes to look for what is known
AT_A_TIME = 20

_encode = msgspec.json.Encoder().encode


class EncodedQuestions:
    """Of one view, whose projection never changes a question's document but makes another."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Json, bytes]] = {}

    def steps(self, questions: dict[str, Json]) -> Generator[None, None, None]:
        """Encode what is not known, some at a time. It may change meanwhile."""
        for number, id_ in enumerate(list(questions)):
            if id_ in questions:
                self._of(id_, questions[id_])
            if number % AT_A_TIME == 0:
                yield

    def all(self, questions: dict[str, Json]) -> Raw:
        """The object of these questions by their ids."""
        if len(self._known) > 2 * len(questions):
            self._known = {id_: one for id_, one in self._known.items() if id_ in questions}
        return Raw(b"{" + b",".join([self._of(*item) for item in questions.items()]) + b"}")

    def _of(self, id_: str, question: Json) -> bytes:
        known = self._known.get(id_)
        if known is None or known[0] is not question:
            known = question, _encode(id_) + b":" + _encode(question)
            self._known[id_] = known
        return known[1]
