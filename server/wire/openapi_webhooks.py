"""What is sent to endpoints, as `/openapi.json` describes it: webhooks of OpenAPI 3.1."""

from typing import get_args

from server.debate.commands import How
from server.debate.patches import Json
from server.debate.showing.announced import WHAT

_MEANS = {
    "debate.opened": "Questions are collected from now on",
    "debate.live": "The debate is live",
    "debate.closed": "The debate is closed",
    "question.shown": "A question is shown to everybody",
    "question.taken": "A question is taken on air",
    "question.answered": "A question has its outcome",
}


def webhooks() -> Json:
    """By the type of the event."""
    return {what: {"post": _post(what)} for what in WHAT}


def message(what: str) -> Json:
    """The schema of a body."""
    data: Json = {"debate": _DEBATE}
    if what.startswith("question."):
        data["question"] = _QUESTION
    if what == "question.answered":
        data["how"] = {"enum": list(get_args(How))}
    return _object({"type": {"const": what}, "timestamp": _TIME, "data": _object(data)})


def _post(what: str) -> Json:
    return {
        "operationId": what.replace(".", "_"),
        "summary": _MEANS[what],
        "description": "Standard Webhooks 1.0.0. At least once: `webhook-id` says what came."
        " In the order in which it happened, but for what has the header `tribina-order: late`.",
        "parameters": [
            _header("webhook-id", "The same for every try."),
            _header("webhook-timestamp", "Of this try, seconds."),
            _header("webhook-signature", "`v1,…` or `v1a,…`; two while a key is changed."),
            _header("tribina-order", "`late`: some that happened later came before.", False),
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": message(what)}},
        },
        "responses": {
            "2XX": {"description": "It arrived. Anything else is tried again, redirects too."},
            "410": {"description": "Never again: the endpoint is switched off."},
        },
    }


def _header(name: str, means: str, required: bool = True) -> Json:
    schema = {"type": "string"}
    return {
        "name": name,
        "in": "header",
        "required": required,
        "description": means,
        "schema": schema,
    }


def _object(fields: Json, *optional: str) -> Json:
    required = [name for name in fields if name not in optional]
    return {"type": "object", "properties": fields, "required": required}


_TEXT: Json = {"type": "string"}
_TIME: Json = {"type": "string", "format": "date-time"}
_DEBATE = _object(
    {
        "code": {"type": "string", "pattern": "^[0-9]{6}$"},
        "programme": _TEXT,
        "title": {"type": "object", "additionalProperties": _TEXT},
    }
)
_QUESTION = _object(
    {
        "id": _TEXT,
        "lang": _TEXT,
        "to": _TEXT | {"description": "The guest whom it is put to."},
        "text": _TEXT | {"description": "Left out where nobody may see it any more."},
    },
    "to",
    "text",
)
