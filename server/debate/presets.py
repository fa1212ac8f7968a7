"""How long an answer may take: the presets of the countdown. A table, to be read and changed.

Each: the whole time, what is left of it when the warning begins, and when the danger begins, in
seconds; 0 left begins the overtime, which counts up. A countdown keeps these numbers in the
journal, so that a change here changes no debate that was. Debaters are warned one minute before
the end and again 15 seconds before it; answers too short for that are warned at a third.
"""

from msgspec import Struct


class AnswerTime(Struct, frozen=True):
    """In seconds: `length` > `warning` > `danger` > 0, the last two before the end."""

    length: int
    warning: int
    danger: int


PRESETS: dict[str, AnswerTime] = {
    "30": AnswerTime(30, 10, 5),
    "60": AnswerTime(60, 20, 10),
    "90": AnswerTime(90, 30, 10),
    "120": AnswerTime(120, 40, 15),
    "180": AnswerTime(180, 60, 15),
    "300": AnswerTime(300, 60, 15),
}
