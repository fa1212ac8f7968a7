"""`/openapi.json` held against the HTTP door of a server in a process of its own: what it allows
and what it forbids, asked for by everybody there is, one after the other in debates that go on.
Every answer is one that it describes."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import schemathesis
from hypothesis import strategies as st
from schemathesis import CheckContext, GenerationMode, Response
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from server.debate.actors import Role
from server.debate.commands import ChangePhase
from server.debate.rules import RULES
from server.wire import openapi
from server.wire.contract import command_kinds
from tests.doors.http import post
from tests.fuzz.fuzzing import Target
from tests.given.described import Asked, operations
from tests.given.servers import PASSWORD, RunningServer


def is_no_error(context: CheckContext, response: Response, case: Asked) -> bool | None:
    """A server that starves may say so where one asks it for that, and nowhere else."""
    if case.path == "/health" and response.status_code == 503:
        return None
    return not_a_server_error(context, response, case)


CHECKS = [
    is_no_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# Each a bearer token.
TOKENS: tuple[Role, ...] = ("screener", "producer", "owner", "host", "display")
OTHERS = ("nobody", "participant", "another", "logged in", "forged")
ROLES = st.sampled_from((*OTHERS, *TOKENS, "producer", "producer", "participant"))
DEBATES = st.sampled_from(("live", "live", "live", "draft", "collecting", "closed", "none"))
QUESTIONS = st.sampled_from([f"q{number}" for number in range(1, 7)])


def _steps() -> st.SearchStrategy[list[tuple[str, str, str | None, Asked]]]:
    """When it is wanted: to make it takes seconds."""
    schema = schemathesis.openapi.from_dict(openapi.document())
    cases = st.one_of(
        *(
            operation.as_strategy(generation_mode=mode)
            for operation in operations(schema)
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        ),
        *[schema["/api/debates/{code}/commands"]["POST"].as_strategy()] * 8,
    )
    step = st.tuples(ROLES, DEBATES, QUESTIONS | st.none(), cases)
    return st.lists(step, min_size=1, max_size=6)


class House:
    """A server, debates in their phases, and those who may ask."""

    def __init__(self, folder: Path) -> None:
        self.server = RunningServer(folder / "data", TRIBINA_PACE="1000")
        self.codes = {"none": "000000"}
        self.headers: dict[str, dict[str, dict[str, str]]] = {}

    async def open(self) -> None:
        await self.server.start()
        await self.server.account("vesna", "owner")
        form = urlencode({"name": "vesna", "password": PASSWORD}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.server.address}
        cookies = (await post(self.server, "/login", form, kind)).headers.get_all(
            "Set-Cookie"
        ) or []
        cookie = "; ".join(line.partition(";")[0] for line in cookies)
        for phase in ("draft", "collecting", "live"):
            self.codes[phase] = await self.server.debate(phase)
        self.codes["closed"] = await self.server.debate()
        producer = _bearer(await self.server.token(self.codes["closed"], "producer"))
        await self._do("closed", b'{"id":"end","do":"phase","to":"closed"}', producer)
        tokens = [(await post(self.server, "/api/participants", b"")).json()["token"] for _ in "12"]
        for number in range(6):
            said = b'{"id":"s%d","do":"submit","text":"Kada %d?"}' % (number, number)
            await self._do("live", said, _bearer(tokens[number % 2]))
        login = {"Cookie": cookie, "Origin": self.server.address}
        for phase, code in self.codes.items():
            known = {"nobody": {}, "logged in": login, "forged": _bearer("p.AAAA")}
            known |= {"participant": _bearer(tokens[0]), "another": _bearer(tokens[1])}
            for role in TOKENS if phase != "none" else ():
                known[role] = _bearer(await self.server.token(code, role))
            self.headers[phase] = known

    async def _do(self, phase: str, command: bytes, headers: dict[str, str]) -> None:
        path = f"/api/debates/{self.codes[phase]}/commands"
        assert (await post(self.server, path, command, headers)).status == 200

    def close(self) -> None:
        self.server.process.kill()
        asyncio.run(self.server.process.gone())


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


_open: list[House] = []
_NUMBERS = count()


@contextmanager
def house() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        _open.append(House(Path(folder)))
        try:
            asyncio.run(_open[-1].open())
            yield
        finally:
            _open.pop().close()


def check(steps: list[tuple[str, str, str | None, Asked]]) -> None:
    here = _open[-1]
    for role, phase, question, case in steps:
        if case.path_parameters and phase != "none":
            case.path_parameters["code"] = here.codes[phase]
        if question and isinstance(case.body, dict):
            role = _make_sense(case.body, question) or role
        case.call_and_validate(
            base_url=here.server.address, headers=here.headers[phase].get(role), checks=CHECKS
        )


def _make_sense(body: dict[str, Any], question: str) -> str | None:
    """Have a command be about something that is there; a role that may ask for it."""
    kind = command_kinds().get(str(body.get("do")))
    if kind is None:
        return None
    about = {"question": question} if kind is ChangePhase else {"question": question, "to": "g1"}
    body |= {name: value for name, value in about.items() if name in body}
    body["id"] = f"c{next(_NUMBERS)}"
    return min(RULES[kind].roles & {"participant", "producer", "host"}, default=None)


TARGET = Target("contract", st.deferred(_steps), check, house)
