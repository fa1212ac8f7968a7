"""Whom somebody trusts to sign the heads of logs (C2SP tlog-policy): a text of lines `log VKEY`,
`witness NAME VKEY`, `group NAME k|any|all NAME …` and one `quorum NAME`. Pure.
"""

import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from server.transparency.checkpoints import Checkpoint, open_checkpoint
from server.transparency.notes import BadNote
from server.transparency.vkeys import COSIGNATURE, Vkey

LINES_AT_MOST = 1_000
NOBODY = "none"  # as a quorum: no witness is needed
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NUMBER = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


def policy_of(keys: Iterable[Vkey]) -> str:
    """That each of these keys is trusted, under its own name, and no witness is needed."""
    return "".join(f"log {key}\n" for key in keys) + f"quorum {NOBODY}\n"


class BadPolicy(ValueError):
    """It is no policy; says of which line, from 1."""


class Group(Struct, frozen=True):
    """Counts as a witness where at least `least` of its members do."""

    least: int
    members: tuple[str, ...]


class Policy:
    """`logs` are trusted, each under its own origin, if as many witnesses have signed as the
    `quorum` says."""

    def __init__(self) -> None:
        self.logs: list[Vkey] = []
        self.witnesses: dict[str, Vkey] = {}
        self.groups: dict[str, Group] = {}
        self.quorum = ""

    @classmethod
    def parse(cls, text: str) -> "Policy":
        """Raises BadPolicy."""
        policy = cls()
        lines = text.split("\n")
        if len(lines) > LINES_AT_MOST:
            raise BadPolicy("too many lines")
        for number, line in enumerate(lines, 1):
            words = re.split(r"[ \t]+", line.strip(" \t"))
            if words == [""] or words[0].startswith("#"):
                continue
            try:
                if _CONTROL.search(line):
                    raise BadPolicy("a control character")
                _reader(words[0])(policy, words[1:])
            except ValueError as error:
                raise BadPolicy(f"line {number}: {error}") from error
        if not policy.quorum:
            raise BadPolicy("no quorum")
        return policy

    def open(self, note: bytes) -> Checkpoint:
        """The head in a checkpoint that is to be trusted. Raises BadNote for any other."""
        checkpoint, opened = open_checkpoint(note, (*self.logs, *self.witnesses.values()))
        if not any(vkey.name == checkpoint.origin and opened.by(vkey) for vkey in self.logs):
            raise BadNote("not a log that is trusted")
        signed = {name for name, vkey in self.witnesses.items() if opened.by(vkey)}
        for name, group in self.groups.items():  # a group names only what stands before it
            if len(signed.intersection(group.members)) >= group.least:
                signed.add(name)
        if self.quorum not in (*signed, NOBODY):
            raise BadNote("not enough witnesses have signed")
        return checkpoint

    def _log(self, words: list[str]) -> None:
        vkey = Vkey.parse(_alone(words))
        if any(vkey.key == one.key for one in self.logs):
            raise BadPolicy("a log that was named before")
        self.logs.append(vkey)

    def _witness(self, words: list[str]) -> None:
        name = self._new(words)
        vkey = Vkey.parse(_alone(words[1:]))
        if vkey.kind != COSIGNATURE:
            raise BadPolicy("not the key of a witness")
        if any(vkey.key == one.key for one in self.witnesses.values()):
            raise BadPolicy("a witness that was named before")
        self.witnesses[name] = vkey

    def _group(self, words: list[str]) -> None:
        name, members = self._new(words), tuple(words[2:])
        least = {"any": "1", "all": str(len(members))}.get(words[1], words[1])
        if not self._are_known(members) or len(set(members)) != len(members):
            raise BadPolicy("a member that is unknown, or named twice")
        if any(set(members) & set(group.members) for group in self.groups.values()):
            raise BadPolicy("a member of another group")
        if not _NUMBER.fullmatch(least) or not 1 <= int(least) <= len(members):
            raise BadPolicy("no number of members")
        self.groups[name] = Group(int(least), members)

    def _quorum(self, words: list[str]) -> None:
        name = _alone(words, url=False)
        if self.quorum or not (name == NOBODY or self._are_known((name,))):
            raise BadPolicy("a second quorum, or one of somebody unknown")
        self.quorum = name

    def _new(self, words: list[str]) -> str:
        if len(words) < 2 or words[0] == NOBODY or self._are_known(words[:1]):
            raise BadPolicy("a name that is missing or taken")
        return words[0]

    def _are_known(self, names: tuple[str, ...] | list[str]) -> bool:
        return all(name in self.witnesses or name in self.groups for name in names)


def _alone(words: list[str], url: bool = True) -> str:
    """The one word that is needed, with an address at most behind it."""
    if not 1 <= len(words) <= 1 + url:
        raise BadPolicy("too few or too many words")
    return words[0]


def _reader(word: str) -> Callable[[Policy, list[str]], None]:
    if word not in _READERS:
        raise BadPolicy("not a line of a policy")
    return _READERS[word]


_READERS: dict[str, Callable[[Policy, list[str]], None]] = {
    "log": Policy._log,
    "witness": Policy._witness,
    "group": Policy._group,
    "quorum": Policy._quorum,
}
