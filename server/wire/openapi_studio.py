"""The gallery's addresses, as `/openapi.json` describes them."""

from collections.abc import Callable

from server.debate.patches import Json
from server.studio.tables import FORMS, TABLES
from server.studio.verbs import VERBS
from server.wire.answers import ButtonAnswer

Reply = Callable[[type, str], Json]
Refusals = Callable[..., Json]

SECURITY: Json = {
    "studioKey": {
        "type": "apiKey",
        "in": "query",
        "name": "key",
        "description": "A token for buttons or of a producer; for tables that of a display, too.",
    }
}
_KEYED: list[Json] = [{"studioKey": []}, {"moderator": []}]


def paths(code: Json, reply: Reply, refusals: Refusals) -> Json:
    """By address. `reply` describes an answer of a type, `refusals` those with these codes."""
    verb = {
        "name": "verb",
        "in": "path",
        "required": True,
        "description": "One of: " + ", ".join(f"`{one.path}`" for one in VERBS),
        "schema": {"type": "string"},
    }
    press: Json = {
        "summary": "Press a button: the same within a second is the same press",
        "security": _KEYED,
        "parameters": [
            {
                "name": "id",
                "in": "query",
                "description": "Of the press, where two within a second are meant.",
                "schema": {"type": "string", "maxLength": 20},
            }
        ],
        "responses": {
            "200": reply(ButtonAnswer, "Done and kept"),
            "303": {"description": "Done; for a browser, which loads again what it shows"},
            "204": {"description": "Asked for ahead of anybody wanting it: nothing was done"},
            **refusals("malformed", "not_allowed", "wrong_phase", "wrong_state"),
            **refusals("unknown_debate", "unknown_question", "too_fast", "unavailable"),
        },
    }
    buttons: Json = {
        "parameters": [code, verb],
        "get": press | {"operationId": "getButton"},
        "post": press | {"operationId": "postButton"},
    }
    tables: Json = {
        f"/studio/{{code}}/{table}.{form.ending}": {
            "parameters": [code],
            "get": {
                "operationId": f"{table}As{form.ending.capitalize()}",
                "summary": "Rows of texts, none of whose keys is ever absent",
                "security": _KEYED,
                "responses": {
                    "200": {
                        "description": "The rows",
                        "content": {form.media_type.partition(";")[0]: {}},
                    },
                    **refusals("malformed", "not_allowed", "unknown_debate"),
                    **refusals("too_fast", "unavailable"),
                },
            },
        }
        for table in TABLES
        for form in FORMS.values()
    }
    return {"/studio/{code}/do/{verb}": buttons} | tables
