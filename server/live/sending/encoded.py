"""A long document as JSON, some questions at a time: ten thousand at once would hold the loop."""

from collections.abc import Generator
from itertools import islice

from server.debate.patches import Json
from server.wire.messages import StateMessage, encode, encode_json

MANY = 500  # questions; fewer take some 2 ms in one go
AT_A_TIME = 50
_NONE = b"{}}}"  # no questions, and the ends of document and message


def is_long(doc: Json) -> bool:
    """Whether to encode it in slices."""
    return len(doc["questions"]) >= MANY


def state_steps(state: StateMessage) -> Generator[None, None, bytes]:
    """The encoded message. What changes meanwhile may be in it or not, so it is to be followed by
    the patches since: each tells what is so now, whether that is known or not."""
    questions: Json = state.doc["questions"]
    ids = iter(list(questions))
    parts: list[bytes] = []
    while some := list(islice(ids, AT_A_TIME)):
        part = encode_json({id_: questions[id_] for id_ in some if id_ in questions})[1:-1]
        if part:
            parts += (b",", part)
        yield
    # Megabytes are put together once: each time more would take milliseconds.
    doc = {key: value for key, value in state.doc.items() if key != "questions"}
    shell = encode(StateMessage(at=state.at, seq=state.seq, doc=doc | {"questions": {}}))
    assert shell.endswith(_NONE)
    return b"".join((shell[: -len(_NONE)], b"{", *parts[1:], _NONE[1:]))
