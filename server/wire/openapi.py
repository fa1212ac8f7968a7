"""`/openapi.json`: the HTTP door, described from the types that it is made of (OpenAPI 3.1).

Generated here and not by Quart-Schema: bodies are decoded by hand, as one union of all commands
and within a limit, which it cannot describe.
"""

from http import HTTPStatus

from server.debate.commands import MESSAGE_LIMIT
from server.debate.patches import Json
from server.debate.refusals import STATUS
from server.debate.showing.documents import VIEWS
from server.identity.logins import LOGIN_COOKIE, SECURE_LOGIN_COOKIE
from server.identity.recognising import PARTICIPANT_COOKIE
from server.wire import openapi_public, openapi_studio, openapi_webhooks
from server.wire.answers import (
    WORDS_AT_MOST,
    ConsistencyAnswer,
    DoorAnswer,
    HealthReport,
    HouseAnswer,
    ParticipantAnswer,
    QuestionsAnswer,
)
from server.wire.contract import VERSION, ref, schemas
from server.wire.messages import NoMessage, OkMessage, StateMessage
from server.wire.requests import ChallengeRequest, ProofRequest

_ETAG = {"ETag": {"schema": {"type": "string"}, "description": "Send it as If-None-Match."}}


def document() -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tribina",
            "version": VERSION,
            "license": {"name": "MIT", "identifier": "MIT"},
            "description": "A debate's document and commands. The same commands and documents go "
            "over the live door, see /asyncapi.json.",
        },
        "paths": {
            "/api/debates/{code}": {"parameters": [_CODE], "get": _get_document()},
            "/api/debates/{code}/door": {"parameters": [_CODE], "get": _get_door()},
            "/api/debates/{code}/checkpoint": {"parameters": [_CODE], "get": _get_checkpoint()},
            "/api/debates/{code}/consistency": {"parameters": [_CODE], "get": _get_consistency()},
            "/api/debates/{code}/questions": {"parameters": [_CODE], "get": _get_questions()},
            "/api/debates/{code}/commands": {"parameters": [_CODE], "post": _post_command()},
            "/api/debates/{code}/proof": {"parameters": [_CODE], "post": _post_proof()},
            "/api/debates/{code}/challenges": {"parameters": [_CODE], "post": _post_challenge()},
            "/api/house": {"get": _get_house()},
            "/api/participants": {"post": _post_participant()},
            "/health": {"get": _get_health()},
            **openapi_public.paths(_json, _refusals),
            **openapi_studio.paths(_CODE, _json, _refusals),
        },
        "webhooks": openapi_webhooks.webhooks(),
        "components": {
            "schemas": schemas(),
            "securitySchemes": _SECURITY | openapi_studio.SECURITY,
        },
    }


_CODE = {
    "name": "code",
    "in": "path",
    "required": True,
    "description": "The debate's six digits.",
    "schema": {"type": "string", "pattern": "^[0-9]{6}$"},
}

_SECURITY = {
    "participant": {
        "type": "http",
        "scheme": "bearer",
        "description": "A participant's token, from POST /api/participants.",
    },
    "moderator": {
        "type": "http",
        "scheme": "bearer",
        "description": "A moderator's token for one debate, revocable.",
    },
    "participantCookie": {"type": "apiKey", "in": "cookie", "name": PARTICIPANT_COOKIE},
    "loginCookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": LOGIN_COOKIE,
        "description": f"Over https its name is `{SECURE_LOGIN_COOKIE}`.",
    },
}
_ANYBODY: list[Json] = [{}, *({name: []} for name in _SECURITY)]


def _get_document() -> Json:
    view = {"type": "string", "enum": list(VIEWS), "default": "audience"}
    return {
        "operationId": "getDocument",
        "summary": "A view's whole document",
        "security": _ANYBODY,
        "parameters": [
            _query("as", view, "Whose view."),
            _query("key", {"type": "string"}, "A display token, for the display view."),
            _IF_NONE_MATCH,
        ],
        "responses": {
            "200": _json(StateMessage, "The document") | {"headers": _ETAG},
            "304": {"description": "Unchanged", "headers": _ETAG},
            **_refusals("malformed", "unknown_debate", "not_allowed", "unavailable"),
        },
    }


def _get_door() -> Json:
    return {
        "operationId": "getDoor",
        "summary": "Where the live door is",
        "responses": {
            "200": _json(DoorAnswer, "Its address"),
            **_refusals("not_allowed", "unknown_debate", "unavailable"),
        },
    }


def _get_checkpoint() -> Json:
    return {
        "operationId": "getCheckpoint",
        "summary": "The head of the debate's log that was signed last",
        "responses": {
            "200": {
                "description": "A signed note (c2sp.org/tlog-checkpoint)",
                "content": {"text/plain": {"schema": {"type": "string"}}},
            },
            **_refusals("not_allowed", "unknown_debate", "unknown_head", "too_fast"),
            **_refusals("unavailable"),
        },
    }


def _get_consistency() -> Json:
    size = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
    return {
        "operationId": "getConsistency",
        "summary": "The proof that the debate's log has only grown",
        "parameters": [
            _query("from", size, "How many lines it had.", required=True),
            _query("to", size, "How many it had later.", required=True),
        ],
        "responses": {
            "200": _json(ConsistencyAnswer, "The proof"),
            **_refusals("malformed", "not_allowed", "unknown_debate", "unknown_head"),
            **_refusals("too_fast", "unavailable"),
        },
    }


def _get_questions() -> Json:
    words = {"type": "string", "maxLength": WORDS_AT_MOST}
    return {
        "operationId": "getQuestions",
        "summary": "Questions beyond the document, by words, or like a text",
        "security": _ANYBODY,
        "parameters": [
            _query("after", {"type": "string"}, "The id of the last question known."),
            _query("q", words, "Words that the questions hold, in any script."),
            _query("like", words, "Up to three questions that say much the same as this text."),
        ],
        "responses": {
            "200": _json(QuestionsAnswer, "Questions, most votes first"),
            **_refusals("malformed", "not_allowed", "unknown_debate", "too_long"),
            **_refusals("too_fast", "unavailable"),
        },
    }


def _post_command() -> Json:
    return {
        "operationId": "postCommand",
        "summary": "Do one command",
        "description": "The same id again gets the same answer and does nothing twice. "
        f"At most {MESSAGE_LIMIT} bytes.",
        "security": _ANYBODY,
        "requestBody": {"required": True, "content": _content("Command")},
        "responses": {"200": _json(OkMessage, "Done and kept"), **_refusals(*STATUS)},
    }


def _post_proof() -> Json:
    return {
        "operationId": "postProof",
        "summary": "A proof that the asker asked a question",
        "description": "While the debate is open, and as soon as a signed head of its log holds "
        "the question and what was decided about it.",
        "security": _ANYBODY,
        "requestBody": {"required": True, "content": _content(ProofRequest)},
        "responses": {
            "200": {
                "description": "A file (c2sp.org/tlog-proof), see docs/archive.md",
                "content": {"text/plain": {"schema": {"type": "string"}}},
            },
            **_refusals("malformed", "no_token", "not_allowed", "unknown_debate"),
            **_refusals("unknown_question", "wrong_phase", "not_signed_yet", "too_fast"),
            **_refusals("unavailable"),
        },
    }


def _post_challenge() -> Json:
    return {
        "operationId": "postChallenge",
        "summary": "Challenge the dismissal of a question of which one has a proof",
        "description": "Also when the debate is over. Each dismissal is challenged once: again is "
        "the same.",
        "requestBody": {"required": True, "content": _content(ChallengeRequest)},
        "responses": {
            "200": _json(OkMessage, "It is challenged, and kept"),
            **_refusals("malformed", "not_allowed", "unknown_debate", "wrong_phase"),
            **_refusals("wrong_state", "too_fast", "unavailable"),
        },
    }


def _post_participant() -> Json:
    return {
        "operationId": "postParticipant",
        "summary": "Become a participant",
        "responses": {
            "200": _json(ParticipantAnswer, "A token; nothing is stored for it"),
            **_refusals("not_allowed", "too_fast"),
        },
    }


def _get_house() -> Json:
    return {
        "operationId": "getHouse",
        "summary": "The house's name in logs, and its public keys",
        "responses": {
            "200": _json(HouseAnswer, "Name and keys"),
            **_refusals("not_allowed", "unavailable"),
        },
    }


def _get_health() -> Json:
    return {
        "operationId": "getHealth",
        "summary": "Whether this process can do its work",
        "responses": {
            "200": _json(HealthReport, "It can"),
            "503": _json(HealthReport, "It cannot, or is going away"),
        },
    }


_IF_NONE_MATCH = {"name": "If-None-Match", "in": "header", "schema": {"type": "string"}}


def _query(name: str, schema: Json, description: str, required: bool = False) -> Json:
    query = {"name": name, "in": "query", "schema": schema, "description": description}
    return query | {"required": True} if required else query


def _json(schema: type, description: str) -> Json:
    return {"description": description, "content": _content(schema)}


def _content(schema: str | type) -> Json:
    return {"application/json": {"schema": ref(schema)}}


def _refusals(*codes: str) -> Json:
    """Answers by status, each with the codes that it may carry."""
    by_status: dict[int, list[str]] = {}
    for code in codes:
        by_status.setdefault(STATUS[code], []).append(code)
    return {
        str(status): _json(NoMessage, f"{HTTPStatus(status).phrase}: {', '.join(found)}")
        for status, found in sorted(by_status.items())
    }
