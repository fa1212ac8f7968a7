"""The servers that are attacked, each with a hall in front of it."""

import contextlib
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import trustme
from msgspec.structs import replace as changed

from server.demo.visitor import Visitor
from server.settings import Settings
from tests.archive.evenings import close, keep
from tests.given.databases import open_store
from tests.given.debates import SETTINGS, Drive
from tests.given.servers import RunningServer, Site
from tests.load.attacks import network, raw, texts
from tests.load.attacks.attack import Stage, Target
from tests.load.evening import TOPICS, Evening
from tests.load.siege.hall import Hall
from tests.load.siege.notes import Notes
from tests.load.siege.probes import Probes

ARRIVING_S: dict[Stage, float] = {"encrypted": 15.0}  # until the last of 2,000 has set out
SOON_S = 6.0  # elsewhere
QUESTIONS = 40
RICH_QUESTIONS = 300
EACH_ASKS = 8  # of a participant's questions, and of a producer's approvals
DESCRIPTORS = 600
PHONES_AT_MOST: dict[Stage, int] = {"poor": 200}  # where there are few descriptors
ARCHIVES = ("700001", "700002")
ARCHIVED = 1_000  # questions in each
OWNER = "vesna"


@dataclass
class Siege:
    """A hall that lives, and what may be attacked."""

    evening: Evening
    hall: Hall
    notes: Notes
    probes: Probes
    target: Target
    log: Path


class _Server(RunningServer):
    """`few`: it gets no more descriptors than DESCRIPTORS. With a `certificate` both doors speak
    TLS."""

    def __init__(self, folder: Path, log: Path, *, few: bool, certificate: str) -> None:
        more = {"TRIBINA_HYPERCORN": str(folder / "hypercorn.toml")} if certificate else {}
        super().__init__(folder / "data", log, DESCRIPTORS if few else 0, **more)
        self._scheme = "s" if certificate else ""

    @property
    def address(self) -> str:
        return f"http{self._scheme}://127.0.0.1:{self.settings.port}"

    @property
    def live_address(self) -> str:
        return f"ws{self._scheme}://127.0.0.1:{self.settings.live_port}"


@contextlib.asynccontextmanager
async def besieged(folder: Path, stage: Stage, phones: int) -> AsyncIterator[Siege]:
    """A new server with a new debate, and everybody there. Whatever state the server is in
    afterwards, it ends."""
    folder.mkdir(parents=True)
    log = folder / "log"
    certificate = _certificate(folder) if stage == "encrypted" else ""
    server = _Server(folder, log, few=stage == "poor", certificate=certificate)
    if stage == "rich":
        await _lay_out_archives(folder.parent / "archives", folder / "data")
    await server.account(OWNER, "owner")
    with _on_first_core():
        await server.start()
    try:
        with _trusting(certificate):
            code = await server.debate()
            token = await server.token(code, "producer")
            target = _target(server, code, ARCHIVES if stage == "rich" else (), certificate)
            rich = RICH_QUESTIONS if stage in ("rich", "encrypted") else 0
            questions = await _ask(server, code, target, rich)
            target = changed(target, questions=questions)
            producer = Visitor(server.live(code, "control"), token)
            await producer.arrive()
            evening = Evening(server, [server], code, producer)
            evening.questions += questions
            source = network.HALL if target.own_network else None
            doors = replace(evening.doors, tls=target.tls(), source=source)
            notes = Notes()
            hall = Hall(doors, code, notes)
            count = min(phones, PHONES_AT_MOST.get(stage, phones))
            await hall.arrive(count, ARRIVING_S.get(stage, SOON_S) * count / 2_000)
            probes = Probes(evening, hall, notes, token, OWNER)
            yield Siege(evening, hall, notes, probes, target, log)
            await hall.leave()
    finally:
        server.process.kill()
        await server.process.gone()


def _target(server: Site, code: str, closed: tuple[str, ...], certificate: str) -> Target:
    return Target(
        host=server.settings.host,
        http_port=server.settings.port,
        live_port=server.settings.live_port,
        code=code,
        questions=(),
        closed=closed,
        account=OWNER,
        certificate=certificate,
        own_network=network.has_own(),
    )


async def _ask(server: Site, code: str, target: Target, rich: int) -> tuple[str, ...]:
    """Questions that are shown; `rich`: so many more of words that are dear to compare. Nobody is
    at the control screen, and each asks and approves no more than one person may at once."""
    wanted = [
        f"Pitanje broj {number}: kada će opština rešiti {TOPICS[number % len(TOPICS)]}?"
        for number in range(QUESTIONS)
    ] + [texts.of_the_lexicon(-1 - number) for number in range(rich)]
    browser = raw.Browser(target, network.HALL)
    asked: list[str] = []
    async with server.tools() as tools:
        for begin in range(0, len(wanted), EACH_ASKS):
            phone = (await browser.json("/api/participants", {}))["token"]
            producer = await tools.new_token(code, "producer", f"producer {begin}")
            for number, text in enumerate(wanted[begin : begin + EACH_ASKS]):
                ask = {"id": f"a{number}", "do": "submit", "text": text}
                path = f"/api/debates/{code}/commands"
                question = (await browser.json(path, ask, phone))["question"]
                approve = {"id": f"b{begin}-{number}", "do": "approve", "question": question}
                await browser.json(path, approve, producer)
                asked.append(question)
    browser.leave()
    return tuple(asked)


async def _lay_out_archives(shelf: Path, data: Path) -> None:
    """Debates that are over, made once and copied for each server."""
    if not shelf.exists():
        made = RunningServer(shelf)
        async with made.tools():
            pass  # the database is there now
        store = await open_store(made.settings)
        try:
            for code in ARCHIVES:
                await keep(store, _held(code))
        finally:
            await store.close()
    shutil.copytree(shelf, data)


def _held(code: str) -> Drive:
    drive = Drive(settings=changed(SETTINGS, code=code))
    for number in range(ARCHIVED):
        drive.now += 1_000
        question = drive.ask(f"{texts.of_the_lexicon(number)[:290]} {number}", f"p{number}")
        if number % 5:
            drive.moderate("approve", question)
            for voter in range(number % 10):
                drive.vote(question, f"p{voter}")
    close(drive)
    return drive


def _certificate(folder: Path) -> str:
    """Both doors are to speak TLS; the file of the authority that says whose they are."""
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost", "127.0.0.1")
    certificate.cert_chain_pems[0].write_to_path(str(folder / "certificate.pem"))
    certificate.private_key_pem.write_to_path(str(folder / "private.key"))
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    (folder / "hypercorn.toml").write_text(
        f'certfile = "{folder}/certificate.pem"\nkeyfile = "{folder}/private.key"\n'
        + Settings().hypercorn.read_text()
    )
    return str(folder / "authority.pem")


@contextlib.contextmanager
def _trusting(certificate: str) -> Iterator[None]:
    """Whoever connects meanwhile without a word on whom to trust trusts this one."""
    if not certificate:
        yield
        return
    os.environ["SSL_CERT_FILE"] = certificate
    try:
        yield
    finally:
        del os.environ["SSL_CERT_FILE"]


@contextlib.contextmanager
def _on_first_core() -> Iterator[None]:
    """What is started meanwhile has it for itself: all else goes on the others."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) == 1:
        yield
        return
    os.sched_setaffinity(0, cores[:1])
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores[1:])
