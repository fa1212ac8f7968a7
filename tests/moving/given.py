"""Houses from which organisations move, and into which."""

import json
import re
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from msgspec.structs import replace

from server.debate.actors import Scope
from server.debate.inner_commands import DescribeDebate
from server.moving.taking_over import TakenOver
from server.operating.tools import Tools
from server.store import Programme, programme_key
from tests.archive.evenings import close, keep, random_evening
from tests.given.debates import SETTINGS, Drive
from tests.given.web_house import Browser, House, settings

KEY = "aktiv"
PROGRAMME = programme_key(KEY, "sporazum")
CLOSED, DRAFT = "482915", "300000"
HELD = "debates.example.org"

Files = dict[str, bytes]
Change = Callable[[Files], None]


async def house_in(folder: Path, name: str = HELD) -> House:
    """A house of this name, to be closed."""
    house = House(settings(folder, public_url=f"https://{name}"))
    await house.open()
    return house


def tools_of(house: House) -> Tools:
    """The command line's, of that house."""
    return Tools(house.store, house.rooms, house.clock, house.settings.public_url)


def described(code: str) -> DescribeDebate:
    """A debate of the organisation that moves."""
    return replace(SETTINGS, code=code, programme=PROGRAMME)


def evening(code: str, *, closed: bool = True) -> Drive:
    """With a question on air, one that was dismissed, and one that has a name."""
    drive = Drive(settings=described(code))
    first = drive.ask_openly(f"Kada će autobus {code}?")
    drive.ask_openly("Ko plaća?")
    drive.moderate(
        "dismiss", drive.ask("Susedova tajna?"), reason="personal_data", note="names a neighbour"
    )
    drive.moderate("dismiss", drive.ask("Uvreda!"), reason="insult")
    drive.vote(first, "ana", "besa")
    if closed:
        close(drive)
    return drive


async def organisation(house: House, *codes: str) -> None:
    """One with a programme, and with debates that were held and signed."""
    store = house.store
    await store.organisations.add(KEY, "Aktiv", 1)
    await store.programmes.add(
        Programme(PROGRAMME, {"sr-Latn": "Sporazum"}, KEY, "#0a5c8a", ("sr-Latn", "sq"))
    )
    for code in codes:
        await keep(store, evening(code))
        await sign(house, code)


async def random_debate(house: House, code: str, seed: int) -> None:
    """One in which whatever may happen happened, of the same organisation."""
    await keep(house.store, random_evening(seed, settings=described(code)))
    await sign(house, code)


async def sign(house: House, code: str) -> None:
    """The head of its lines, as its room does."""
    room = await house.rooms.get(code)
    await room.attesting.look()
    assert await house.store.checkpoints.last(code) is not None


async def move(file: Path, there: House, here: House, key: str | None = None) -> TakenOver:
    """Out of one house, into the other."""
    await tools_of(there).moving.export(KEY, file, lambda part: None)
    return await tools_of(here).moving.take_over(file, key, lambda part: None)


def without_takeover(page: str) -> str:
    """An archive page without the line that says which house held it."""
    return re.sub(r'    <p class="archive__held">[^\n]*</p>\n', "", page)


async def everything(house: House) -> Browser:
    """With an owner, an invitation, a debate that was held, one that runs, and a neighbour."""
    store = house.store
    await organisation(house, CLOSED)
    await keep(store, evening(DRAFT, closed=False))
    await house.store.debates.create("300001", 1)
    owner = await house.moderator(None, "olga")  # type: ignore[arg-type]
    account = await store.accounts.get("olga")
    assert account is not None
    await store.memberships.grant(account.id, Scope("organisation", KEY), "owner", 1)
    await store.invitations.add(b"d" * 32, Scope("programme", PROGRAMME), "host", "Ana", 1, 10**15)
    await house.token(CLOSED, "display")
    await store.retentions.set(PROGRAMME, {"names": 400})
    await store.organisations.add("other", "Other", 1)
    await house.moderator("owner", "vesna")
    return owner


async def page(house: House, path: str) -> str:
    """As a stranger reads it, wherever the house is."""
    text = str(await (await house.stranger().get(path)).get_data(as_text=True))
    own = house.settings.public_url
    return text.replace(own, "").replace(quote(own, safe=""), "")


# Files that somebody changes.


def unzipped(file: Path) -> Files:
    """What is in it."""
    with zipfile.ZipFile(file) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def zipped(file: Path, files: Files) -> Path:
    """A file with these in it."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, body in files.items():
            opened.writestr(name, body)
    return file


def listed(files: Files) -> Files:
    """With a list that is right again."""
    manifest = json.loads(files["manifest.json"])
    manifest["files"] = [
        {"name": name, "bytes": len(body), "sha256": sha256(body).hexdigest()}
        for name, body in files.items()
        if name != "manifest.json"
    ]
    return files | {"manifest.json": json.dumps(manifest).encode()}


def replaced(name: str, old: bytes, new: bytes) -> Change:
    """This in the place of that."""

    def change(files: Files) -> None:
        assert old in files[name]
        files[name] = files[name].replace(old, new)

    return change
