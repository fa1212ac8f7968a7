"""What is found, and how everything is written down."""

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


class Wrong(Exception):
    """After this there is no use in reading on."""


@dataclass
class Report:
    """What was found, in plain English."""

    wrong: list[str] = field(default_factory=list)
    proved: list[str] = field(default_factory=list)
    cannot: list[str] = field(default_factory=list)

    def unless(self, holds: object, problem: str) -> None:
        """It is wrong, unless it holds."""
        if not holds:
            self.wrong.append(problem)

    def same(self, where: str, follows: Any, said: Any) -> None:
        """Compare what follows from the lines with what the archive says, part by part."""
        if isinstance(follows, dict) and isinstance(said, dict):
            for key in sorted(follows.keys() & said.keys()):
                self.same(f"{where}.{key}", follows[key], said[key])
            for key in sorted(follows.keys() ^ said.keys()):
                self.wrong.append(f"{where}.{key} is {'missing' if key in follows else 'too much'}")
        elif isinstance(follows, list) and isinstance(said, list) and len(follows) == len(said):
            for number, (one, other) in enumerate(zip(follows, said, strict=True)):
                self.same(f"{where}[{number}]", one, other)
        elif canonical(follows) != canonical(said):
            texts = [canonical(one).decode() for one in (said, follows)]
            self.wrong.append(f"{where} is {texts[0]:.80}, but {texts[1]:.80} follows")


def canonical(value: Any) -> bytes:
    """The one way to write a value as JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode()


def loads(text: str | bytes) -> Any:
    """JSON in which no name stands twice. Raises ValueError."""

    def once(pairs: list[tuple[str, Any]]) -> Json:
        if len(pairs) != len(dict(pairs)):
            raise ValueError("a name stands twice")
        return dict(pairs)

    return json.loads(text, object_pairs_hook=once)


def present(fields: Json) -> Json:
    """Without what is absent."""
    return {name: value for name, value in fields.items() if value is not None}


def sha256(data: bytes) -> bytes:
    """32 bytes."""
    return hashlib.sha256(data).digest()


def minute(at: int) -> int:
    """The beginning of its minute, ms."""
    return at - at % 60_000


def is_hex(value: object, digits: int) -> bool:
    """Whether it is so many hexadecimal digits, none of them a capital."""
    return isinstance(value, str) and bool(re.fullmatch(f"[0-9a-f]{{{digits}}}", value))
