"""The results, made of the lines, of what is opened, and of what was counted."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from server.archive.checking.ballots import Counted
from server.archive.checking.debates import Debate
from server.archive.checking.lines import digests_of
from server.archive.checking.questions import ASKED, Question
from server.archive.checking.report import Json, Wrong, present

LANGUAGES = ("sr-Latn", "sr-Cyrl", "sq", "en")


class Results:
    """What is to stand in the archive, made of the lines and of what is opened."""

    def __init__(
        self,
        archive: Json,
        debate: Debate,
        said: dict[tuple[int, str], Any],
        seals: Json,
        counted: Counted,
    ) -> None:
        self.debate, self.said, self.counted = debate, said, counted
        self.tallies, self.lengths = seals["TalliesSealed"], seals["LengthsSealed"]
        self.claimed = {one.get("id"): one for one in archive["questions"]}
        self.questions = [self.question(one) for one in debate.shown]
        self.questions.sort(key=lambda one: (-one["votes"], int(one["id"][1:])))
        self.published = {one["id"]: one for one in self.questions}

    def text(self, number: int, name: str = "text") -> str:
        """What a line says that must be opened. Raises Wrong."""
        if (number, name) not in self.said:
            raise Wrong(f"line {number}: its {name} is not opened")
        text: str = self.said[number, name]
        return text

    def name(self, one: Question) -> Any:
        """The name that stands under it, as far as it can be known."""
        number = one.line["seq"]
        if self.is_named_by_nobody(one):
            return self.claimed.get(one.id, {}).get("name")
        return self.said.get((number, "name"))

    def has_lost_its_name(self, one: Question) -> bool:
        """Its line seals a name, which is not opened: the house says that it was removed."""
        return "name" in digests_of(one.line) and (one.line["seq"], "name") not in self.said

    def is_named_by_nobody(self, one: Question) -> bool:
        """Older lines did not tell whether there is a name, and seal it together with a text that
        is opened no more."""
        return "" in digests_of(one.line) and (one.line["seq"], "text") not in self.said

    def reworded(self, one: Question) -> list[Json]:
        """What it said each time that it was edited though people had voted for it."""
        return [
            {"votes": votes} if number is None else {"text": self.text(number), "votes": votes}
            for number, votes in one.reworded
        ]

    def air_text(self, one: Question) -> str | None:
        """What was read on air last, in the place of a text that is told."""
        told = {self.text(one.wording), *(before.get("text") for before in self.reworded(one))}
        for number, of, stood in reversed(one.read):
            text = self.said.get((of, "text"))
            if text is not None and text in told and text == self.said.get((stood, "text")):
                return self.text(number, "air_text")
        return None

    def question(self, one: Question) -> Json:
        """One that was shown."""
        event, text, id_ = one.line["event"], self.text(one.wording), one.id
        reworded = self.reworded(one)
        first, later = reworded[:1], reworded[1:]
        seconds = self.lengths["on_air"].get(id_, ())
        of_text = {
            lang: self.text(number)
            for lang, (number, wording) in one.translations.items()
            if wording == one.wording or self.said.get((wording, "text")) == text
        }
        return present(
            {
                "id": id_,
                "text": text,
                "lang": event["lang"],
                "votes": self.counted.people[id_],
                "own_votes": self.tallies["own"].get(id_),
                "outcome": one.outcome,
                "at": one.at,
                "merged": self.counted.merged[id_],
                "to": one.to,
                "name": self.name(one),
                "pile": one.pile,
                "via": event.get("via"),
                "hands": one.hands,
                "edited": self.said.get((one.line["seq"], "text")) != text,
                "before": next((told for told in first if told.get("text") != text), None),
                "between": [told for told in later if told.get("text") != text] or None,
                "air_text": self.air_text(one),
                "translations": of_text or None,
                "on_air": [
                    {"start": start, "end": end, "seconds": took}
                    for (start, end), took in zip(one.airings, seconds, strict=True)
                ],
                "answered_at": one.answered if one.how and one.state != "on_air" else None,
                "apart": self.counted.apart[id_] or None,
            }
        )

    def about(self) -> Json:
        """The debate."""
        event, began = self.debate.about, self.debate.began
        names = ("code", "programme", "title", "guests", "piles", "starts_at")
        return present(
            {name: event.get(name) for name in names}
            | {"phase": self.debate.phase}
            | {"live_at": began.get("live"), "closed_at": began.get("closed")}
        )

    def totals(self) -> Json:
        """Numbers of all."""
        names = ("ballots", "participants", "apart_ballots", "apart_participants")
        outcomes = Counter(one["outcome"] for one in self.questions)
        return {name: self.tallies[name] for name in names if name in self.tallies} | {
            "questions": len(self.debate.questions),
            "shown": len(self.questions),
            "asked": sum(one["outcome"] in ASKED for one in self.questions),
            "answered": outcomes["answered"],
            "outcomes": {outcome: n for outcome, n in outcomes.items() if n},
        }

    def moderation(self) -> Json:
        """What became of everything."""
        all_, shown = list(self.debate.questions.values()), self.questions
        states = Counter(one.state for one in all_)
        took, own, on_air = self.lengths, self.tallies["own"], Counter[Any]()
        for one in shown:
            on_air[one.get("to")] += sum(time["seconds"] for time in one["on_air"])
        guests, piles = (self.debate.about.get(name, {}) for name in ("guests", "piles"))
        return present(
            {
                "shown": len(shown),
                "merged": states["merged"],
                "dismissed": states["dismissed"],
                "withdrawn": states["withdrawn"],
                "unreviewed": states["in_review"],
                "edited": sum(one["edited"] for one in shown),
                "reasons": dict(Counter(q.reason for q in all_ if q.state == "dismissed")),
                "languages": shares(
                    [language_of(one.line["event"]["lang"]) for one in all_],
                    [(language_of(one["lang"]), one) for one in shown],
                    (*LANGUAGES, "other"),
                ),
                "guests": shares([q.to for q in all_], [(q.get("to"), q) for q in shown], guests),
                "piles": shares([q.pile for q in all_], [(q.get("pile"), q) for q in shown], piles),
                "entered": sum("via" in one.line["event"] for one in all_) or None,
                "decision_ms": 1_000 * took["decision"] if "decision" in took else None,
                "wait_ms": 1_000 * took["wait"] if "wait" in took else None,
                "spoken_ms": {guest: 1_000 * seconds for guest, seconds in took["spoken"].items()},
                "on_air_ms": {guest: 1_000 * on_air[guest] for guest in guests if on_air[guest]},
                "bursts": self.bursts() or None,
                "merged_votes": sum(own[q.id] for q in all_ if q.state == "merged") or None,
            }
        )

    def bursts(self) -> list[Json]:
        """Those that were ever set apart, and those that passed."""
        told = [
            (event, "apart" if held else "let_in") for event, held in self.debate.apart.values()
        ]
        told += [(event, "passed") for event in self.debate.passed]
        names = ("voters", "seconds", "usual", "ballots")
        return [{name: event[name] for name in names} | {"outcome": end} for event, end in told]

    def is_published(self, number: int, name: str, event: Json) -> bool:
        """Whether what is opened of a line is told of its question."""
        one = self.published.get(event.get("question"), {})
        if event["event"] == "QuestionTranslated":
            told = [one.get("translations", {}).get(event["lang"])]
        else:
            before = [one.get("before", {}), *one.get("between", [])]
            told = [one.get(name), *(said.get(name) for said in before)]
        return name in ("text", "name", "air_text") and self.said[number, name] in told


def language_of(tag: str) -> str:
    """Under which a question is counted."""
    found = (one for one in LANGUAGES if tag == one or tag.startswith(f"{one}-"))
    return "sr-Latn" if tag == "sr" else next(found, "other")


def shares(submitted: list[Any], shown: list[tuple[Any, Json]], kinds: Iterable[str]) -> Json:
    """How many of each kind were submitted, shown and asked."""
    all_, seen = Counter(submitted), Counter(kind for kind, _ in shown)
    asked = Counter(kind for kind, one in shown if one["outcome"] in ASKED)
    return {
        kind: {"submitted": all_[kind], "shown": seen[kind], "asked": asked[kind]}
        for kind in kinds
        if all_[kind]
    }
