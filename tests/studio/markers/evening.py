"""An evening that has all that puts programs out of step: quotes of every kind, signs that mean
something to a file, four scripts, midnight, and recordings that began late and were paused."""

from functools import partial
from typing import Any

from msgspec.structs import replace

from server.debate import commands as c
from server.debate.air.takes import Take
from server.debate.described import Guest
from server.studio.markers.moments import KINDS, moments
from server.studio.markers.order import choices, ordered, texts
from server.studio.markers.sheet import Layout, Sheet, sheet
from server.studio.markers.timebase import RATES
from server.web.words.i18n import house_words
from tests.given.debates import PRODUCER, SETTINGS, Drive

SECOND = 1_000
MINUTE = 60 * SECOND
DAY = 24 * 60 * MINUTE
LIVE_AT = 1_764_024_900_000  # 23:55 in Mitrovica
CAMERA = "camera A"

# What programs stumble over, a question each.
QUESTIONS = {
    "quotes": "„Kada će čaj, ćup, žal, šal i đak?“, pita «gjyshja»; 100 % & <b>odmah</b>",
    "digit": "2. pyetje: «Pse ë dhe ç?» | po | jo",
    "star": "* Зашто ђ, љ, њ и џ? --> {овде}",
    "emoji": "👩‍👩‍👧 kur 😀?",
    "formula": '=HYPERLINK("x")',
}
MARKS = ("= iseći; 3 | dva", "7 sekundi „citat“ & <i>", "* dobro", None)
GUESTS = {"g1": Guest("Ana Đurđević"), "g2": Guest("Arben Krasniqi & <Ç>")}

words = partial(house_words().t, "sr-Latn")


def wall(at: int) -> int:
    """By the clock of a winter."""
    return (at + 60 * MINUTE) % DAY


def evening() -> Drive:
    """Live at 23:55; OBS starts with it and is paused for a minute, a camera starts at 23:56."""
    title = {"sr-Latn": "Posao & <mladi> „večeras“"}
    drive = Drive("draft", replace(SETTINGS, title=title, guests=GUESTS))
    drive.now = LIVE_AT - 60 * MINUTE
    _begin(drive, "collecting")
    asked = {name: drive.ask_openly(text, name=_name(name)) for name, text in QUESTIONS.items()}
    secret = drive.ask("Tajna: ovo niko ne sme da vidi")
    drive.moderate("dismiss", secret, reason="insult", note="tajna beleška")
    for number, question in enumerate(asked.values()):
        drive.vote(question, *("ana", "besa", "cveta", "dren", "ema")[: number + 1])
    drive.moderate("assign", asked["quotes"], to="g1")
    drive.now = LIVE_AT - 20 * SECOND
    report(drive, "OBS", "started")
    drive.now = LIVE_AT
    _begin(drive, "live")
    _first_half(drive, asked)
    _second_half(drive, asked)
    return drive


def _first_half(drive: Drive, asked: dict[str, str]) -> None:
    at(drive, 12)
    drive.moderate("take", asked["quotes"])
    at(drive, 15)
    drive.moderate("clock", guest="g1", run=True)
    drive.moderate("countdown", preset="30")
    at(drive, 59, 960)  # the last frame of a minute at 29.97, drop-frame from 23:55
    drive.moderate("mark", text=MARKS[0])
    at(drive, 60)
    report(drive, CAMERA, "started")
    drive.moderate("clock", guest="g2", run=True)
    at(drive, 60, 60)
    drive.moderate("mark", text=MARKS[1])
    at(drive, 95)
    drive.moderate("answered", asked["quotes"], how="partly")
    drive.moderate("clock", guest="g2", run=False)
    at(drive, 96)
    drive.moderate("take", asked["emoji"])  # by mistake, and put back
    at(drive, 99)
    drive.moderate("clear")
    at(drive, 100)
    drive.moderate("take", asked["digit"])
    at(drive, 120)
    report(drive, "OBS", "paused")
    at(drive, 130)
    drive.moderate("mark", text=MARKS[2])
    at(drive, 180)
    report(drive, "OBS", "resumed")
    at(drive, 200)
    drive.moderate("answered", asked["digit"], how="evaded")


def _second_half(drive: Drive, asked: dict[str, str]) -> None:
    at(drive, 298)  # 23:59:58
    drive.moderate("take", asked["star"])
    at(drive, 300)
    drive.moderate("mark", text=MARKS[3])
    at(drive, 301)
    drive.moderate("clock", guest="g1", run=True)
    at(drive, 330)
    drive.moderate("answered", asked["star"], how="answered")
    at(drive, 331)
    drive.moderate("take", asked["formula"])
    at(drive, 360)
    drive.moderate("clock", guest="g1", run=False)
    report(drive, "OBS", "stopped")
    at(drive, 400)
    drive.moderate("answered", asked["formula"], how="answered")
    report(drive, CAMERA, "stopped")
    at(drive, 420)
    drive.close()


def at(drive: Drive, seconds: int, ms: int = 0) -> None:
    """Let it be so long after it went live."""
    drive.now = LIVE_AT + seconds * SECOND + ms


def report(drive: Drive, recording: str, state: str, moment: int | None = None) -> None:
    drive.moderate("recording", recording=recording, state=state, moment=moment)


def until(drive: Drive) -> int:
    """Where it ended, or stands."""
    return drive.debate.began.get("closed", drive.now)


def take_of(drive: Drive, recording: str) -> Take:
    """The first of that recording; `` is the whole debate."""
    return next(one for one in choices(drive.debate) if one.recording == recording)


def sheet_of(
    drive: Drive, recording: str = "OBS", rate: str = "25", start: str = "01:00:00:00"
) -> Sheet:
    """Everything there is on that recording."""
    end = until(drive)
    return sheet(
        title=drive.debate.title["sr-Latn"],
        found=moments(drive.journal, votes(drive), end),
        take=take_of(drive, recording),
        until=end,
        kinds=KINDS,
        layout=Layout(RATES[rate], start),
        words=words,
        wall=wall,
    )


def files_of(drive: Drive, form: str, recording: str = "OBS", **how: Any) -> list[str]:
    """In this form; `how`: fields of the order."""
    order = ordered(
        drive.debate,
        take_of(drive, recording),
        drive.now,
        title=drive.debate.title["sr-Latn"],
        form=form,
        **({"rate": "25", "start": "01:00:00:00"} | how),
    )
    return texts(order, drive.journal, words, wall)


def votes(drive: Drive) -> dict[str, int]:
    return {id_: drive.debate.tally(id_) for id_ in drive.debate.questions}


def many(number: int) -> Drive:
    """A debate with so many marks, one a second."""
    drive = Drive()
    report(drive, "OBS", "started")
    for index in range(number):
        drive.now += SECOND
        drive.moderate("mark", text=f"{index}")
    drive.now += SECOND
    return drive


def _name(question: str) -> str | None:
    return {"quotes": "Ђорђе", "digit": "Njomza | Ç"}.get(question)


def _begin(drive: Drive, phase: c.Phase) -> None:
    drive.do(PRODUCER, c.ChangePhase(id=drive.id(), to=phase))
