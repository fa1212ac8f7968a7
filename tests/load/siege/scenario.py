"""An evening under attack: before, during and after each attack, what honest people notice."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from pathlib import Path

from msgspec import Struct

from tests.load.attacks.attack import Attack, Stage
from tests.load.attacks.roster import ATTACKS
from tests.load.evening import check_ballots
from tests.load.siege.attacker import Attacker
from tests.load.siege.observing import Observer
from tests.load.siege.probes import TROUBLE
from tests.load.siege.stages import Siege, besieged
from tests.load.siege.window import Window, look_back

PHONES = 2_000
ATTACK_S = 6.0
CALM_S = 3.0  # before the first attack on a server, and after each
SETTLING_S = 2.0  # between everybody's arrival and the first measured moment
OPENED_S = 5.0  # that moderators are measured when they come back
GRACE_S = 10.0  # for what waits still when all is over
BLURS_MB = 60.0  # memory that did not come back
STAGES: tuple[Stage, ...] = ("evening", "rich", "encrypted", "poor")

Say = Callable[[str], None]


class Attacked(Struct):
    """`anew`: the next attack found another server; why, or nothing."""

    attack: Attack
    before: Window
    during: Window
    after: Window
    managed: dict[str, int]
    anew: str = ""

    def failings(self) -> list[str]:
        after = [f"{what} afterwards" for what in self.after.failings()]
        return self.during.failings() or after


async def run(
    folder: Path, names: Sequence[str], phones: int, attack_s: float, calm_s: float, say: Say
) -> tuple[list[Attacked], list[str]]:
    """What was measured, and what went wrong otherwise: an acknowledged vote that was lost, an
    attack that could not be made. Whatever happens to one server, the others are measured."""
    chosen = [attack for attack in ATTACKS.values() if attack.name in names]
    done: list[Attacked] = []
    wrong: list[str] = []
    numbers = count(1)
    for stage in STAGES:
        waiting = [attack for attack in chosen if attack.stage == stage]
        while waiting:
            say(f"a new server ({stage}), {phones} phones come")
            left = len(waiting)
            try:
                async with besieged(folder / str(next(numbers)), stage, phones) as siege:
                    await _until_blurred(siege, waiting, done, attack_s, calm_s, say)
            except Exception as error:
                wrong.append(f"a server ({stage}): {error!r}")
                say(f"  {wrong[-1]}")
                if len(waiting) == left:
                    break  # another server would do no better
    measured = {attacked.attack.name for attacked in done}
    return done, wrong + [f"{a.name}: not measured" for a in chosen if a.name not in measured]


async def _until_blurred(
    siege: Siege,
    waiting: list[Attack],
    done: list[Attacked],
    attack_s: float,
    calm_s: float,
    say: Say,
) -> None:
    """One attack after the other, taken off the list of those that wait and noted as done, as long
    as what one leaves does not blur what is measured next. Raises AssertionError when an
    acknowledged vote was lost."""
    async with siege.probes.at_work():
        await asyncio.sleep(SETTLING_S)
        before = await _observed(siege, calm_s)
        say(as_line("calm", before))
        first = before
        while waiting:
            attack = waiting.pop(0)
            attacked = await _attacked(siege, attack, before, attack_s, calm_s, say)
            attacked.anew = _blurred(siege, attacked, first)
            done.append(attacked)
            if attacked.anew:
                say(f"  {attacked.anew}")
                break
            before = attacked.after
    await _check(siege, done[-1])


def _blurred(siege: Siege, attacked: Attacked, first: Window) -> str:
    if not siege.evening.server.process.is_running:
        return "the server is gone"
    if attacked.attack.leaves:
        return "what it left stays in the debate"
    if attacked.after.failings():
        return "the server has not recovered"
    kept = attacked.after.memory_after_mb - first.memory_after_mb
    return f"{kept:.0f} MB did not come back" if kept > BLURS_MB else ""


async def _check(siege: Siege, last: Attacked) -> None:
    """Whatever was acknowledged is kept."""
    if last.after.failings():
        return  # it holds what it has not written yet, and its answers
    await siege.hall.ledger.answered(GRACE_S)
    await check_ballots(siege.evening, siege.hall)


async def _attacked(
    siege: Siege, attack: Attack, before: Window, attack_s: float, calm_s: float, say: Say
) -> Attacked:
    for_s = attack_s * attack.lasts
    attacker = await Attacker.ready(attack, siege.target, for_s)
    probes = siege.probes
    if attack.unwatched:
        probes.watched.clear()
        with contextlib.suppress(*TROUBLE):
            await probes.leave()
    observer = await Observer.start(siege)
    if attack.owner:
        probes.wants_in.set()
    managed = await attacker.attack()
    if attack.unwatched:
        with contextlib.suppress(*TROUBLE):
            await probes.open_control()
        probes.watched.set()
        await asyncio.sleep(OPENED_S)
    began, ended = observer.began, time.monotonic()
    used = await observer.read()
    again = await Observer.start(siege)
    await asyncio.sleep(calm_s)
    calm = again.began, time.monotonic()
    await _answered(siege, calm[1])
    used_after = await again.read()
    probes.wants_in.clear()
    attacked = Attacked(
        attack,
        before,
        look_back(siege.notes, began, ended, used),
        look_back(siege.notes, *calm, used_after),
        managed,
    )
    say(f"{attack.name}: {attack.does}")
    say(as_line("managed", None) + ", ".join(f"{k} {v:,}" for k, v in managed.items()))
    say(as_line("during", attacked.during))
    say(as_line("after", attacked.after))
    say(f"  {', '.join(attacked.failings()) or 'held'}")
    return attacked


async def _observed(siege: Siege, seconds: float) -> Window:
    observer = await Observer.start(siege)
    await asyncio.sleep(seconds)
    end = time.monotonic()
    return look_back(siege.notes, observer.began, end, await observer.read())


async def _answered(siege: Siege, before: float) -> None:
    """Wait a while for what began before that moment."""
    deadline = time.monotonic() + GRACE_S
    while time.monotonic() < deadline and any(siege.notes.waiting(before)):
        await asyncio.sleep(0.1)


def as_line(name: str, window: Window | None) -> str:
    if window is None:
        return f"  {name}: "
    shown: Iterable[tuple[str, float | None, str]] = (
        ("vote", window.vote_p50_ms, ".0f"),
        ("p99", window.vote_p99_ms, ".0f"),
        ("max", window.vote_max_ms, ".0f"),
        ("question", window.question_ms, ".0f"),
        ("air", window.air_p99_ms, ".0f"),
        ("command", window.command_p99_ms, ".0f"),
        ("control", window.picture_ms, ".0f"),
        ("page", window.page_ms, ".0f"),
        ("in", window.in_ms, ".0f"),
        ("hold", window.hold_ms, ".0f"),
        ("late", window.late_ms, ".0f"),
        ("away s", window.away_s, ".1f"),
        ("login s", window.login_s, ".1f"),
        ("MB", window.memory_mb, ".0f"),
        ("then", window.memory_after_mb, ".0f"),
        ("cores", window.cores, ".2f"),
        ("lines", float(window.lines), ".0f"),
    )
    figures = ", ".join(
        f"{word} {value:{form}}" for word, value, form in shown if value is not None
    )
    refused = f", refused {dict(window.refused)}" if window.refused else ""
    return f"  {name}: {figures}{refused}"
