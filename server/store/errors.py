"""What can go wrong in the store, as the rest of the house knows it."""

from server.debate.commands import Answer


class Unavailable(Exception):
    """The database cannot commit or answer now. Nothing was kept; or, when the connection broke
    in the middle of a commit, all of it. Doing the same again is right in either case."""


class BrokenJournal(Unavailable):
    """A journal is not as it was written. Only putting it back from a backup helps; who just wants
    to know whether the debate can be had is told that it cannot now."""

    def __init__(self, code: str, line: int, why: str) -> None:
        super().__init__(f"the journal of debate {code} is broken: line {line} {why}")
        self.code = code
        self.line = line


class NotOurs(BrokenJournal):
    """The line that comes next is not one that this house wrote, or is not as it wrote it."""

    def __init__(self, code: str, line: int) -> None:
        super().__init__(code, line, "was not written by this house")


class BadBackup(Exception):
    """The file, or the place it is to be put into, will not do; a sentence says why."""


class Conflict(Exception):
    """Somebody else appended to this journal first, or wrote ballots that were not yet known, or
    changed a word list."""


class Taken(Exception):
    """There is one of this name, or code, already."""


class AlreadyHere(Exception):
    """What was to come has a key or a code that this house has given already; nothing was changed.
    `what`: a phrase for each."""

    def __init__(self, what: list[str]) -> None:
        super().__init__(", ".join(what))
        self.what = what


class Closed(Exception):
    """The debate is closed, or there is none: ballots are no longer kept."""


class LastOwner(Exception):
    """Afterwards the house, or an organisation, would have no owner; nothing was changed."""


class OnlyWay(Exception):
    """Afterwards nobody could log in to the account; nothing was changed."""


class NoOwner(Exception):
    """Whoever asks for it may not, or no longer; nothing was changed."""


class Gone(Exception):
    """What was handed in holds no longer, or never did; nothing was changed."""


class Full(Exception):
    """As many as there may be at a time are there; nothing was changed."""


class HasOwner(Exception):
    """The house has an owner; nothing was changed."""


class OverQuota(Exception):
    """Afterwards an organisation would have more than it may; nothing was changed. `quota`: of
    `house/quotas.py`."""

    def __init__(self, quota: str, most: int) -> None:
        super().__init__(f"more {quota} than {most}")
        self.quota = quota
        self.most = most


class Sent(Exception):
    """This form was sent before; `code`: the debate that it made, or made something of."""

    def __init__(self, code: str) -> None:
        super().__init__("sent")
        self.code = code


class Repeated(Exception):
    """This command was kept already; `answer` is what it was told."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("repeated")
        self.answer = answer


class Reused(Exception):
    """The id of this command is that of another one that was kept."""
